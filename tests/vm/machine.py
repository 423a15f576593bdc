"""One QEMU process without a window: its fingers, keys, sticks and cable, through QMP."""
import base64
import ctypes
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import socket
import subprocess
import tempfile
import time

QEMU = {'amd64': ['qemu-system-x86_64', '-M', 'q35,vmport=off,i8042=off,smbus=off,hpet=off', '-cpu', 'Nehalem'],
        'arm64': ['qemu-system-aarch64', '-M', 'virt', '-cpu', 'cortex-a72']}
CONSOLE = {'amd64': 'ttyS0', 'arm64': 'ttyAMA0'}
WIDTH, HEIGHT = 1280, 800


class MachineFault(Exception):
    """The machine did not do what it was asked: no answer, no line, no boot."""


def die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def overlay(base, file):
    """A disk that begins as `base` and keeps what is written to it."""
    subprocess.run(['qemu-img', 'create', '-q', '-f', 'qcow2', '-F', 'raw', '-b', base, file], check=True)
    return file


def empty_state(file, megabytes=192):
    file.unlink(missing_ok=True)
    subprocess.run(['mke2fs', '-q', '-F', '-t', 'ext4', '-L', 'balai-state', file, f'{megabytes}M'], check=True,
                   stdout=subprocess.DEVNULL)
    return file


class Machine:
    """`disks` are (file, format): the root first, then what the terminal remembers. With a third, a log, all that is
    written goes into it too; such a disk has a cache that wants to be flushed."""

    def __init__(self, image, disks, arch='amd64', loadvm=None, append='', gpu='virtio-gpu-pci', extra=(), memory=768,
                 cache='writethrough', touch=True):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='balai-vm-'))
        self.console, self.events = self.folder / 'console', self.folder / 'events'
        kernel = (f'root=/dev/vda rw console={CONSOLE[arch]} panic=-1 quiet loglevel=4 systemd.show_status=0 '
                  f'net.ifnames=0 mitigations=off nokaslr consoleblank=0 vt.global_cursor_default=0 '
                  f'modprobe.blacklist=i801_smbus,lpc_ich,pcspkr,iTCO_wdt,psmouse,qemu_fw_cfg,ahci {append}')
        # The guest's clock counts instructions (two nanoseconds each) and not the host's seconds: a busy host makes the
        # guest wait longer, and never slower in its own eyes. No watchdog barks at our neighbours' compilers.
        command = [*QEMU[arch], '-accel', 'tcg,thread=single,tb-size=512', '-icount', 'shift=1,sleep=on',
                   '-m', str(memory), '-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot',
                   '-kernel', image / 'vmlinuz', '-initrd', image / 'initrd', '-append', kernel,
                   '-chardev', f'file,id=console,path={self.console}', '-serial', 'chardev:console',
                   '-device', 'virtio-serial-pci,id=ports', '-device', 'virtio-rng-pci',
                   '-chardev', f'file,id=events,path={self.events}',
                   '-device', 'virtserialport,chardev=events,name=balai.events',
                   '-chardev', f'socket,id=shell,path={self.folder}/shell,server=on,wait=off',
                   '-device', 'virtserialport,chardev=shell,name=balai.shell',
                   '-qmp', f'unix:{self.folder}/qmp,server=on,wait=off',
                   '-device', 'qemu-xhci,id=xhci,p2=8,p3=8']
        command += [word for slot in ('1', '2') for word in ('-device', f'pcie-root-port,id=slot{slot},chassis={slot}')]
        for number, (file, kind, *log) in enumerate(disks):
            if log:
                command += ['-blockdev', f'driver={kind},node-name=real{number},file.driver=file,file.filename={file}',
                            '-blockdev', f'driver=file,node-name=log{number},filename={log[0]}',
                            '-blockdev', f'driver=blklogwrites,node-name=disk{number},file=real{number},'
                            f'log=log{number},log-sector-size=512']
            else:
                command += ['-drive', f'file={file},if=none,id=disk{number},node-name=node{number},'
                            f'format={kind},cache={cache}']
            command += ['-device', f'virtio-blk-pci,drive=disk{number}' + (',id=card,bus=slot2' if number else '')]
        if gpu:
            command += ['-device', f'{gpu},id=gpu,xres={WIDTH},yres={HEIGHT}']
        if touch:
            command += ['-device', 'virtio-multitouch-pci,id=panel,bus=slot1']
        if loadvm:
            command += ['-loadvm', loadvm]
        command += list(extra)
        self.began = time.monotonic()
        self.quiet = open(self.folder / 'qemu', 'wb')
        self.process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=self.quiet,
                                        stderr=self.quiet, preexec_fn=die_with_parent)
        self.disk_count = len(disks)
        self.qmp_lines = self.connect('qmp').makefile('rw')
        self.receive()
        self.qmp('qmp_capabilities')
        self.shell = self.connect('shell')
        self.shell_rest, self.asked = b'', 0

    def connect(self, name, patience=20):
        until = time.monotonic() + patience
        while True:
            line = socket.socket(socket.AF_UNIX)
            try:
                line.connect(str(self.folder / name))
                return line
            except OSError:
                line.close()
                if self.process.poll() is not None or time.monotonic() > until:
                    raise MachineFault('QEMU: ' + (self.folder / 'qemu').read_text(errors='replace')[-600:]) from None
                time.sleep(0.02)

    def receive(self):
        line = self.qmp_lines.readline()
        if not line:
            raise MachineFault('QEMU ended: ' + (self.folder / 'qemu').read_text(errors='replace')[-600:])
        return json.loads(line)

    def qmp(self, order, **arguments):
        self.qmp_lines.write(json.dumps({'execute': order, 'arguments': arguments}) + '\n')
        self.qmp_lines.flush()
        while True:
            answer = self.receive()
            if 'event' in answer:
                continue
            if 'error' in answer:
                raise MachineFault(f'{order}: {answer["error"]["desc"]}')
            return answer['return']

    def monitor(self, line):
        said = self.qmp('human-monitor-command', **{'command-line': line}).strip()
        if said:
            raise MachineFault(f'{line}: {said}')

    def until(self, what, ready, patience=60, every=0.05):
        """Waits for `ready()` to be true and gives what it gave."""
        end = time.monotonic() + patience
        while True:
            found = ready()
            if found:
                return found
            if self.process.poll() is not None:
                raise MachineFault('QEMU ended: ' + (self.folder / 'qemu').read_text(errors='replace')[-600:])
            if time.monotonic() > end:
                raise MachineFault(f'{what}: not within {patience} s; last event: {self.lines()[-1:]}; console: '
                                   f'{self.said_on_console()[-300:]!r}')
            time.sleep(every)

    # What the terminal wrote on its port; whole lines only, because the last one may be cut by the power.
    def lines(self):
        try:
            return self.events.read_text(errors='replace').rpartition('\n')[0].splitlines()
        except FileNotFoundError:
            return []

    def wait_line(self, pattern, after=0, patience=60):
        def found():
            return next((line for line in self.lines()[after:] if re.search(pattern, line)), None)
        return self.until(f'event {pattern!r}', found, patience)

    def said_on_console(self):
        try:
            return self.console.read_text(errors='replace')
        except FileNotFoundError:
            return ''

    # Commands for the guest's root shell. The answer ends with a line that no command can print by accident.
    def ask(self, command, patience=120):
        """(exit code, output)"""
        self.asked += 1
        mark = f'<balai {os.getpid()} {self.asked}>'
        head, tail = mark[:4], mark[4:]
        order = f'( {command}\n) </dev/null 2>&1; printf "%s%s %s\\n" {shlex.quote(head)} {shlex.quote(tail)} $?\n'
        self.shell.sendall(order.encode())
        self.shell.settimeout(0.2)
        end = time.monotonic() + patience
        while True:
            text = self.shell_rest.decode(errors='replace')
            found = re.search(re.escape(mark) + r' (\d+)\r?\n', text)
            if found:
                self.shell_rest = b''
                return int(found[1]), text[:found.start()]
            if time.monotonic() > end:
                raise MachineFault(f'the guest did not answer {command!r} within {patience} s')
            try:
                more = self.shell.recv(1 << 16)
            except TimeoutError:
                continue
            if not more:
                raise MachineFault('the guest closed its shell')
            self.shell_rest += more

    def wake_shell(self):
        """A machine that was just loaded may lose the first words to it."""
        def answers():
            try:
                return self.ask('true', 3)[0] == 0
            except MachineFault:
                return False
        self.until('the shell', answers)

    def tell(self, command, patience=120):
        """The output of a command that must succeed."""
        code, said = self.ask(command, patience)
        if code:
            raise MachineFault(f'{command!r} ended with {code} in the guest: {said[-400:]}')
        return said

    def file_of_guest(self, path):
        return base64.b64decode(self.tell(f'base64 -w0 {shlex.quote(path)}', 120))

    # The picture that is on the cable.
    def screen(self, file):
        self.qmp('screendump', filename=str(file), format='png')
        return file

    # A finger on the panel: places from 0 to 1.
    def finger(self, kind, slot, x=0.0, y=0.0):
        def event(**data):
            return {'type': 'mtt', 'data': data}
        if kind == 'end':
            lifted = event(type='end', slot=slot, **{'tracking-id': -1}, axis='x', value=0)
            self.qmp('input-send-event', events=[lifted])
            return
        events = [event(type=kind, slot=slot, **{'tracking-id': slot}, axis='x', value=0)]
        for axis, place in (('x', x), ('y', y)):
            events.append(event(type='data', slot=slot, **{'tracking-id': slot}, axis=axis, value=round(place * 32767)))
        self.qmp('input-send-event', events=events)

    def rest(self, seconds):
        """Waits on the guest's clock, which is the terminal's."""
        self.tell(f'sleep {seconds}', 60 + 60 * seconds)

    def tap(self, x, y, hold=0.15, slot=0):
        self.finger('begin', slot, x, y)
        self.rest(hold)
        self.finger('end', slot)

    def key(self, *names):
        for down in (True, False):
            order = names if down else reversed(names)
            self.qmp('input-send-event', events=[{'type': 'key', 'data': {'down': down, 'key': {
                'type': 'qcode', 'data': name}}} for name in order])
            self.rest(0.1)

    def plug(self, driver, name, **more):
        self.qmp('device_add', driver=driver, id=name, **more)

    def unplug(self, name, patience=60):
        """Asks whether it is there, not for QEMU's event: of a stick that is pulled amid a write that never comes."""
        self.qmp('device_del', id=name)

        def gone():
            return all(one['name'] != name for one in self.qmp('qom-list', path='/machine/peripheral'))
        self.until(f'{name} unplugged', gone, patience)

    def plug_stick(self, file, name, writable=False):
        node = f'{name}-{time.monotonic_ns()}'  # a yanked node may stay in use for a while
        self.qmp('blockdev-add', **{'driver': 'raw', 'node-name': node, 'read-only': not writable, 'file': {
            'driver': 'file', 'filename': str(file), 'read-only': not writable}})
        self.plug('usb-storage', name, bus='xhci.0', drive=node, removable=True)

    def load(self, snapshot):
        """Back to what it was. Only its own disks are asked: a stick that was yanked may be in use for long."""
        self.qmp('snapshot-load', **{'job-id': 'load', 'tag': snapshot, 'vmstate': 'node0',
                                     'devices': [f'node{number}' for number in range(self.disk_count)]})

        def done():
            return next((job for job in self.qmp('query-jobs') if job['status'] == 'concluded'), None)
        job = self.until(f'{snapshot} is loaded', done)
        self.qmp('job-dismiss', id='load')
        if 'error' in job:
            raise MachineFault(f'{snapshot}: {job["error"]}')

    def plug_card(self, file):
        """What the terminal remembers; what was written is on the host when the guest hears of it."""
        self.qmp('blockdev-add', **{'driver': 'raw', 'node-name': 'card', 'file': {'driver': 'file',
                                                                                  'filename': str(file)}})
        self.plug('virtio-blk-pci', 'card', bus='slot2', drive='card')

    def cut_power(self):
        self.process.kill()
        self.process.wait()
        self.close()

    def close(self):
        for line in (self.qmp_lines, self.shell, self.quiet):
            line.close()

    def end(self):
        """Ends the process and forgets its folder; nothing is saved."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)
