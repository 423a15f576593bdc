"""The real program on a simulated clock, fed line by line: begun, cut off, asked what it costs, compared with what it has
thanked for."""
import collections
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time

from visits import chance


class Wrong(Exception):
    pass


class Life:
    """One start of the program until the plug is pulled or the script ends."""

    def __init__(self, kiosk, state, start, heard):
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
    def __init__(self, kiosk, state, card):
        self.kiosk, self.state, self.card = kiosk, state, card
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
        self.life = Life(self.kiosk, self.state, line, self.heard)
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
