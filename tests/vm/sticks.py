"""Sticks that are pushed in, and pulled out too early."""
import hashlib
import struct
import subprocess

from guest import ROOT
from lab import differs, expect
from steps import journal, process_of, restarts, scenario

HOSTS = ['play.google.com', 'apps.apple.com', 'wonosobo.imigrasi.go.id', 'www.imigrasi.go.id']
MAKE = {'fat': (0x0c, ['mkfs.vfat', '-F', '32', '-s', '1', '-n', 'BALAI']), 'exfat': (0x07, ['mkfs.exfat']),
        'ext4': (0x83, ['mke2fs', '-q', '-F', '-t', 'ext4']), 'ntfs': (0x07, ['mkntfs', '-q', '-F', '-s', '512',
                                                                             '-p', '2048', '-H', '16', '-S', '63'])}
GAP = 1 << 20


class Office:
    """An author and a reviewer, their keys, and the packs that both have signed."""

    def __init__(self, lab):
        self.tool, self.folder, self.packs = lab.pack, lab.folder / 'office', {}
        self.folder.mkdir()
        for name in ('author', 'reviewer', 'kiosk'):
            self.do('keygen', self.folder / name, '--no-password')
        hosts = [word for host in HOSTS for word in ('--host', host)]
        self.do('trust', 'new', '--site', 'balai-coba', '--author', self.folder / 'author.pub', '--reviewer',
                self.folder / 'reviewer.pub', '--out', self.folder / 'trust', *hosts)
        self.trust = (self.folder / 'trust').read_text()

    def do(self, *words):
        subprocess.run([self.tool, *words], check=True, capture_output=True)

    def pack(self, number):
        """The folder that a stick with edition `number` carries at its top."""
        top = self.folder / f'top-{number}'
        if top.exists():
            return top
        pack = self.folder / f'pack-{number}'
        self.do('build', ROOT / 'content', pack, '--site', 'balai-coba', '--seq', str(number), '--issued', '2026-11-25')
        for role in ('author', 'reviewer'):
            self.do('sign', pack, '--key', self.folder / f'{role}.key', '--role', role)
        top.mkdir()
        self.do('stick', pack, top)
        return top


def office_of(lab):
    if not hasattr(lab, 'office'):
        lab.office = Office(lab)
    return lab.office


def make_stick(file, kind, top=None, megabytes=64):
    """An image with one partition; what lies in `top` is copied onto it where the host can do that without mounting."""
    number, make = MAKE[kind]
    part = file.with_suffix('.part')
    part.write_bytes(b'')
    with open(part, 'r+b') as out:
        out.truncate(megabytes << 20)
    subprocess.run([*make, part], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if top:
        subprocess.run(['mcopy', '-s', '-i', part, *sorted(top.iterdir()), '::'], check=True)
    with open(file, 'wb') as out:
        table = struct.pack('<B3sB3sII', 0, b'\0' * 3, number, b'\0' * 3, GAP // 512, (megabytes << 20) // 512)
        out.write(b'\0' * 446 + table + b'\0' * 48 + b'\x55\xaa')
    subprocess.run(['dd', f'if={part}', f'of={file}', 'bs=1M', 'seek=1', 'conv=notrunc,sparse', 'status=none'],
                   check=True)
    with open(file, 'r+b') as out:
        out.truncate(GAP + (megabytes << 20))
    part.unlink()
    return file


def break_tables(file):
    """The tables and the first folder of a FAT become noise; its first sector still says what it was."""
    with open(file, 'r+b') as disk:
        disk.seek(GAP)
        boot = disk.read(512)
        reserved, = struct.unpack_from('<H', boot, 14)
        disk.seek(GAP + reserved * 512)
        disk.write(bytes((7 * place * place + 13) % 251 for place in range(256 << 10)))
    return file


def digest_of(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def believe(lab, machine):
    machine.tell(f"cat >/var/lib/balai/trust <<'END'\n{office_of(lab).trust}END\nchown balai: /var/lib/balai/trust")


def enrol(lab, machine):
    """From now on the terminal may send its sums home."""
    key = (office_of(lab).folder / 'kiosk.key').read_text()
    machine.tell(f"cat >/var/lib/balai/kiosk.key <<'END'\n{key}END\nchown balai: /var/lib/balai/kiosk.key; "
                 "chmod 600 /var/lib/balai/kiosk.key; echo 'kiosk = \"balai-coba\"' >/var/lib/balai/settings.toml")


def pushed_in(machine, file, name='stick'):
    """How many lines the terminal had said before."""
    before = len(machine.lines())
    machine.plug_stick(file, name, writable=True)
    return before


def pulled_out(machine, name='stick'):
    before = len(machine.lines())
    machine.unplug(name)
    machine.wait_line('^stick removed', before, 120)


def seconds_of_guest(machine):
    return float(machine.tell('cut -d" " -f1 /proc/uptime'))


def installs(machine, file, number, name='stick'):
    """Pushes the stick in, waits until it may be pulled, pulls it; seconds until then."""
    began = seconds_of_guest(machine)
    before = pushed_in(machine, file, name)
    said = machine.wait_line('^stick (done|same|refused|stranger|not-saved)', before, 600)
    expect(said == 'stick done', f'the stick was answered with "{said}": {journal(machine)[-400:]}')
    took = seconds_of_guest(machine) - began
    machine.wait_line(f'^edition {number}$', before, 120)
    pulled_out(machine, name)
    machine.wait_line('^screen attract', before, 120)
    return took


@scenario
def stick(lab):
    """A stick with a signed edition is read, the page says that it may be pulled, and the new edition serves."""
    file = make_stick(lab.folder / 'new.img', 'fat', office_of(lab).pack(2))
    before = digest_of(file)
    with lab.running() as machine:
        believe(lab, machine)
        pid = process_of(machine)
        took = installs(machine, file, 2)
        expect(process_of(machine) == pid, 'the terminal was begun again')
        expect(digest_of(file) == before, 'the stick was written')
        fault = differs(machine, lab, lab.tour_of_office.pictures('attract'))
        expect(not fault, f'the cable carries something else: {fault}')
        lines = len(machine.lines())
        machine.tell('systemctl restart balai-kiosk')
        machine.wait_line('^screen attract', lines, 120)
        again = pushed_in(machine, file)
        machine.wait_line('^stick same', again, 300)
        pulled_out(machine)
        return f'edition 2 after {took:.1f} s, known again after a restart, stick unchanged'


# Seconds after reading began.
YANKS = [0, 0.1, 0.2, 0.4, 0.7, 1, 1.5, 2, 3, 5]


@scenario
def yank(lab):
    """A stick that is pulled while it is read: the old edition serves, the stick is whole, the next try works."""
    file = make_stick(lab.folder / 'yank.img', 'fat', office_of(lab).pack(2))
    before = digest_of(file)
    early = 0
    for pause in YANKS:
        with lab.running() as machine:
            believe(lab, machine)
            pid = process_of(machine)
            lines = pushed_in(machine, file)
            machine.wait_line('^stick read', lines, 300)
            if pause:
                machine.rest(pause)
            machine.unplug('stick')
            said = machine.wait_line('^(screen update refused/stick_removed|stick done)$', lines, 120)
            expect(digest_of(file) == before, f'pulled after {pause} s, the stick is another')
            if said == 'stick done':
                continue
            early += 1
            expect('edition 2' not in machine.lines()[lines:], f'pulled after {pause} s, half an edition serves')
            machine.rest(2)
            installs(machine, file, 2, 'again')
            expect(process_of(machine) == pid, f'pulled after {pause} s, the terminal fell')
            expect(digest_of(file) == before, 'the stick was written')
    expect(early >= len(YANKS) // 2, f'only {early} of {len(YANKS)} came before the end: the stick is too quick')
    return f'{early} pulled while read of {len(YANKS)}: old edition each time, whole stick, installed at the next try'


@scenario
def foreign_sticks(lab):
    """Sticks that are no FAT or a broken one: one calm sentence each, nothing written, nothing broken."""
    sticks = {kind: make_stick(lab.folder / f'{kind}.img', kind) for kind in ('ext4', 'ntfs')}
    sticks['fat without content'] = make_stick(lab.folder / 'empty.img', 'fat')
    whole = make_stick(lab.folder / 'broken.img', 'fat', office_of(lab).pack(2))
    sticks['fat with broken tables'] = break_tables(whole)
    sticks['noise'] = lab.folder / 'noise.img'
    sticks['noise'].write_bytes(hashlib.sha512(b'noise').digest() * (1 << 15))
    answers = {}
    with lab.running() as machine:
        believe(lab, machine)
        pid = process_of(machine)
        for name, file in sticks.items():
            before = digest_of(file)
            lines = pushed_in(machine, file)
            said = machine.wait_line('^stick (done|same|refused|stranger|not-saved)', lines, 300)
            expect(said.startswith(('stick refused', 'stick stranger')), f'{name}: "{said}"')
            answers[name] = said.split()[-1]
            machine.rest(6)  # who pulls at once is told about that instead
            pulled_out(machine)
            machine.wait_line('^screen attract', lines, 120)
            expect(digest_of(file) == before, f'{name} was written')
        expect(process_of(machine) == pid, 'the terminal fell')
        failed = machine.tell('systemctl list-units --failed --plain --no-legend').split()
        expect(not failed, f'units failed: {failed}')
        left = machine.tell('ls /run/balai/sticks').split()
        expect(not left, f'left behind: {left}')
        fault = differs(machine, lab, lab.tour.pictures('attract'))
        expect(not fault, f'the cable carries something else: {fault}')
    return ', '.join(f'{name}: {answer}' for name, answer in answers.items()) + '; none written'


@scenario
def exfat(lab):
    """A stick with exFAT, filled in the guest as an author's machine would: read like any other."""
    source = make_stick(lab.folder / 'source.img', 'fat', office_of(lab).pack(2))
    file = make_stick(lab.folder / 'exfat.img', 'exfat')
    with lab.running() as machine:
        believe(lab, machine)
        machine.tell('systemctl stop balai-kiosk')
        for name, image in (('source', source), ('target', file)):
            machine.plug_stick(image, name, writable=True)
            there = ['sda1'] if name == 'source' else ['sda1', 'sdb1']
            machine.until(f'{name} is laid out', lambda: all(
                machine.ask(f'grep -q ready /run/balai/sticks/{one}.state')[0] == 0 for one in there), 300, 0.5)
        machine.tell('mount -o remount,rw /run/balai/sticks/sdb1 && cp -r /run/balai/sticks/sda1/BALAI '
                     '/run/balai/sticks/sdb1/ && mount -o remount,ro /run/balai/sticks/sdb1', 300)
        for name in ('source', 'target'):
            machine.unplug(name)
        machine.rest(2)
        before, lines = digest_of(file), len(machine.lines())
        machine.tell('systemctl start balai-kiosk')
        machine.wait_line('^screen attract', lines, 120)
        took = installs(machine, file, 2)
        expect(digest_of(file) == before, 'the stick was written')
        expect(restarts(machine) == 0, 'the terminal fell')
        return f'edition 2 after {took:.1f} s, stick unchanged'


@scenario
def results(lab):
    """Sums go home on the same stick; when the page says that it may be pulled they are whole, and so is its FAT."""
    file = make_stick(lab.folder / 'results.img', 'fat', office_of(lab).pack(2))
    with lab.running() as machine:
        believe(lab, machine)
        enrol(lab, machine)
        installs(machine, file, 2)
    home = lab.folder / 'home'
    home.mkdir()
    subprocess.run(['mcopy', '-s', '-i', f'{file}@@{GAP}', '::/BALAI-RESULTS', home], check=True)
    written = sorted(str(path.relative_to(home)) for path in home.rglob('*') if path.is_file())
    expect(any(name.endswith('.minisig') for name in written), f'on the stick: {written}')
    part = file.with_suffix('.part')
    part.write_bytes(file.read_bytes()[GAP:])
    sound = subprocess.run(['fsck.vfat', '-n', part], capture_output=True, text=True)
    expect(sound.returncode == 0, f'the stick is not whole: {sound.stdout}')
    return f'{len(written)} files of sums, signed, and a whole FAT'
