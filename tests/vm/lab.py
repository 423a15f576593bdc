"""What scenarios share: the image, the tour that says where things are on the glass, and a snapshot of a running
terminal, so that only those who test starting pay for a boot."""
import contextlib
import json
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import time

import picture
from guest import digest
from machine import HEIGHT, WIDTH, Machine, MachineFault, empty_state, overlay

BOOT_PATIENCE = 900
# When the service said READY, which it does after a picture was shown: microseconds of the guest's clock.
STARTED = 'systemctl show -P ActiveEnterTimestampMonotonic balai-kiosk'


class Failed(Exception):
    """The terminal did not do what it promises."""


def expect(holds, otherwise):
    if not holds:
        raise Failed(otherwise)


class Tour:
    """Every page as the terminal itself draws it without a machine: what must be on the cable, and where to touch."""

    def __init__(self, folder):
        self.folder = folder
        self.pages = [json.loads(line) for line in (folder / 'tour.jsonl').read_text().splitlines()]

    def page(self, screen, subject=''):
        for page in self.pages:
            if page['screen'] == screen and page['subject'] == subject:
                return page
        raise Failed(f'the tour has no page {screen} {subject}')

    def place(self, screen, target, subject=''):
        """The middle of an element, from 0 to 1."""
        for element in self.page(screen, subject)['elements']:
            if element['id'] == target:
                x, y, width, height = element['rect']
                return (x + width / 2) / WIDTH, (y + height / 2) / HEIGHT
        raise Failed(f'{screen} {subject} has no {target}')

    def picture(self, screen, subject=''):
        return picture.read_png(self.folder / self.page(screen, subject)['picture'])

    def pictures(self, screen):
        return [picture.read_png(self.folder / page['picture']) for page in self.pages if page['screen'] == screen]


class Lab:
    def __init__(self, image, kiosk, arch, say):
        self.image, self.arch, self.say = image, arch, say
        self.pack = kiosk.parent / 'balai-pack'
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='balai-lab-'))
        # Of what is installed, and of an edition that this machine's office made: their drawings may differ in a pixel.
        self.tour_of_office = self.tour = Tour(self.drawn_here(kiosk))
        if (image / 'tour').exists():
            self.tour = Tour(image / 'tour')
        self.root = image / 'root.img'
        self.booted = None  # seconds of the guest from its kernel's start to the first picture
        self.warm = None  # the machine that stands at the snapshot

    def drawn_here(self, kiosk):
        drawn = self.folder / 'tour'
        subprocess.run([kiosk, '--state', drawn / 'state', '--tour', drawn], check=True, stdout=subprocess.DEVNULL)
        return drawn

    def close(self):
        if self.warm:
            self.warm.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def disks(self, name):
        root = overlay(self.root, self.folder / f'{name}.qcow2')
        state = empty_state(self.folder / f'{name}-state.img')
        return [(root, 'qcow2'), (state, 'raw')]

    @contextlib.contextmanager
    def boot(self, disks, **more):
        machine = Machine(self.image, disks, self.arch, **more)
        try:
            yield machine
        finally:
            machine.end()

    @contextlib.contextmanager
    def running(self, fresh=False):
        """A machine whose terminal shows its invitation, from a boot of its own if it must be fresh. Whoever uses it
        leaves it as plugged as it was."""
        machine = self.make_snapshot() if fresh else self.warm or self.from_snapshot() or self.make_snapshot()
        self.warm = None
        try:
            yield machine
        except BaseException:
            machine.end()
            raise
        try:
            machine.load('up')
            self.warm = machine
        except (MachineFault, OSError, ValueError):  # its power was cut
            machine.end()

    @contextlib.contextmanager
    def with_card(self, card):
        """A machine that mounts this card and begins the terminal. What is around it comes from a snapshot, so that a
        power cut costs seconds and no boot."""
        machine = self.without_card()
        try:
            machine.wake_shell()
            machine.plug_card(card)
            machine.until('the card is there', lambda: machine.ask('test -e /dev/disk/by-label/balai-state')[0] == 0)
            machine.tell('systemctl start --no-block balai-kiosk')
            wait_first_page(machine)
            yield machine
        finally:
            machine.end()

    def without_card(self):
        """A machine that has no card and no terminal running."""
        kept, own = (self.snapshot_files(folder, 'bare')[:1] for folder in (self.image, self.folder))
        if not kept[0].exists():
            self.make_snapshot_without_card(kept[0])
        subprocess.run(['cp', '--sparse=always', kept[0], own[0]], check=True)
        return Machine(self.image, [(own[0], 'qcow2')], self.arch, loadvm='bare')

    def make_snapshot_without_card(self, file):
        root, state = self.disks('bare')
        with self.boot([root, state]) as machine:
            wait_first_page(machine)
            machine.ask('systemctl is-system-running --wait', BOOT_PATIENCE)
            machine.tell('systemctl stop balai-kiosk && umount /var/lib/balai')
            machine.unplug('card', 60)
            machine.rest(1)
            machine.monitor('stop')
            machine.monitor('savevm bare')
        subprocess.run(['cp', '--sparse=always', root[0], file], check=True)

    def disks_of_snapshot(self):
        """What the machine of the snapshot has written so far, for a boot of its own."""
        return [(file, 'qcow2') for file in self.snapshot_files(self.folder)]

    def snapshot_files(self, folder, name='up'):
        """A snapshot fits only the machine that it was taken of."""
        machine = digest(pathlib.Path(__file__).with_name('machine.py'))
        return [folder / f'{name}-{machine}.qcow2', folder / f'{name}-state-{machine}.qcow2']

    def from_snapshot(self):
        """None when nobody has booted this image to the end yet."""
        kept = self.snapshot_files(self.image)
        if not all(file.exists() for file in kept):
            return None
        own = self.snapshot_files(self.folder)
        for file, copy in zip(kept, own):
            subprocess.run(['cp', '--sparse=always', file, copy], check=True)
        return Machine(self.image, [(file, 'qcow2') for file in own], self.arch, loadvm='up')

    def make_snapshot(self):
        """Boots, and keeps the running machine beside the image. Leaves it running."""
        for file in self.image.glob('up*.qcow2'):
            file.unlink()
        root, state = self.snapshot_files(self.folder)
        empty_state(self.image / 'state.img')
        overlay(self.root, root)
        overlay(self.image / 'state.img', state)
        machine = Machine(self.image, [(root, 'qcow2'), (state, 'qcow2')], self.arch)
        try:
            wait_first_page(machine)
            self.booted = int(machine.tell(STARTED)) / 1e6
            machine.ask('systemctl is-system-running --wait', BOOT_PATIENCE)
            machine.monitor('stop')
            machine.monitor('savevm up')
            for file, kept in zip((root, state), self.snapshot_files(self.image)):
                subprocess.run(['cp', '--sparse=always', file, kept], check=True)
            machine.monitor('cont')
        except BaseException:
            machine.end()
            raise
        return machine


def wait_first_page(machine, after=0):
    machine.wait_line('^screen ', after, BOOT_PATIENCE)
    machine.until('the service is ready', lambda: machine.ask('systemctl is-active balai-kiosk')[0] == 0, BOOT_PATIENCE)


def walk(lab, machine, *steps):
    """Touches (screen, target, subject) one after the other, and waits for the page that follows each."""
    for screen, target, subject, then in steps:
        before = len(machine.lines())
        machine.tap(*lab.tour.place(screen, target, subject))
        machine.wait_line(f'^screen {then}', before, 120)
        machine.rest(0.5)  # the glass ignores touches for a moment after a new page


def shown(lab, machine, name='shot.png'):
    return picture.read_png(machine.screen(lab.folder / name))


def differs(machine, lab, wanted, patience=60):
    """Waits until the cable carries one of the wanted pictures, to the last pixel; says what is different if never."""
    end = time.monotonic() + patience
    while True:
        on_cable = shown(lab, machine)
        found = [picture.difference(on_cable, one) for one in wanted]
        if any(one and one[0] == 0 for one in found):
            return None
        if time.monotonic() > end:
            return min((one for one in found if one), default='another size')
        time.sleep(0.5)


def tallies(file):
    """{(week, subject, question, answer): count} of a store that nobody has open."""
    with contextlib.closing(sqlite3.connect(file)) as store:
        fault = store.execute('PRAGMA integrity_check').fetchone()[0]
        expect(fault == 'ok', f'the store of opinions is damaged: {fault}')
        names = [row[1] for row in store.execute('PRAGMA table_info(tally)')]
        rows = store.execute('SELECT * FROM tally').fetchall()
    total = {}
    for row in rows:
        one = dict(zip(names, row))
        key = (one['subject'], one['question'], str(one['answer']))
        total[key] = total.get(key, 0) + one['count']
    return total
