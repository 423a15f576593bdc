#!/usr/bin/env python3
"""Weeks in a village hall on the real program and a simulated clock: days.py BIN CONTENT WORK [--days N] [--visits N]

Visits of every kind, an officer with a stick every third day, clocks that jump, and on most days the plug is pulled: the
program is killed at any moment and starts again on what lies on the disk. For a stretch of days in the middle nobody
pulls it, so that one process can be watched growing. After each day the kernel is asked what the terminal costs. Memory
is what it held at the invitation after a visit, the median of the day: single moments differ by more than a leak would.

Bytes written are those that the kernel counts for the terminal's processes: whole pages, without the file system's own
journal and tables. With --card the state lies on an ext4 of its own (root), and all that reached it is counted too."""
import argparse
import collections
import datetime
import json
import os
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument('bin', type=pathlib.Path)
parser.add_argument('content', type=pathlib.Path)
parser.add_argument('work', type=pathlib.Path, help='a folder on a real disk; it is emptied')
parser.add_argument('--days', type=int, default=30)
parser.add_argument('--visits', type=int, default=200, help='on each day')
parser.add_argument('--together', type=int, default=14, help='days on end in one process; fewer than 10 judge no slope')
parser.add_argument('--cuts', type=float, default=4, help='on each other day, on average')
parser.add_argument('--seed', type=int, default=1)
parser.add_argument('--card', action='store_true')
wish = parser.parse_args()
programs, content, work = (path.resolve() for path in (wish.bin, wish.content, wish.work))
kiosk = programs / 'balai-kiosk'
chance = random.Random(wish.seed)

FIRST_DAY = datetime.date(2026, 11, 23)
SITE, PIN = 'balai-uji', '749162'
MORE_MEMORY, MORE_CARD = 10, 5 * 1024  # KiB a day
BARE = 'touch-at 2 134'  # no target lies there; it wakes a dark screen, and opens the languages on a lit one


def tool(name, *words):
    subprocess.run([programs / name, *map(str, words)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Wrong(Exception):
    pass


# ---- What people do


class Guides:
    """Which guides there are, how to come to them and how many steps they have, as the tour knows."""

    def __init__(self, folder):
        subprocess.run([kiosk, '--tour', folder, '--layout-only', '--date', str(FIRST_DAY), '--state', folder / 'none'],
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


# ---- The terminal


class Life:
    """One start of the program until the plug is pulled or the script ends."""

    def __init__(self, state, start, heard):
        self.heard, self.said = heard, tempfile.TemporaryFile('w+')
        self.process = subprocess.Popen([kiosk, '--state', state, '--play', '/dev/stdin'], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=self.said, text=True, bufsize=1)
        self.do([start])

    def send(self, lines):
        self.sent = lines
        self.process.stdin.write('\n'.join([*lines, 'say and then']) + '\n')
        self.process.stdin.flush()

    def do(self, lines):
        self.send(lines)
        for line in self.process.stdout:
            if line == 'and then\n':
                return
            self.heard(line.rstrip())
        self.process.wait()
        raise Wrong(f'the script does not hold: {self.complaint()}')

    def tree(self):
        """The process that reads the script, the terminal itself, and what it has begun."""
        found = [self.process.pid]
        for process in found:
            found += map(int, pathlib.Path(f'/proc/{process}/task/{process}/children').read_text().split())
        return found

    def complaint(self):
        self.said.seek(0)
        return self.said.read()[-1500:] + 'in: ' + '; '.join(self.sent)

    def pull_plug(self):
        """Says whether it was in the middle of something."""
        for process in reversed(self.tree()[1:]):
            os.kill(process, signal.SIGKILL)
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        rested = False
        for line in self.process.stdout:
            rested = rested or line == 'and then\n'
            if line != 'and then\n':
                self.heard(line.rstrip())
        if self.process.wait() and not re.search('the terminal (ended|is gone|is not running)', self.complaint()):
            raise Wrong(f'the script does not hold: {self.complaint()}')
        return not rested

    def end(self):
        self.process.stdin.close()
        for line in self.process.stdout:
            self.heard(line.rstrip())
        if self.process.wait():
            raise Wrong(f'the script does not hold: {self.complaint()}')


def number_in(file, name):
    return next(int(line.split()[1]) for line in file.read_text().splitlines() if line.startswith(name))


def of_the_dead():
    """Bytes written by every process that has ended: what this process is charged with beyond its own thread."""
    own = pathlib.Path('/proc/self')
    return number_in(own / 'io', 'write_bytes') - number_in(own / 'task' / own.resolve().name / 'io', 'write_bytes')


class Terminal:
    def __init__(self, state, card):
        self.state, self.card = state, card
        self.saved, self.dropped, self.screens = collections.Counter(), collections.Counter(), collections.Counter()
        self.lost = self.invented = self.finished_by_cut = self.starts = self.cuts = self.cuts_in_visits = 0
        self.life = None
        self.usual_visit = 0.3  # real seconds

    def heard(self, line):
        word, *more = line.split()
        if word == 'saved':
            self.saved[tuple(more)] += 1
        elif word == 'dropped':
            self.dropped[more[0]] += 1
        elif word == 'screen':
            self.screens[more[0]] += 1

    def start(self, line):
        self.starts += 1
        self.life = Life(self.state, line, self.heard)
        self.life.do(['expect screen attract'])

    def do(self, lines):
        began = time.monotonic()
        self.life.do(lines)
        self.usual_visit += (time.monotonic() - began - self.usual_visit) / 50

    def cut(self, lines):
        """Pulls the plug at any moment while these lines are done."""
        self.cuts += 1
        if lines:
            self.life.send(lines)
            time.sleep(chance.uniform(0, 1.2 * self.usual_visit))
        amid = self.life.pull_plug()
        self.cuts_in_visits += bool(lines) and amid
        self.life = None
        self.compare(lines if amid else [])

    def compare(self, unfinished=()):
        """What lies on the disk with what was thanked for; an answer that the cut came upon may be kept or not."""
        kept, possible = self.kept(), {tuple(line.removeprefix('touch ').split('.')) for line in unfinished
                                       if re.match(r'(touch|keys) (face|reason)\.', line)}
        for answer in kept.keys() | self.saved.keys():
            more = kept[answer] - self.saved[answer]
            if more == 1 and answer[1:] in possible:
                self.finished_by_cut += 1
                possible.clear()
            elif more > 0:
                self.invented += more
            elif more < 0:
                self.lost -= more
        self.saved = kept

    def kept(self):
        with tempfile.TemporaryDirectory(dir='/dev/shm') as folder:
            for name in ('feedback.db', 'feedback.db-wal'):
                if (self.state / name).exists():
                    shutil.copy(self.state / name, folder)
            with sqlite3.connect(f'{folder}/feedback.db') as store:
                if store.execute('PRAGMA integrity_check').fetchone()[0] != 'ok':
                    raise Wrong('feedback.db is damaged')
                return collections.Counter({tuple(row[:3]): row[3] for row in store.execute(
                    'SELECT subject, question, answer, sum(count) FROM tally GROUP BY 1, 2, 3')})

    def written(self):
        return of_the_dead() + sum(number_in(pathlib.Path(f'/proc/{process}/io'), 'write_bytes') for process in self.life.tree())

    def memory(self):
        """KiB that are its own; what the two processes share is counted once."""
        return sum(number_in(pathlib.Path(f'/proc/{process}/smaps_rollup'), name) for process in self.life.tree()
                   for name in ('Pss_Anon', 'SwapPss'))

    def costs(self):
        descriptors = [len(os.listdir(f'/proc/{process}/fd')) for process in self.life.tree()]
        # The files that two editions share are one.
        files = {about.st_ino: about.st_blocks for about in map(os.stat, filter(os.path.isfile, self.state.rglob('*')))}
        return descriptors, sum(files.values()) // 2, self.written(), self.card.written()


class Card:
    """An ext4 of its own in a file on the real disk, or the real disk itself."""

    def __init__(self, folder, own):
        self.folder, self.device = folder / 'card', None
        self.folder.mkdir()
        if not own:
            return
        image = folder / 'card.img'
        with image.open('wb') as file:
            file.truncate(512 << 20)
        subprocess.run(['mkfs.ext4', '-q', '-E', 'lazy_itable_init=0,lazy_journal_init=0', image], check=True)
        subprocess.run(['mount', '-o', 'loop,noatime', image, self.folder], check=True)
        self.device = os.path.basename(subprocess.run(['findmnt', '-no', 'SOURCE', self.folder], check=True, text=True,
                                                      capture_output=True).stdout.strip())

    def written(self):
        if not self.device:
            return None
        subprocess.run(['sync', '-f', self.folder], check=True)
        return int(pathlib.Path(f'/sys/block/{self.device}/stat').read_text().split()[6]) * 512

    def take_out(self):
        if self.device:
            subprocess.run(['umount', self.folder], check=True)


class Office:
    """Keys, and sticks that lie in memory: what is written to them is not written to the card."""

    def __init__(self, folder):
        self.folder, self.words, self.number, self.imported = folder, content / 'words/id.toml', 0, 0
        for name in ('author', 'reviewer', 'office', 'terminal'):
            tool('balai-pack', 'keygen', folder / name, '--no-password')
        tool('balai-pack', 'trust', 'new', '--site', SITE, '--author', folder / 'author.pub', '--reviewer',
             folder / 'reviewer.pub', '--receipt', folder / 'office.pub', '--out', folder / 'trust')
        tool('balai-tally', 'kiosk', 'add', '--key', folder / 'terminal.pub', '--id', 'balai-uji-1', '--village', 'Uji',
             *self.database())
        shutil.copytree(content, folder / 'content')
        self.stick = folder / 'stick'

    def database(self):
        return '--db', f'sqlite:{self.folder}/office.db'

    def writes_edition(self):
        """One word is another one than before."""
        self.number += 1
        words = (content / 'words/id.toml').read_text()
        (self.folder / 'content/words/id.toml').write_text(words.replace('"Kembali"', ['"Kembali"', '"Balik"'][self.number % 2], 1))
        shutil.rmtree(self.stick, ignore_errors=True)
        pack = self.stick / 'BALAI' / SITE
        pack.parent.mkdir(parents=True)
        tool('balai-pack', 'build', self.folder / 'content', pack, '--site', SITE, '--seq', self.number, '--issued', FIRST_DAY)
        for role in ('author', 'reviewer'):
            tool('balai-pack', 'sign', pack, '--key', self.folder / f'{role}.key', '--role', role)

    def imports(self):
        """And writes onto the stick that it came."""
        tool('balai-tally', 'import', self.stick, '--key', self.folder / 'office.key', *self.database())
        self.imported = len(list((self.stick / 'BALAI-RESULTS').glob('*/*/results.csv')))


# ---- The days


class Clock:
    """How far the machine's clock is off."""

    def __init__(self):
        self.off = 0

    def jumps(self, hours):
        self.off += hours
        return [f'clock {hours:+}h']

    def is_mended(self):
        return self.jumps(-self.off) if self.off else []


def officer_sets_clock(years):
    """The kept day is so many years ahead: month by month back."""
    return [*opens_door(), 'touch bar.next', 'touch bar.next', 'touch button.clock', *['touch button.step-3'] * (12 * years),
            'touch button.keep', 'touch bar.start', 'touch bar.help', 'touch button.finish']


def night(seconds_of_day):
    return [f'wait {24 * 3600 - seconds_of_day:.2f}s']


def slope(values):
    """KiB a day, by least squares."""
    middle, mean = (len(values) - 1) / 2, sum(values) / len(values)
    return sum((day - middle) * (value - mean) for day, value in enumerate(values)) / sum(
        (day - middle) ** 2 for day in range(len(values)))


class Days:
    def __init__(self, terminal, office, guides):
        self.terminal, self.office, self.guides, self.clock = terminal, office, guides, Clock()
        first = 1 + (wish.days - wish.together) // 2
        self.together = range(first, first + wish.together)
        self.visits = self.jumps = self.sticks = 0
        self.table = []

    def start(self, day):
        """A board without a battery does not know which day it is."""
        self.clock = Clock()
        date = FIRST_DAY + datetime.timedelta(days=day - 1)
        self.terminal.start(f'start --date {date}' if chance.random() < 0.8 else 'start')

    def jump(self, lines):
        self.jumps += len(lines)
        self.terminal.do(lines)

    def stick(self, day):
        if day % 6 == 0:
            self.office.writes_edition()
        insert = f'stick insert {self.office.stick}'
        if day not in self.together and chance.random() < 0.5:
            self.terminal.cut([insert, 'wait 3s'])
            self.start(day)
        self.sticks += 1
        self.terminal.do([insert, 'wait 9s', 'stick remove', f'expect edition {self.office.number}'])
        self.office.imports()

    def begin(self, day):
        if not self.terminal.life:
            self.start(day)
            if day == 1:
                # As it was set up.
                self.terminal.do([f'pin {PIN}'])
                self.office.writes_edition()
                self.stick(1)
        if day in self.together and day - 1 not in self.together:
            self.terminal.cut([])
            self.start(day)

    def run(self, day):
        self.begin(day)
        before, card_before = self.terminal.written(), self.terminal.card.written()
        began, seconds, memory = time.monotonic(), 0, []
        alone = day in self.together
        plan = {chance.randrange(wish.visits): ('hours', chance.choice([-1, 1]) * chance.randint(1, 30))}
        if day % 5 == 3:
            plan[wish.visits // 4] = ('years', chance.choice([-30, 2]))
        if day % 3 == 0:
            plan[wish.visits // 2] = ('stick', None)
        for number in range(wish.visits):
            what, value = plan.get(number, (None, None))
            if what == 'hours':
                self.jump(self.clock.jumps(value))
            elif what == 'years':
                self.jump(self.clock.jumps(value * 365 * 24))
            elif what == 'stick':
                self.stick(day)
                seconds += 9
            lines = a_visit(self.guides)
            if not alone and chance.random() < wish.cuts / wish.visits:
                self.terminal.cut(lines if chance.random() < 0.8 else [])
                self.start(day)
                seconds = 0
            else:
                self.terminal.do([*lines, 'expect screen attract'])
                seconds += lasts(lines)
                memory.append(self.terminal.memory())
            self.visits += 1
            if what == 'years' or number + 1 == wish.visits:
                ahead = self.clock.off > 365 * 24
                self.jump(self.clock.is_mended())
                if ahead:
                    self.terminal.do(officer_sets_clock(2))
        self.terminal.do(night(seconds % (24 * 3600)))
        memory = statistics.median(memory)
        descriptors, state, written, card = self.terminal.costs()
        self.table.append((day, memory, descriptors, (written - before) / 1024, state))
        print(f'day {day:2}: {memory:.0f} KiB of memory, {"+".join(map(str, descriptors))} descriptors, '
              f'{(written - before) / 1024:.0f} KiB written'
              + (f' ({(card - card_before) / 1024:.0f} with the file system)' if card is not None else '')
              + f', state {state} KiB, {self.terminal.cuts} cuts so far, {time.monotonic() - began:.0f} s', flush=True)

    def judge(self):
        faults = []
        # Letters are made when they are first needed: until the middle of the stretch some still are.
        together = [memory for day, memory, *_ in self.table if day in self.together[len(self.together) // 2:]]
        growth = slope(together) if len(together) > 1 else 0
        if len(self.together) >= 10 and growth >= MORE_MEMORY:
            faults.append(f'memory grows by {growth:.1f} KiB a day')
        # A font is open for each size of type that somebody has chosen; after the first day all of them are.
        open_files = {day: sum(descriptors) for day, _, descriptors, *_ in self.table}
        at_rest = {open_files[day] for day in self.together[1:]}
        if len(at_rest) > 1 or at_rest and max(open_files.values()) > max(at_rest):
            faults.append('the number of descriptors changes')
        most = max(written for _, _, _, written, _ in self.table)
        if most > MORE_CARD:
            faults.append(f'{most:.0f} KiB written on one day')
        if self.terminal.lost or self.terminal.invented:
            faults.append(f'{self.terminal.lost} answers lost, {self.terminal.invented} invented')
        thanked = sum(count for (_, question, _), count in self.terminal.saved.items() if question == 'face')
        print(f'{len(self.table)} days, {self.visits} visits, {self.terminal.cuts} cuts ({self.terminal.cuts_in_visits} in the '
              f'middle of something, {self.terminal.finished_by_cut} after the commit), {self.jumps} jumps of the clock, '
              f'{self.sticks} sticks, {self.office.imported} folders at the office; {thanked} faces thanked for, '
              f'{self.terminal.lost} lost, {self.terminal.invented} invented, {sum(self.terminal.dropped.values())} not counted; '
              f'memory {growth:+.1f} KiB a day over the last {len(together)} of {len(self.together)} days in one process, '
              f'{max(open_files.values())} descriptors; most written on a day {most:.0f} KiB')
        for fault in faults:
            print(f'NOT KEPT: {fault}')
        print(f'{5 - len(faults)} passed, {len(faults)} failed')
        return not faults


def main():
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    card = Card(work, wish.card)
    with tempfile.TemporaryDirectory(dir='/dev/shm') as desk:
        office = Office(pathlib.Path(desk))
        state = card.folder / 'state'
        state.mkdir()
        shutil.copy(office.folder / 'trust', state / 'trust')
        shutil.copy(office.folder / 'terminal.key', state / 'kiosk.key')
        (state / 'settings.toml').write_text('kiosk = "balai-uji-1"\nhall = "08:00-16:00"\n')
        terminal = Terminal(state, card)
        days = Days(terminal, office, Guides(pathlib.Path(desk) / 'tour'))
        try:
            for day in range(1, wish.days + 1):
                days.run(day)
            terminal.life.end()
            terminal.compare()
        except Wrong as wrong:
            print(f'NOT KEPT: seed {wish.seed}, visit {days.visits}: {wrong}')
            return 1
        finally:
            if terminal.life and terminal.life.process.poll() is None:
                terminal.life.pull_plug()
            card.take_out()
        return 0 if days.judge() else 1


sys.exit(main())
