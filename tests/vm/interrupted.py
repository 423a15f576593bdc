"""A stick is pulled, or the power goes, at any moment between its being read and the word that it may be pulled."""
import collections
import filecmp
import hashlib
import json
import os
import random
import subprocess

from lab import expect
from machine import empty_state
from power import kept_faces
from steps import give_face, process_of, scenario
from sticks import GAP, believe, enrol, installs, make_stick, office_of, pulled_out, pushed_in, seconds_of_guest

LAST_WORD = '^stick (done|same|refused|not-saved)'


class Stick:
    """The same stick again and again, as it was before anybody wrote to it."""

    def __init__(self, lab, name):
        self.top = office_of(lab).pack(2)
        self.public = office_of(lab).folder / 'kiosk.pub'
        self.fresh = make_stick(lab.folder / f'{name}-fresh.img', 'fat', self.top)
        self.file, self.work = lab.folder / f'{name}.img', lab.folder / f'{name}-read'

    def anew(self):
        subprocess.run(['cp', '--sparse=always', self.fresh, self.file], check=True)
        return self.file

    def read(self):
        """What is wrong with the stick after a computer has mended it; None when its edition is whole."""
        subprocess.run(['rm', '-rf', self.work], check=True)
        self.work.mkdir()
        part = self.work / 'part'
        subprocess.run(['dd', f'if={self.file}', f'of={part}', 'bs=1M', f'skip={GAP >> 20}', 'conv=sparse',
                        'status=none'], check=True)
        mended = subprocess.run(['fsck.vfat', '-a', part], capture_output=True, text=True)
        if mended.returncode > 1:
            return f'not mended: {mended.stdout}'
        for folder in ('BALAI', 'BALAI-RESULTS'):
            copied = subprocess.run(['mcopy', '-s', '-n', '-i', part, f'::/{folder}', self.work], capture_output=True,
                                    text=True, stdin=subprocess.DEVNULL)
            if copied.returncode and not (folder == 'BALAI-RESULTS' and 'not found' in copied.stderr):
                return f'{folder} cannot be read: {copied.stderr[-300:]} {mended.stdout}'
        return differences(self.top / 'BALAI', self.work / 'BALAI')

    def sums(self):
        """Serials of the folders that went home, once the page has allowed to pull: each must be whole."""
        serials = []
        for receipt in sorted((self.work / 'BALAI-RESULTS').rglob('receipt.json')):
            subprocess.run(['minisign', '-Vq', '-p', self.public, '-m', receipt], check=True, capture_output=True)
            table = hashlib.blake2b(receipt.with_name('results.csv').read_bytes(), digest_size=32).hexdigest()
            expect(json.loads(receipt.read_text())['results'] == table, f'{receipt} is of another table')
            serials.append(int(receipt.parent.name))
        return serials


def differences(wanted, found):
    files = sorted(path.relative_to(wanted) for path in wanted.rglob('*') if path.is_file())
    there = sorted(path.relative_to(found) for path in found.rglob('*') if path.is_file())
    if files != there:
        return f'{len(files)} files on the stick became {len(there)}'
    same, other, _ = filecmp.cmpfiles(wanted, found, map(str, files), shallow=False)
    return f'changed on the stick: {other[:3]}' if other or len(same) != len(files) else None


def lengths(machine, stick):
    """Seconds of the guest that a new edition takes from reading to the last word, and the same edition again."""
    took = []
    for _ in range(2):
        before = pushed_in(machine, stick.anew())
        machine.wait_line('^stick read', before, 300)
        began = seconds_of_guest(machine)
        machine.wait_line('^stick (done|same)', before, 600)
        took.append(seconds_of_guest(machine) - began)
        pulled_out(machine)
        machine.wait_line('^screen attract', before, 120)
    return took


@scenario
def yank_often(lab):
    """Two hundred times, half of them with nothing to install, so that the sums are written: BALAI_YANKS=20: twenty."""
    times = int(os.environ.get('BALAI_YANKS', 200))
    chance, stick = random.Random(times), Stick(lab, 'yanked')
    ends = collections.Counter()
    with lab.running() as machine:
        believe(lab, machine)
        enrol(lab, machine)
        machine.monitor('savevm old')
        spans = dict(zip(('old', 'new'), lengths(machine, stick)))
        machine.rest(2)
        machine.monitor('savevm new')
        for number in range(times):
            begin = ('old', 'new')[number % 2]
            machine.load(begin)
            ends[begin, yanked(machine, stick, chance.uniform(0, 1.05 * spans[begin]), begin)] += 1
            if number % 16 < 2:
                machine.wait_line('^screen attract', len(machine.lines()) - 1, 120)
                before = pushed_in(machine, stick.anew())
                said = machine.wait_line(LAST_WORD, before, 600)
                expect(said in ('stick done', 'stick same'), f'the next try was answered with "{said}"')
                pulled_out(machine)
    said = ', '.join(f'{count} {"installing" if begin == "old" else "writing sums"}: {end}'
                     for (begin, end), count in sorted(ends.items(), reverse=True))
    expect(ends['old', 'pulled'] > times // 4, f'too few came before the end: {said}')
    return f'{times} yanks ({said}); old or new edition, whole stick, no fall'


def yanked(machine, stick, pause, begin):
    """Pulls the stick so long after reading began; 'pulled' or 'finished'."""
    pid, before = process_of(machine), len(machine.lines())
    pushed_in(machine, stick.anew())
    machine.wait_line('^stick read', before, 300)
    machine.rest(round(pause, 3))
    finished = any(line in ('stick done', 'stick same') for line in machine.lines()[before:])
    machine.unplug('stick')
    machine.wait_line('^stick removed' if finished else LAST_WORD, before, 120)
    machine.until('the stick is forgotten', lambda: not machine.tell('ls /run/balai/sticks').split(), 60, 0.2)
    lines = machine.lines()[before:]
    when = f'pulled {pause:.2f} s after reading began'
    expect(process_of(machine) == pid, f'{when}, the terminal fell')
    fault = stick.read()
    expect(not fault, f'{when}: {fault}')
    if finished:
        expect(stick.sums(), f'{when}, after the page had allowed it, no sums are on it')
    else:
        # Pulled while the sums were written, a new edition is in all the same, and the page says so; and all may have
        # been done between our last look and the pull.
        expect(any(line.endswith(('stick_removed', 'not-saved', 'stick done', 'stick same')) for line in lines),
               f'{when}: told {lines}')
    return 'finished' if finished else 'pulled'


@scenario
def cut_stick_often(lab):
    """A hundred cuts of one card (BALAI_CUTS=10: ten), each after a face and in the middle of a stick: half of them with
    no edition installed yet, half with sums to write only."""
    times = int(os.environ.get('BALAI_CUTS', 100))
    chance, stick = random.Random(times), Stick(lab, 'cut')
    card = empty_state(lab.folder / 'card.img')
    ends, given = collections.Counter(), 0
    with lab.with_card(card) as machine:
        believe(lab, machine)
        enrol(lab, machine)
        spans = lengths(machine, stick)
        machine.tell('sync')
    legal, cut_off = {2}, None
    for number in range(times):
        with lab.with_card(card) as machine:
            found = edition_of(machine)
            expect(found in legal, f'after cut {number} edition {found} serves, not one of {legal}')
            ends[cut_off, found] += 1
            if number % 2 == 0:
                forget_editions(machine)
            cut_off = 'writing sums' if number % 2 and found == 2 else 'installing'
            give_face(lab, machine, 1 + number % 4)
            given += 1
            before = pushed_in(machine, stick.anew())
            machine.wait_line('^stick read', before, 300)
            machine.rest(round(chance.uniform(0, 1.05 * spans[number % 2]), 3))
            machine.cut_power()
            lines = machine.lines()[before:]
        finished = any(line in ('stick done', 'stick same') for line in lines)
        legal = {2} if finished or cut_off == 'writing sums' else {0, 2}
        fault = stick.read()
        expect(not fault, f'after cut {number}: {fault}')
        if finished:
            expect(stick.sums(), f'cut {number} came after the page had allowed to pull, and no sums are on the stick')
    with lab.with_card(card) as machine:
        ends[cut_off, edition_of(machine)] += 1
        expect(edition_of(machine) in legal, 'the last cut left another edition')
        before = pushed_in(machine, stick.anew())
        said = machine.wait_line(LAST_WORD, before, 600)
        expect(said in ('stick done', 'stick same'), f'after all cuts: "{said}"')
        machine.wait_line('^edition 2$', 0, 60)
        pulled_out(machine)
        expect(not stick.read() and stick.sums(), 'the last stick is not whole')
        machine.tell('systemctl stop balai-kiosk')
        faces = kept_faces(lab, machine)
    expect(sum(faces.values()) == given, f'{given} faces were thanked for, {faces} found')
    told = ', '.join(f'{count} {kind}: edition {end}' for (kind, end), count in ends.items() if kind)
    return f'{times} cuts, {given} acknowledged faces, 0 lost, 0 invented; {told}'


def edition_of(machine):
    """The number that the terminal said when it began; 0: what came with the program."""
    told = [line.split()[1] for line in machine.lines() if line.startswith('edition ')]
    return int(told[-1]) if told else 0


def forget_editions(machine):
    before = len(machine.lines())
    machine.tell('systemctl stop balai-kiosk; rm -rf /var/lib/balai/packs /var/lib/balai/shelf /var/lib/balai/shelf.2; '
                 'systemctl start --no-block balai-kiosk')
    machine.wait_line('^screen attract', before, 120)
    machine.rest(0.5)
