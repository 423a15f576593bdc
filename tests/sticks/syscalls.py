#!/usr/bin/env python3
"""The real program, ended or refused by the kernel at each of its system calls while it installs, goes back, counts and
exports: syscalls.py BIN CONTENT WORK [--every N] [--errors] [--shipped] [SCENARIO...]

The sticks carry the small content of another office, so that every call can be struck; with --shipped all of CONTENT,
which repeats the same calls for each of its files. Each run begins from the same state on a real disk, is struck once,
and is then recovered by the program alone. Legal are the old outcome and the new one, and the next attempt must succeed.
Calls that change something are struck; needs strace."""
import argparse
import collections
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument('bin', type=pathlib.Path)
parser.add_argument('content', type=pathlib.Path)
parser.add_argument('work', type=pathlib.Path)
parser.add_argument('--every', type=int, default=1, help='strike every so many calls only')
parser.add_argument('--errors', action='store_true', help='also refuse each call with EIO, ENOSPC and EROFS')
parser.add_argument('--shipped', action='store_true', help='sticks carry the shipped content')
parser.add_argument('scenario', nargs='*')
wish = parser.parse_args()
bin_folder, content, work = (path.resolve() for path in (wish.bin, wish.content, wish.work))
# Calls that change what is on a disk; whoever is ended while opening or closing has changed nothing beyond them.
CHANGING = ['write', 'pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'rename', 'renameat', 'renameat2', 'unlink', 'unlinkat',
            'mkdir', 'mkdirat', 'rmdir', 'link', 'linkat', 'symlink', 'fallocate', 'fchmod']
DAY = 'start --date 2026-11-23'
VISIT = ['touch language.id', 'touch bar.help', 'touch button.opinion', 'touch face.4', 'wait 21s']


def tool(name, *words):
    subprocess.run([bin_folder / name, *map(str, words)], cwd=work, check=True, stdout=subprocess.DEVNULL)


def script_of(name, lines):
    script = work / f'{name}.play'
    script.write_text('\n'.join(lines) + '\n')
    return script


def play(state, name, lines, struck=()):
    """(exit code, output); whatever the script runner leaves behind is ended with it."""
    command = [*struck, bin_folder / 'balai-kiosk', '--play', script_of(name, lines), '--state', state]
    run = subprocess.Popen(command, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                           errors='replace', start_new_session=True)
    try:
        said = run.communicate(timeout=120)[0]
    finally:
        try:
            os.killpg(run.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    return run.returncode, said


def must(state, name, lines):
    code, said = play(state, name, lines)
    if code:
        sys.exit(f'{name} does not hold before anything was struck: {said[-800:]}')


def faces(state):
    """How many answers the state holds."""
    with sqlite3.connect(f'file:{state}/feedback.db?mode=ro', uri=True) as store:
        if store.execute('PRAGMA integrity_check').fetchone()[0] != 'ok':
            return -1
        return sum(row[0] for row in store.execute("SELECT count FROM tally WHERE question = 'face'"))


class Scenario:
    """`before` makes the state, `struck` is what is struck, `after` must then hold, whatever happened."""

    def __init__(self, before, struck, after, judge=lambda state, stick, said: None, carries=None):
        self.before, self.struck, self.after, self.judge, self.carries = before, struck, after, judge, carries


def judge_answer(state, _stick, said):
    """One was given before and one afterwards; the one that was struck counts if it was thanked for, and may if not."""
    kept, thanked = faces(state), bool(re.search('^saved balai face', said, re.M))
    return None if kept == 3 or kept == 2 and not thanked else f'thanked for: {thanked}, kept {kept} of 3'


def judge_export(_state, stick, _said):
    office = work / 'office.db'
    office.unlink(missing_ok=True)
    database = ['--db', f'sqlite:{office}']
    tool('balai-tally', 'kiosk', 'add', '--key', 'terminal.pub', '--id', 'balai-uji-1', '--village', 'Uji', *database)
    # A folder that was cut short is named, which is no failure of the terminal.
    subprocess.run([bin_folder / 'balai-tally', 'import', stick, *database], cwd=work, stdout=subprocess.DEVNULL)
    with sqlite3.connect(office) as store:
        told = store.execute("SELECT coalesce(sum(count), 0) FROM cell WHERE question = 'face'").fetchone()[0]
    return None if told == 8 else f'the office counts {told} of 8 answers'


def scenarios():
    two_editions = [DAY, 'stick insert sticks/one', 'stick remove', 'wait 11m', 'restart', 'wait 11m']
    return {
        'install': Scenario(two_editions[:3], ['start', 'stick insert stick'],
                            ['start', 'stick insert stick', 'stick remove', 'expect edition 2'], carries='two'),
        'go-back': Scenario([*two_editions, 'stick insert sticks/two', 'stick remove', 'restart', 'restart', 'restart'],
                            ['start'], ['start', 'wait 2m', 'stick insert sticks/three', 'stick remove', 'expect edition 3']),
        'answer': Scenario([DAY, *VISIT], ['start', *VISIT], ['start', *VISIT], judge_answer),
        'export': Scenario([DAY, *VISIT * 8], ['start --date 2026-12-14', 'stick insert stick'],
                           ['start --date 2026-12-14', 'stick insert stick', 'stick remove', 'stick insert stick'],
                           judge_export, carries='one'),
    }


def fresh(scenario, template):
    state, stick = work / 'state', work / 'stick'
    for folder in (state, stick):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, state)
    if scenario.carries:
        shutil.copytree(work / 'sticks' / scenario.carries, stick)
    return state, stick


def calls_of(scenario, template):
    """How often the terminal makes each call when nothing is struck."""
    state, _ = fresh(scenario, template)
    trace = work / 'trace'
    play(state, 'counted', scenario.struck, ['strace', '-f', '-qq', '-e', 'trace=' + ','.join(CHANGING), '-o', trace])
    by_process = collections.defaultdict(collections.Counter)
    for line in trace.read_text(errors='replace').splitlines():
        found = re.match(r'(\d+) +(\w+)\(', line)
        if found:
            by_process[found[1]][found[2]] += 1
    most = collections.Counter()
    for counter in by_process.values():
        most |= counter
    return most


def strike(scenario, template, call, number, how):
    state, stick = fresh(scenario, template)
    _, said = play(state, 'struck', scenario.struck,
                   ['strace', '-f', '-qq', '-o', '/dev/null', '-e', f'trace={call}', '-e', f'inject={call}:{how}:when={number}'])
    code, after = play(state, 'after', scenario.after)
    if code:
        return f'afterwards: {after[-500:]}'
    return scenario.judge(state, stick, said)


def small_content():
    """The other office's guide, with the shipped words and the drawings that it names."""
    folder = work / 'small'
    shutil.copytree(pathlib.Path(__file__).parent.parent / 'other-office', folder)
    named = set(re.findall(r'[a-z0-9-]+', ' '.join(file.read_text() for file in folder.rglob('*.*'))))
    shutil.copytree(content / 'words', folder / 'words')
    (folder / 'drawings').mkdir()
    for drawing in (content / 'drawings').glob('*.svg'):
        if drawing.stem in named:
            shutil.copy(drawing, folder / 'drawings')
    return folder


def make_sticks():
    carried = content if wish.shipped else small_content()
    for name in ('author', 'reviewer', 'office', 'terminal'):
        tool('balai-pack', 'keygen', name, '--no-password')
    tool('balai-pack', 'trust', 'new', '--site', 'balai-uji', '--author', 'author.pub', '--reviewer', 'reviewer.pub',
         '--receipt', 'office.pub', '--out', 'trust.txt')
    for number, name in enumerate(('one', 'two', 'three'), 1):
        source = work / f'words-{name}'
        shutil.copytree(carried, source)
        site = source / 'site.toml'
        site.write_text(site.read_text() + f'# {name}\n')
        pack = work / 'sticks' / name / 'BALAI' / 'balai-uji'
        pack.parent.mkdir(parents=True)
        tool('balai-pack', 'build', source, pack, '--site', 'balai-uji', '--seq', number, '--issued', '2026-11-20')
        for role in ('author', 'reviewer'):
            tool('balai-pack', 'sign', pack, '--key', f'{role}.key', '--role', role)


def template_of(name, scenario):
    state = work / f'template-{name}'
    state.mkdir()
    shutil.copy(work / 'trust.txt', state / 'trust')
    (state / 'settings.toml').write_text('kiosk = "balai-uji-1"\n')
    shutil.copy(work / 'terminal.key', state / 'kiosk.key')
    must(state, 'before', scenario.before)
    return state


def main():
    if not shutil.which('strace'):
        print('SKIPPED: strace is not installed')
        sys.exit(77)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    make_sticks()
    strikes = ['signal=SIGKILL', *(['error=EIO', 'error=ENOSPC', 'error=EROFS'] if wish.errors else [])]
    failed = total = 0
    for name, scenario in scenarios().items():
        if wish.scenario and name not in wish.scenario:
            continue
        template = template_of(name, scenario)
        most, struck = calls_of(scenario, template), 0
        places = [(call, number) for call in sorted(most) for number in range(1, most[call] + 1)]
        for call, number in places[::wish.every]:
            for how in strikes:
                wrong = strike(scenario, template, call, number, how)
                struck += 1
                if wrong:
                    failed += 1
                    print(f'NOT LEGAL: {name}, {call} {number}, {how}: {wrong}', flush=True)
        total += struck
        print(f'{name}: struck {struck} times at {len(places)} calls', flush=True)
    print(f'{total - failed} passed, {failed} failed')
    sys.exit(failed != 0 or total == 0)


main()
