#!/usr/bin/env python3
"""Weeks in a village hall on the real program and a simulated clock: days.py BIN CONTENT WORK [--days N] [--visits N]

Visits of every kind, an officer with a stick every third day, clocks that jump, and on most days the plug is pulled: the
program is killed at any moment and starts again on what lies on the disk. For a stretch of days in the middle nobody
pulls it, so that one process can be watched growing. After each day the kernel is asked what the terminal costs. Memory
is what it held at the invitation after a visit, the median of the day: single moments differ by more than a leak would.

Bytes written are those that the kernel counts for the terminal's processes: whole pages, without the file system's own
journal and tables. With --card the state lies on an ext4 of its own (root), and all that reached it is counted too."""
import argparse
import datetime
import pathlib
import shutil
import statistics
import sys
import tempfile
import time

from around import Card, Office
from terminal import Terminal, Wrong
from visits import PIN, Guides, a_visit, chance, lasts, opens_door

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
chance.seed(wish.seed)

FIRST_DAY = datetime.date(2026, 11, 23)
MORE_MEMORY, MORE_CARD = 10, 5 * 1024  # KiB a day


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
            self.office.writes_edition(FIRST_DAY)
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
                self.office.writes_edition(FIRST_DAY)
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
        office = Office(programs, content, pathlib.Path(desk))
        state = card.folder / 'state'
        state.mkdir()
        shutil.copy(office.folder / 'trust', state / 'trust')
        shutil.copy(office.folder / 'terminal.key', state / 'kiosk.key')
        (state / 'settings.toml').write_text('kiosk = "balai-uji-1"\nhall = "08:00-16:00"\n')
        terminal = Terminal(kiosk, state, card)
        days = Days(terminal, office, Guides(kiosk, FIRST_DAY, pathlib.Path(desk) / 'tour'))
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
