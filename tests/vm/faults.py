"""A machine that lacks something, or has what nobody asked for."""
import contextlib

from lab import differs, expect, wait_first_page, walk
from machine import MachineFault
from steps import journal, process_of, restarts, scenario


@scenario
def no_gpu(lab):
    """A screen without any GPU behind it: the same picture, and the ban on memory that is written and run stays."""
    with lab.boot(lab.disks('no-gpu'), gpu='VGA') as machine:
        wait_first_page(machine)
        fault = differs(machine, lab, lab.tour.pictures('attract'))
        expect(not fault, f'the picture on the cable is not the invitation: {fault}')
        driver = machine.tell('basename $(readlink /sys/class/drm/card0/device/driver)').strip()
        ban = machine.tell('systemctl show -P MemoryDenyWriteExecute balai-kiosk').strip()
        mixed = machine.tell(f'grep -c " rwx" /proc/{process_of(machine)}/maps || true').strip()
        expect(ban == 'yes' and mixed == '0', f'MemoryDenyWriteExecute={ban}, {mixed} pieces of memory written and run')
        walk(lab, machine, ('attract', 'language.id', '', 'home'))
        expect(restarts(machine) == 0, 'it fell')
        return f'every pixel through {driver}, a touch turned the page, no memory is both written and run'


@scenario
def no_screen(lab):
    """No screen at all: the journal says so in a sentence, it counts as no fall, and nothing is started again."""
    with lab.boot(lab.disks('no-screen'), gpu='') as machine:
        machine.until('the shell', lambda: machine.ask('true')[0] == 0, 900)
        machine.until('a sentence', lambda: 'layar' in journal(machine), 900, 1)
        machine.rest(30)
        sentence = next(line for line in journal(machine).splitlines() if 'layar' in line)
        tries = restarts(machine)
        expect(tries >= 2, f'begun only {tries} times in half a minute')
        expect(machine.ask('test -e /run/balai/falls')[0] != 0, 'it was counted as a fall')
        return f'begun {tries} times in half a minute, no fall: "{sentence}"'


@scenario
def late_screen(lab):
    """The driver of the screen comes after the terminal: it waits for it, and is not begun again."""
    with lab.boot(lab.disks('late-screen'), append='modprobe.blacklist=virtio_gpu') as machine:
        machine.until('the shell', lambda: machine.ask('true')[0] == 0, 900)
        machine.until('the terminal waits', lambda: 'activating' in machine.ask('systemctl is-active balai-kiosk')[1], 900)
        machine.tell('modprobe virtio_gpu')
        wait_first_page(machine)
        fault = differs(machine, lab, lab.tour.pictures('attract'))
        expect(not fault, f'the cable carries something else: {fault}')
        expect(restarts(machine) == 0, f'begun again {restarts(machine)} times')
        return 'the invitation to the last pixel, begun once'


@scenario
def other_screen(lab):
    """The driver of the screen goes and another one takes its place, as on boards whose firmware shows a picture."""
    with lab.running() as machine:
        before, falls = len(machine.lines()), restarts(machine)
        machine.tell('cd /sys/bus/virtio/drivers/virtio_gpu; at=$(ls | grep ^virtio); echo $at >unbind; sleep 2; '
                     'echo $at >bind', 120)
        machine.wait_line('^screen attract', before, 300)
        machine.rest(1)
        fault = differs(machine, lab, lab.tour.pictures('attract'))
        expect(not fault, f'the cable carries something else: {fault}')
        expect(machine.ask('test -e /run/balai/falls')[0] != 0, 'it was counted as a fall')
        walk(lab, machine, ('attract', 'language.id', '', 'home'))
        return f'the picture is back to the last pixel after {restarts(machine) - falls} starts, none counted as a fall'


@scenario
def no_panel(lab):
    """No touch panel: after ten seconds the page says whom to ask, and a panel that is plugged in ends it."""
    with lab.boot(lab.disks('no-panel'), touch=False) as machine:
        wait_first_page(machine)
        machine.wait_line('^screen emergency', 0, 120)
        fault = differs(machine, lab, lab.tour.pictures('emergency'))
        expect(not fault, f'the cable carries something else: {fault}')
        machine.plug('virtio-multitouch-pci', 'panel', bus='slot1')
        machine.wait_line('^screen attract', 1, 120)
        machine.rest(1)
        walk(lab, machine, ('attract', 'language.id', '', 'home'))
        expect(restarts(machine) == 0, 'it was begun again')
        return 'asked for the officer to the last pixel; the plugged panel turned the page'


@scenario
def broken_config(lab):
    """Settings that nobody can read: a sentence with the line, and the invitation all the same."""
    said = []
    with lab.running() as machine:
        for broken in ('ppi = "besar"', 'rotation = 45', 'kiosk = \\xff\\xfe', 'ppi = ', '[[['):
            before = len(machine.lines())
            machine.tell(f"printf '{broken}\\n' >/var/lib/balai/settings.toml; systemctl restart balai-kiosk")
            machine.wait_line('^screen attract', before, 120)
            told = machine.tell('journalctl -q -b -o cat --no-pager _PID=$(systemctl show -P MainPID balai-kiosk)')
            lines = [line for line in told.splitlines() if 'settings.toml:' in line]
            expect(lines, f'{broken}: no sentence in {told!r}')
            said.append(lines[0])
            fault = differs(machine, lab, lab.tour.pictures('attract'))
            expect(not fault, f'{broken}: the cable carries something else: {fault}')
        return f'{len(said)} broken files, each with a sentence and the invitation, like "{said[0]}"'


UNIT = '/run/systemd/system/balai-kiosk.service.d'


@scenario
def wrong_option(lab):
    """A wrong option in the unit: the journal says which, and the terminal serves as if it were not there."""
    said = []
    with lab.running() as machine:
        for option, word, page in (('--rotate 45', "not '45'", 'attract'), ('--display huge', "not 'huge'", 'attract'),
                                   ('--colour blue', "'--colour' is no option", 'attract'),
                                   ('--content /nowhere', 'site.toml', 'emergency')):
            before = len(machine.lines())
            machine.tell(f'mkdir -p {UNIT}; printf "[Service]\\nExecStart=\\nExecStart=/usr/bin/balai-kiosk --state '
                         f'/var/lib/balai --events /dev/virtio-ports/balai.events {option}\\n" >{UNIT}/95-wrong.conf; '
                         'systemctl daemon-reload; systemctl restart --no-block balai-kiosk')
            machine.until(f'a sentence about {option}', lambda: word in journal(machine), 120, 1)
            said.append(next(line for line in journal(machine).splitlines() if word in line))
            machine.wait_line(f'^screen {page}', before, 120)
            if page == 'attract':
                fault = differs(machine, lab, lab.tour.pictures('attract'))
                expect(not fault, f'with {option} the cable carries something else: {fault}')
            before = len(machine.lines())
            machine.tell(f'rm {UNIT}/95-wrong.conf; systemctl daemon-reload; systemctl restart balai-kiosk')
            machine.wait_line('^screen attract', before, 120)
        return f'{len(said)} wrong options, like "{said[0]}"; the terminal serves with each of them'


STRANGERS = [('usb-net', {'netdev': 'nowhere'}), ('usb-mouse', {}), ('usb-kbd', {}), ('usb-wacom-tablet', {}),
             ('usb-serial', {'chardev': 'nothing'}), ('usb-ccid', {})]


@scenario
def strangers(lab):
    """A network adapter, a mouse, a serial line and others, alone and as one behind a hub: no page changes."""
    with lab.running() as machine:
        pid, before = process_of(machine), len(machine.lines())
        machine.qmp('netdev_add', type='hubport', id='nowhere', hubid=7)
        machine.qmp('chardev-add', id='nothing', backend={'type': 'null', 'data': {}})
        for name, more in STRANGERS:
            machine.plug(name, 'stranger', bus='xhci.0', **more)
            machine.rest(4)
            push(machine)
            machine.unplug('stranger')
            machine.rest(0.5)
        machine.plug('usb-hub', 'hub', bus='xhci.0', port='1')
        several = [(name, more) for name, more in STRANGERS if name in ('usb-net', 'usb-mouse', 'usb-kbd')]
        for number, (name, more) in enumerate(several):
            machine.plug(name, f'part{number}', bus='xhci.0', port=f'1.{number + 1}', **more)
        machine.rest(8)
        push(machine)
        seen = machine.tell('grep -h . /sys/bus/usb/devices/*/product').splitlines()
        addresses = machine.tell('ls /sys/class/net').split()
        for number in range(len(several)):
            machine.unplug(f'part{number}')
        machine.unplug('hub')
        machine.rest(1)
        turned = [line for line in machine.lines()[before:] if line != 'screen attract']
        expect(not turned, f'something happened: {turned}')
        expect(process_of(machine) == pid, 'the terminal was begun again')
        inside = machine.tell(f'nsenter -t {pid} -n cat /proc/net/dev').splitlines()[2:]
        expect(all(line.strip().startswith('lo:') for line in inside), f'the terminal sees {inside}')
        fault = differs(machine, lab, lab.tour.pictures('attract'))
        expect(not fault, f'the cable carries something else: {fault}')
        return (f'{len(STRANGERS)} alone, {len(several)} behind a hub ({len(seen)} products known to the kernel, '
                f'{len(addresses)} network cards): no page changed')


def push(machine):
    """Whatever has a button, a letter or a way to move does it."""
    press = [{'type': 'btn', 'data': {'down': down, 'button': 'left'}} for down in (True, False)]
    moves = [[{'type': 'rel', 'data': {'axis': 'x', 'value': 40}}], *([one] for one in press),
             *([{'type': 'key', 'data': {'down': down, 'key': {'type': 'qcode', 'data': 'a'}}}]
               for down in (True, False))]
    for move in moves:
        with contextlib.suppress(MachineFault):  # QEMU has no device that could
            machine.qmp('input-send-event', events=move)
        machine.rest(0.1)
