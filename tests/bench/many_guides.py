"""What more guides may not cost: opening one, answering questions, and an author's check of a thousand."""
import re
import resource
import shutil
import subprocess

import make_taps

languages = ['id', 'jv', 'en']
# From the invitation to a list of papers and back to the invitation.
answers = ['language.id', f'tile.{make_taps.guide}', 'button.checklist', 'answer.untuk.saya', 'answer.tujuan.wisata',
           'answer.usia.tidak', 'answer.hp.punya', 'button.done', 'face.4', 'button.done']


def cpu_of(command, codes=(0,)):
    """CPU seconds of a program and everything it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, text=True)
    if ran.returncode not in codes:
        raise SystemExit(f'{command[0]} ended with {ran.returncode}: {ran.stdout[-300:]}')
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ms_a_touch(stage, content, visits=40):
    """Of opening a guide and answering, on the simulated clock; starting and the first visits are taken off."""
    def played(times):
        script = stage.folder / 'answers.play'
        script.write_text(f'start --date {make_taps.date}\n' + ''.join(f'touch {name}\n' for name in answers) * times)
        return cpu_of([stage.kiosk, '--content', content, '--state', stage.fresh(), *stage.glass, '--play', script])
    first = 4
    return (played(first + visits) - played(first)) * 1000 / (visits * len(answers))


def touch_cost(stage, few, many, times):
    pairs = [(ms_a_touch(stage, few), ms_a_touch(stage, many)) for _ in range(times)]
    return sorted(pairs, key=lambda pair: pair[1] / pair[0])[len(pairs) // 2]


def thousand_guides(stage, source):
    """An author's folder with a thousand guides more, each a little different, in three languages."""
    folder = stage.folder / 'thousand'
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns('.*'))
    for language in languages:
        text = (source / f'guides/{make_taps.guide}.{language}.md').read_text()
        for number in range(1000):
            made = re.sub(r'(?m)^# (\S+)', rf'# \g<1> {number}', text)
            (folder / f'guides/made-{number:04}.{language}.md').write_text(made)
    return folder


def check_seconds(pack, folder, *options):
    # A heading with a number more is a warning or a misfit at most: the work is what counts here.
    return cpu_of([pack, 'check', folder, *options], codes=(0, 1))
