"""What people do at the terminal, as lines of a play script; what they choose comes from `chance`."""
import collections
import json
import random
import re
import subprocess

PIN = '749162'
BARE = 'touch-at 2 134'  # no target lies there; it wakes a dark screen, and opens the languages on a lit one
chance = random.Random()


class Guides:
    """Which guides there are, how to come to them and how many steps they have, as the tour knows."""

    def __init__(self, kiosk, date, folder):
        subprocess.run([kiosk, '--tour', folder, '--layout-only', '--date', str(date), '--state', folder / 'none'],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        pages = [json.loads(line) for line in (folder / 'tour.jsonl').read_text().splitlines()]
        self.steps = collections.Counter(page['subject'].split('/')[0] for page in pages if page['screen'] == 'step')
        ends = {page['subject'] for page in pages if page['screen'] == 'end'}
        self.ways = []
        for page in pages:
            if page['screen'] not in ('home', 'section'):
                continue
            before = [f'touch tile.{page["subject"]}'] if page['screen'] == 'section' else []
            for element in page['elements']:
                guide = element['id'].removeprefix('tile.')
                if element['id'].startswith('tile.') and guide in ends:
                    self.ways.append((guide, [*before, f'touch tile.{guide}']))


# Facts and steps with many words have further parts.
into_steps = ['touch bar.next if there', 'touch bar.next if there', 'touch button.begin']


def begun(language=None):
    return [BARE, f'touch language.{language or chance.choice(["id", "id", "jv", "en"])}']


def face(best=False):
    number = 4 if best else chance.choice([4, 4, 4, 3, 3, 2, 1])
    if number > 2:
        return [f'touch face.{number}', *chance.choice([['touch button.done'], ['wait 21s']])]
    reason = chance.choice(['touch reason.read', 'touch reason.answer', 'touch reason.slow', 'touch reason.other',
                            'touch bar.next'])
    return [f'touch face.{number}', reason, 'wait 21s']


def reads_guide(guides):
    guide, way = chance.choice(guides.ways)
    lines = [*begun(), *way, *into_steps]
    for _ in range(guides.steps[guide]):
        lines += [f'wait {chance.randint(3, 20)}s', 'touch bar.next']
    return [*lines, *['touch bar.next if there'] * 8, 'touch button.done', *face()]


def abandons_guide(guides):
    guide, way = chance.choice(guides.ways)
    return [*begun(), *way, *into_steps, *['touch bar.next'] * chance.randrange(guides.steps[guide]), 'wait 226s']


def asks_for_papers(_):
    answers = ['touch answer.untuk.saya', 'touch answer.tujuan.wisata', 'touch answer.usia.tidak', 'touch answer.hp.punya']
    lines = [*begun(), 'touch tile.paspor-baru', 'touch button.checklist', *answers]
    return lines + chance.choice([['touch button.take', 'touch button.done', *face()], ['touch button.take', 'wait 346s'],
                                  ['touch button.done', *face()]])


def checks_job(_):
    lines = [*begun(), 'touch tile.kerja', 'touch tile.kerja-cek']
    lines += [f'touch answer.{chance.choice(answers)}' for answers in (
        ['siapa.perusahaan', 'siapa.orang', 'siapa.tidak-tahu'], ['negara.empat', 'negara.lain', 'negara.tidak-tahu'],
        ['visa.kerja', 'visa.wisata', 'visa.belum'], ['uang.tidak', 'uang.kuitansi', 'uang.orang'],
        ['desakan.segera', 'desakan.muda', 'desakan.tidak'], ['kontrak.ada', 'kontrak.belum', 'kontrak.tidak'])]
    return lines + chance.choice([['touch bar.close', 'touch bar.help', 'touch button.finish'], ['wait 151s'],
                                  ['touch bar.next', 'touch bar.next', 'touch button.finish']])


def wants_code(_):
    return [*begun(), 'touch tile.mpaspor', 'touch tab.iphone', 'touch tab.android', 'touch button.nophone', 'touch bar.back',
            *chance.choice([['wait 346s'], ['touch bar.help', 'touch button.finish']])]


def asks_for_office(_):
    return [*begun(), 'touch tile.office', 'touch button.call', 'touch bar.back', 'touch bar.start', 'touch bar.help',
            'touch button.finish']


def gives_opinion(_):
    return [*begun(), 'touch bar.help', 'touch button.opinion', *face()]


def gives_two_opinions(_):
    opinion = ['touch bar.help', 'touch button.opinion', 'touch face.4']
    return [*begun(), *opinion, 'touch bar.start', *opinion, 'wait 21s']


def plays_with_glass(_):
    return [*begun(), 'touch bar.help', 'touch button.opinion', 'pace 150ms', *[BARE] * 9, 'touch face.4', 'pace 2s', 'wait 21s']


def changes_language(_):
    first, second = chance.sample(['id', 'jv', 'en'], 2)
    return [*begun(first), 'touch tile.anak', *into_steps, 'touch bar.next', 'touch bar.help', 'touch set.language',
            f'touch language.{second}', 'touch bar.next', 'wait 226s']


def sees_little(_):
    lines = [*begun(), 'touch bar.help', 'touch set.contrast', 'touch set.big', 'touch bar.back', 'touch tile.paspor-baru',
             *into_steps, *['touch bar.next'] * 6]
    return lines + chance.choice([['wait 226s'], ['touch bar.help', 'touch button.finish']])


def sits_low_and_calm(_):
    return [*begun(), 'touch bar.help', 'touch set.low', 'touch set.calm', 'touch bar.back', 'touch tile.umrah-haji',
            *into_steps, 'touch bar.next', 'wait 226s']


def listens(_):
    return [BARE, 'touch button.voice', 'wait 9s', 'touch language.id', 'wait 15s', 'touch tile.paspor-baru', 'wait 20s',
            *into_steps, 'wait 20s', 'touch bar.next', 'wait 20s', 'wait 400s']


def has_keys(_):
    return [BARE, 'keys language.id', 'keys tile.kerja', 'keys tile.keluarga', 'key next', 'key repeat', 'wait 30s', 'key help',
            'keys button.opinion', 'keys face.3', 'wait 21s']


def runs_past(_):
    return ['pace 700ms', *begun(), 'touch bar.help', 'touch button.opinion', 'touch face.1', 'pace 2s', 'wait 21s']


def only_looks(_):
    return [BARE, 'wait 226s']


def is_warned(_):
    return [*begun(), 'touch tile.hilang-rusak', 'wait 181s', 'touch button.stay', 'wait 226s']


def sits_together(_):
    return [*begun(), 'touch bar.help', 'touch set.together', 'touch bar.back', 'touch tile.paspor-baru', *into_steps,
            *['touch bar.next'] * 2, 'touch answer.step.to_do', *['touch bar.next'] * 2, 'wait 226s']


def comes_as_staff(_):
    return [*opens_door(), 'touch button.status-code', 'touch bar.back', 'touch button.log', 'touch bar.back', 'touch bar.next',
            'touch button.opinions', 'touch bar.back', 'touch bar.start', 'touch bar.help', 'touch button.finish']


def opens_door():
    return [*begun('id'), 'touch bar.help', 'touch button.staff', *[f'touch pin.{digit}' for digit in PIN]]


KINDS = [(18, reads_guide), (12, abandons_guide), (10, asks_for_papers), (10, checks_job), (6, wants_code), (6, asks_for_office),
         (10, gives_opinion), (2, gives_two_opinions), (1, plays_with_glass), (5, changes_language), (5, sees_little),
         (2, sits_low_and_calm), (4, listens), (3, has_keys), (2, runs_past), (4, only_looks), (2, is_warned), (2, sits_together),
         (1, comes_as_staff)]


def a_visit(guides):
    return chance.choices([kind for _, kind in KINDS], [weight for weight, _ in KINDS])[0](guides)


def lasts(lines):
    """Simulated seconds."""
    seconds, pace = 0, 2
    for line in lines:
        words = line.split()
        if words[0] == 'pace':
            pace = time_of(words[1])
        elif words[0] == 'wait':
            seconds += time_of(words[1])
        elif words[0] in ('touch', 'touch-at') and 'there' not in words:
            seconds += pace + 0.12
        elif words[0] == 'key':
            seconds += 0.5
    return seconds


def time_of(word):
    number, unit = re.fullmatch(r'([\d.]+)([a-z]+)', word).groups()
    return float(number) * {'ms': 0.001, 's': 1, 'm': 60, 'h': 3600, 'd': 86400}[unit]
