"""The power goes."""
import collections
import os
import pathlib
import random
import sqlite3
import subprocess
import tempfile

from blocklog import BlockLog, Remains
from lab import Failed, expect, overlay, tallies, wait_first_page
from machine import empty_state
from steps import back_to_invitation, give_face, scenario


@scenario
def cut(lab):
    """The power goes while faces are given; what was thanked for is there after the next boot."""
    with lab.running() as machine:
        for face in (4, 3):
            give_face(lab, machine, face)
            if face == 4:
                back_to_invitation(lab, machine)
        machine.cut_power()
        disks = lab.disks_of_snapshot()
        with lab.boot(disks) as again:
            wait_first_page(again)
            again.tell('systemctl stop balai-kiosk')
            found = kept_faces(lab, again)
        expect(found == {4: 1, 3: 1}, f'one face 4 and one face 3 were thanked for, found {found}')
        return '2 acknowledged answers, 0 lost, 0 invented'


@scenario
def cut_often(lab):
    """The same through many boots of one card."""
    return cuts(lab, int(os.environ.get('BALAI_CUTS', 100)), answers=2)


def cuts(lab, times, answers):
    disks = lab.disks('cut')
    given, boots = {}, 0
    for number in range(times):
        with lab.boot(disks) as machine:
            wait_first_page(machine)
            boots += 1
            for turn in range(answers):
                face = 1 + (number + turn) % 4
                give_face(lab, machine, face)
                given[face] = given.get(face, 0) + 1
                if turn + 1 < answers:
                    back_to_invitation(lab, machine)
            machine.cut_power()
    with lab.boot(disks) as machine:
        wait_first_page(machine)
        machine.tell('systemctl stop balai-kiosk')
        found = kept_faces(lab, machine)
    lost = {face: count - found.get(face, 0) for face, count in given.items() if found.get(face, 0) < count}
    expect(not lost, f'lost: {lost} of {given}')
    invented = {face: count for face, count in found.items() if count > given.get(face, 0)}
    expect(not invented, f'invented: {invented} beside {given}')
    return f'{times} cuts, {sum(given.values())} acknowledged answers, 0 lost, 0 invented'


def kept_faces(lab, machine):
    store = lab.folder / 'feedback.db'
    for name in ('', '-wal'):
        file = f'/var/lib/balai/feedback.db{name}'
        target = store.with_name(store.name + name)
        target.unlink(missing_ok=True)
        if machine.ask(f'test -s {file}')[0] == 0:
            target.write_bytes(machine.file_of_guest(file))
    return faces_in(store)


def faces_in(store):
    return {int(answer): count for (subject, question, answer), count in tallies(store).items() if question == 'face'}


@scenario
def crash_states(lab):
    """Whatever a disk may have kept when the power went, an acknowledged answer is among it and no other."""
    return replay(lab, 300)


@scenario
def crash_states_often(lab):
    """The same, often enough for rare orders."""
    return replay(lab, 10000)


FACES = 24
LIES = 60  # states of a disk that flushes nothing, to see that losses would be seen


class Given:
    """A face, and how long the disk's log was before it was touched and after it was thanked for. A cut before the
    first must not know it, a cut after the second must; in between both are right."""

    def __init__(self, face, touched, thanked):
        self.face, self.touched, self.thanked = face, touched, thanked


def recorded(lab):
    """The state disk before, its log, and the faces that were given meanwhile."""
    base, disk, written = (lab.folder / name for name in ('crash-base.img', 'crash.img', 'crash.log'))
    empty_state(base, 32)
    subprocess.run(['cp', '--sparse=always', base, disk], check=True)
    written.write_bytes(b'')
    root = overlay(lab.root, lab.folder / 'crash.qcow2')
    given = []
    with lab.boot([(root, 'qcow2'), (disk, 'raw', written)]) as machine:
        wait_first_page(machine)
        for number in range(FACES):
            face = 1 + number % 4
            touched = written.stat().st_size
            give_face(lab, machine, face)
            # The guest waits for the log before it hears that a write is done: all that the answer needed is in it.
            given.append(Given(face, touched, written.stat().st_size))
            back_to_invitation(lab, machine)
        machine.cut_power()
    return base, BlockLog(written), given


def replay(lab, times):
    base, log, given = recorded(lab)
    chance = random.Random(times)
    faults = collections.Counter()
    shown = []
    fast = '/dev/shm' if pathlib.Path('/dev/shm').is_dir() else None
    with tempfile.TemporaryDirectory(dir=fast) as folder:
        remains = Remains(log, base, pathlib.Path(folder), chance)
        for cut in sorted(chance.randrange(len(log.entries)) for _ in range(times)):
            fault = what_is_wrong(remains.after(cut), log.ends[cut], given)
            if fault:
                faults[fault.split(':')[0]] += 1
                shown.append(f'after entry {cut}: {fault}')
        # Of a disk that lies about flushes, answers must be missing; else this scenario would see nothing at all.
        liar = Remains(log, base, pathlib.Path(folder), chance)
        caught = sum(bool(what_is_wrong(liar.after(len(log.entries) - 1, keeps_flushes=False), log.ends[-1], given))
                     for _ in range(LIES))
    said = (f'{len(given)} faces, {len(log.entries)} entries, {log.flushes()} flushes; {times} states: '
            f'{faults["lost"]} lost, {faults["invented"]} invented, {faults["damaged"]} damaged, '
            f'{faults["not mended"]} file systems not mended; {caught} of {LIES} caught with a disk that never flushes')
    expect(not faults, f'{said}; {"; ".join(shown[:3])}')
    expect(caught > 0, said)
    return said


def what_is_wrong(disk, end, given):
    """What the next start would find on this disk, against what was said by the time the log was `end` long."""
    mended = subprocess.run(['e2fsck', '-fy', disk], capture_output=True, text=True)
    if mended.returncode >= 4:
        return f'not mended: {mended.stdout[-200:]}'
    store = disk.with_name('feedback.db')
    for name in ('', '-wal'):
        store.with_name(store.name + name).unlink(missing_ok=True)
    orders = ''.join(f'dump /feedback.db{name} {store}{name}\n' for name in ('', '-wal'))
    subprocess.run(['debugfs', '-f', '-', disk], input=orders, capture_output=True, text=True, check=False)
    found = {}
    if store.exists():
        try:
            found = faces_in(store)
        except (Failed, sqlite3.Error) as fault:
            # Before the first answer a store that was never finished is made anew.
            if any(one.thanked <= end for one in given) or 'no such table' not in str(fault):
                return f'damaged: {fault}'
    thanked = collections.Counter(one.face for one in given if one.thanked <= end)
    touched = collections.Counter(one.face for one in given if one.touched < end)
    for face in range(1, 5):
        if found.get(face, 0) < thanked[face]:
            return f'lost: face {face} was thanked for {thanked[face]} times, found {found.get(face, 0)}'
        if found.get(face, 0) > touched[face]:
            return f'invented: face {face} was touched {touched[face]} times, found {found[face]}'
    return None
