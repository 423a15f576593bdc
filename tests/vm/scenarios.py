"""What a terminal must live through, one function a promise. Each says in one line what it measured, or raises."""
from lab import STARTED, differs, expect, shown, walk
from machine import HEIGHT, WIDTH
from steps import FACE, give_face, journal, process_of, restarts, scenario


@scenario
def boot(lab):
    """From power on to the invitation; the cable carries the tour's picture to the last pixel."""
    with lab.running(fresh=True) as machine:
        fault = differs(machine, lab, lab.tour.pictures('attract'))
        expect(not fault, f'the picture on the cable is not the invitation: {fault}')
        failed = machine.tell('systemctl list-units --failed --plain --no-legend').split()
        expect(not failed, f'units failed: {failed}')
        restarts = int(machine.tell('systemctl show -P NRestarts balai-kiosk'))
        expect(restarts == 0, f'{restarts} restarts')
        return f'first picture {lab.booted:.1f} s after the kernel began, 0 of {WIDTH * HEIGHT} pixels differ'


@scenario
def touch(lab):
    """A finger on the panel turns the page; two fingers at once are never two taps."""
    with lab.running() as machine:
        walk(lab, machine, ('attract', 'language.id', '', 'home'))
        fault = differs(machine, lab, [lab.tour.picture('home')])
        expect(not fault, f'home on the cable is not the tour\'s: {fault}')
        one, other = (lab.tour.place('home', tile) for tile in ('tile.kerja', 'tile.anak'))
        before = len(machine.lines())
        machine.finger('begin', 0, *one)
        machine.rest(0.1)
        machine.finger('begin', 1, *other)
        machine.rest(0.1)
        machine.finger('end', 1)
        machine.finger('end', 0)
        machine.rest(2)
        turned = machine.lines()[before:]
        expect(len(turned) <= 1, f'two fingers turned {turned}')
        return f'home to the last pixel after one tap; two fingers: {turned or "nothing"}'


# In the guest, so that its answer is not measured by the host's clock: milliseconds from a signal to the next READY,
# which is sent after a picture was shown. Asking is work too, for the only processor: it is done once a second.
TIME_OF_RECOVERY = """
before=$({started})
process=$(systemctl show -P MainPID balai-kiosk)
at=$(cut -d" " -f1 /proc/uptime)
kill -{signal} $process
for i in $(seq {patience}); do
  sleep 1
  now=$({started})
  if [ "$now" != "$before" ] && systemctl -q is-active balai-kiosk; then break; fi
done
awk "BEGIN {{ printf \\"%d\\", $now / 1000 - $at * 1000 }}"
"""


def recovery(machine, signal, patience=60):
    """Milliseconds of the guest from a signal to the next picture."""
    script = TIME_OF_RECOVERY.format(started=STARTED, signal=signal, patience=patience)
    took = int(machine.tell(script, patience * 4))
    expect(took > 0, f'after signal {signal} the terminal did not come back')
    return took


@scenario
def killed(lab):
    """kill -9 at any moment: the next picture comes by itself."""
    return kills(lab, 12)


@scenario
def killed_often(lab):
    """The same, often enough for a hundredth."""
    return kills(lab, 200)


def kills(lab, times):
    with lab.running() as machine:
        took = []
        for _ in range(times):
            # As if it were the first in a long time: from the third on the ladder takes a way that is quicker here.
            machine.tell('rm -f /run/balai/falls /run/balai/glass.env')
            took.append(recovery(machine, 'KILL'))
        took.sort()
        fault = differs(machine, lab, lab.tour.pictures('attract'))
        expect(not fault, f'after {times} kills the cable carries something else: {fault}')
        late = took[min(times - 1, times * 99 // 100)]
        said = (f'{times} kills, first picture after {took[times // 2]} ms in the middle, {late} ms at the 99th '
                'hundredth')
        expect(late < 2000, said)
        return said


@scenario
def frozen(lab):
    """A process that stands still is seen by the watchdog, ended and begun again."""
    with lab.running() as machine:
        allowed = int(machine.tell('systemctl show -P WatchdogUSec balai-kiosk | tr -dc 0-9'))
        expect(allowed == 8, f'the watchdog waits {allowed}')
        took = recovery(machine, 'STOP', 90)
        ended = machine.tell('systemctl show -P NRestarts balai-kiosk').strip()
        fault = differs(machine, lab, lab.tour.pictures('attract'))
        expect(not fault, f'the cable carries something else: {fault}')
        threads = machine.tell(f'ls /proc/{process_of(machine)}/task').split()
        expect(took <= 10000, f'{took} ms')
        return f'a picture again after {took} ms, restart {ended}; {len(threads)} thread draws, hears and counts'


def wake_ups(machine, seconds=60):
    """How often the terminal went to sleep again in so many seconds of the guest."""
    count = (f'cat /proc/{process_of(machine)}/task/*/status | '
             "awk '/^voluntary_ctxt_switches/ { n += $2 } END { print n }'")
    before = int(machine.tell(count))
    machine.rest(seconds)
    return int(machine.tell(count)) - before


@scenario
def idle(lab):
    """When nothing happens the terminal sleeps: on home and in the dark only the watchdog's sign wakes it."""
    with lab.running() as machine:
        walk(lab, machine, ('attract', 'language.id', '', 'home'))
        machine.rest(5)
        guarded = wake_ups(machine)
        before = len(machine.lines())
        machine.tell('mkdir -p /run/systemd/system/balai-kiosk.service.d; printf "[Service]\\nWatchdogSec=0\\n" '
                     '>/run/systemd/system/balai-kiosk.service.d/95-no-watchdog.conf; systemctl daemon-reload; '
                     'systemctl restart balai-kiosk')
        machine.wait_line('^screen attract', before, 120)
        machine.rest(20)
        invitation = wake_ups(machine)
        walk(lab, machine, ('attract', 'language.id', '', 'home'))
        machine.rest(5)
        home = wake_ups(machine)
        before = len(machine.lines())
        machine.tell('echo \'off = "00:00-23:59"\' >/var/lib/balai/settings.toml; systemctl restart balai-kiosk')
        machine.wait_line('^screen attract', before, 120)
        machine.until('a dark screen', lambda: not any(shown(lab, machine).pixels), 300, 2)
        machine.rest(5)
        dark = wake_ups(machine)
        said = (f'wake-ups in 60 s: home {home}, dark {dark}, invitation {invitation} (a new scene every 12 s); '
                f'home with the watchdog {guarded}')
        # Five scenes; where the driver lets whoever shows one wait for it, that is a second sleep.
        expect(home == 0 and dark == 0 and invitation <= 11 and guarded <= 16, said)
        return said


@scenario
def panel(lab):
    """The touch panel comes loose under a finger and is plugged in again."""
    with lab.running() as machine:
        machine.finger('begin', 0, *lab.tour.place('attract', 'language.id'))
        machine.rest(0.3)
        before = len(machine.lines())
        machine.unplug('panel', 60)
        machine.until('the loss is noticed', lambda: 'lepas' in journal(machine), 30, 1)
        expect(len(machine.lines()) == before, f'the lost finger did something: {machine.lines()[before:]}')
        machine.plug('virtio-multitouch-pci', 'panel', bus='slot1')
        machine.until('the panel is found', lambda: journal(machine).count('MultiTouch') >= 3, 60, 1)
        machine.rest(0.5)
        walk(lab, machine, ('attract', 'language.id', '', 'home'))
        expect(restarts(machine) == 0, 'the service was begun again')
        return 'the lost finger did nothing, the next one turned the page'


@scenario
def keyboard(lab):
    """Keys of a plugged keyboard reach nobody: no text, no other console, no restart."""
    with lab.running() as machine:
        pid, before = process_of(machine), len(machine.lines())
        machine.plug('usb-kbd', 'keys', bus='xhci.0')
        machine.until('the keyboard is found', lambda: 'QEMU USB Keyboard' in journal(machine), 60, 1)
        for keys in (('a',), ('ctrl', 'alt', 'f2'), ('alt', 'sysrq', 'h'), ('ctrl', 'alt', 'delete'), ('q',),
                     ('alt', 'f4'), ('ctrl', 'c'), ('ctrl', 'alt', 'backspace'), ('meta_l',)):
            machine.key(*keys)
        machine.rest(2)
        expect(machine.lines()[before:] == [], f'keys did something: {machine.lines()[before:]}')
        expect(process_of(machine) == pid, 'the terminal was begun again')
        console = machine.tell('cat /sys/class/tty/tty0/active').strip()
        expect(console == 'tty1', f'the console is {console}')
        expect('HELP' not in machine.tell('dmesg | tail -5'), 'SysRq was heard')
        fault = differs(machine, lab, lab.tour.pictures('attract'))
        expect(not fault, f'the cable carries something else: {fault}')
        machine.unplug('keys')
        return 'nine combinations, nothing happened'


@scenario
def walled(lab):
    """The sandbox is on as the unit says, and no socket of the network is open."""
    with lab.running() as machine:
        pid = process_of(machine)
        asked = ['MemoryDenyWriteExecute', 'NoNewPrivileges', 'PrivateNetwork', 'ProtectSystem', 'DevicePolicy']
        said = dict(line.split('=', 1) for line in machine.tell(
            'systemctl show balai-kiosk -p ' + ' -p '.join(asked)).splitlines())
        expect(said == {'MemoryDenyWriteExecute': 'yes', 'NoNewPrivileges': 'yes', 'PrivateNetwork': 'yes',
                        'ProtectSystem': 'strict', 'DevicePolicy': 'closed'}, str(said))
        network = machine.tell(f'readlink /proc/{pid}/ns/net /proc/1/ns/net').split()
        expect(network[0] != network[1], 'the terminal sees the machine\'s network')
        status = machine.tell(f'grep -E "^(Uid|CapEff|Seccomp|NoNewPrivs|VmRSS):" /proc/{pid}/status')
        values = dict(line.split(':', 1) for line in status.splitlines())
        expect(values['Uid'].split()[0] != '0' and int(values['CapEff'], 16) == 0 and values['Seccomp'].strip() == '2',
               status)
        exposure = machine.ask('systemd-analyze security --no-pager balai-kiosk | tail -1')[1].strip()
        return f'{values["VmRSS"].strip()} resident; {exposure.lstrip("→ ")}'


@scenario
def full_disk(lab):
    """The card is full: an answer is refused aloud, nothing breaks, and it counts again when there is room."""
    with lab.running() as machine:
        machine.tell('dd if=/dev/zero of=/var/lib/balai/filler bs=64k 2>/dev/null; sync; '
                     'df /var/lib/balai | tail -1 | grep -q "100%"', 120)
        pid = process_of(machine)
        walk(lab, machine, *FACE)
        machine.rest(5)
        before = len(machine.lines())
        machine.tap(*lab.tour.place('faces', 'face.4', 'balai'))
        machine.wait_line('^dropped not-saved', before, 60)
        fault = differs(machine, lab, [lab.tour.picture('thanks', 'not-saved')])
        expect(not fault, f'the page after a refused answer is another: {fault}')
        walk(lab, machine, ('thanks', 'button.done', '', 'attract'))
        machine.tell('rm /var/lib/balai/filler; sync')
        give_face(lab, machine)
        expect(process_of(machine) == pid, 'the terminal was begun again')
        return 'one answer refused with its own page, the next one kept'


@scenario
def clock(lab):
    """The clock jumps to 1970, 2038 and back: pages turn, the watchdog sees life, answers are kept."""
    with lab.running() as machine:
        pid = process_of(machine)
        for day in ('1970-01-02', '2038-01-19', '2036-12-31', '2026-11-25'):
            machine.tell(f'date -s "{day} 12:00:00" >/dev/null')
            walk(lab, machine, ('attract', 'language.id', '', 'home'), ('home', 'bar.help', '', 'help'),
                 ('help', 'button.finish', '', '(faces|attract)'))
            if machine.lines()[-1].startswith('screen faces'):
                walk(lab, machine, ('faces', 'button.done', 'balai', 'attract'))
        give_face(lab, machine)
        machine.rest(10)
        expect(process_of(machine) == pid, 'the terminal was begun again')
        return 'four jumps, four visits, one answer'
