#!/usr/bin/env python3
"""balai-kiosk-lockdown in a folder of its own: what it writes, and that `off` leaves nothing of it."""
import os
import pathlib
import subprocess
import sys
import tempfile

program = pathlib.Path(sys.argv[1]) / 'packaging' / 'lockdown' / 'balai-kiosk-lockdown'
faults = []
devices = '''allow id 1d6b:0002 serial "0000" name "xHCI" hash "aaa=" parent-hash "bbb=" via-port "usb1" with-interface 09:00:00 with-connect-type ""
allow id 0eef:0001 serial "" name "eGalaxTouch" hash "ccc=" parent-hash "ddd=" via-port "1-1" with-interface { 03:00:00 03:01:01 } with-connect-type "hotplug"
allow id 0781:5567 serial "4C53" name "Cruzer" hash "eee=" parent-hash "fff=" via-port "1-2" with-interface 08:06:50 with-connect-type "hotplug"
allow id 16c0:0486 serial "1" name "Bad" hash "ggg=" parent-hash "hhh=" via-port "1-3" with-interface { 08:06:50 03:01:01 } with-connect-type "hotplug"
allow id 0424:7800 serial "" name "" hash "iii=" parent-hash "jjj=" via-port "1-1.1.1" with-interface ff:00:ff with-connect-type "unknown"
allow id 0b95:772b serial "1" name "AX88772B" hash "kkk=" parent-hash "lll=" via-port "1-4" with-interface ff:ff:00 with-connect-type "hotplug"
'''


def holds(sentence, true):
    if not true:
        faults.append(sentence)


with tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder) / 'root'
    tools = pathlib.Path(folder) / 'bin'
    tools.mkdir()
    (tools / 'list').write_text(devices)
    (tools / 'usbguard').write_text(f'#!/bin/sh\ncat {tools}/list\n')
    (tools / 'usbguard').chmod(0o755)
    cmdline = root / 'boot/firmware/cmdline.txt'
    cmdline.parent.mkdir(parents=True)
    cmdline.write_text('console=tty1 root=PARTUUID=1 rootwait\n')
    own = root / 'etc/usbguard/usbguard-daemon.conf'
    own.parent.mkdir(parents=True)
    own.write_text('ImplicitPolicyTarget=block\n')

    def run(word, path=f'{tools}:/usr/bin:/bin'):
        return subprocess.run(['/bin/sh', program, f'--root={root}', *([word] if word else [])], capture_output=True,
                              text=True, env={**os.environ, 'PATH': path})

    before = {file: file.read_text() for file in root.rglob('*') if file.is_file()}
    holds('off before it was ever on', run('status').returncode == 1)
    for _ in range(2):  # twice is once
        done = run('on')
        holds(f'on works: {done.stderr}', done.returncode == 0)
    policy = (root / 'etc/usbguard/rules.conf').read_text()
    holds('the panel is allowed at its port', 'eGalaxTouch' in policy and 'via-port "1-1"' in policy)
    holds('a stick that is also a keyboard is not in the policy', '16c0:0486' not in policy)
    holds('the network that a board has on USB stays', '0424:7800' in policy)
    holds('a network adapter that was pushed in is not in the policy', '0b95:772b' not in policy)
    holds('no stick is allowed by its name', 'Cruzer' not in policy)
    holds('a stick is a disk and nothing else', 'allow with-interface equals { 08:06:50 }' in policy)
    holds('the last rule sends everything else away', policy.strip().splitlines()[-1] == 'reject')
    holds('the policy is nobody\'s to read', (root / 'etc/usbguard/rules.conf').stat().st_mode & 0o077 == 0)
    holds('what is unknown is rejected', 'ImplicitPolicyTarget=reject' in own.read_text())
    holds('drivers of networks are barred', 'install rndis_host /bin/false' in
          (root / 'etc/modprobe.d/balai-lockdown.conf').read_text())
    holds('the boot is made quiet once', cmdline.read_text().count('vt.global_cursor_default=0') == 1)
    holds('it says on', run('status').returncode == 0)
    holds('off works', run('off').returncode == 0)
    after = {file: file.read_text() for file in root.rglob('*') if file.is_file()}
    holds(f'off leaves what was there before, and nothing else: {sorted(map(str, after.keys() ^ before.keys()))}',
          after == before)
    holds('no link is left', not any(file.is_symlink() for file in root.rglob('*')))
    holds('an unknown word is a wrong use', run('dance').returncode == 2 and run('').returncode == 2)
    (tools / 'usbguard').unlink()
    missing = run('on', f'{tools}:/bin') if not pathlib.Path('/usr/bin/usbguard').exists() else None
    holds('without USBGuard it says what to install',
          missing is None or (missing.returncode == 3 and 'apt install usbguard' in missing.stderr))
    holds('and has changed nothing', {f: f.read_text() for f in root.rglob('*') if f.is_file()} == before)
for fault in faults:
    print('FAILED', fault)
sys.exit(1 if faults else 0)
