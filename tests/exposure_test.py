#!/usr/bin/env python3
"""How much of the machine the terminal's unit leaves open, by systemd's own scale of 0 to 10 (skipped, 77, without it),
and whether what it needs is open."""
import pathlib
import re
import shutil
import subprocess
import sys

most = 1.0
units = pathlib.Path(sys.argv[1]) / 'packaging' / 'units'
faults = 0
# A kind of device is let in by its number, which the kernel has only once this module is there.
MODULES = {'char-drm': 'drm', 'char-alsa': 'snd'}
unit = (units / 'balai-kiosk.service').read_text()
loaded = (units.parent / 'settings' / 'modules-load.d' / 'balai.conf').read_text().split()
for kind, module in MODULES.items():
    if f'DeviceAllow={kind} ' not in unit or module not in loaded or 'systemd-modules-load.service' not in unit:
        print(f'balai-kiosk.service: {kind} may stay closed: it must be allowed, and begin after {module} is loaded')
        faults += 1
if not shutil.which('systemd-analyze'):
    print('systemd-analyze is not here: not measured')
    sys.exit(1 if faults else 77)
# The units that mount sticks run as root for a moment and cannot hide the file tree; what they leave open is bounded too.
for unit, bound in {'balai-kiosk.service': most, 'balai-stick@.service': 4.0, 'balai-stick-failed@.service': 4.0,
                    'balai-requests.service': 4.0, 'balai-light.service': 1.5, 'balai-console.service': 1.5}.items():
    said = subprocess.run(['systemd-analyze', 'security', '--offline=yes', '--no-pager', str(units / unit)],
                          capture_output=True, text=True)
    exposure = re.search(r'exposure level for \S+: ([0-9.]+)', said.stdout)
    if not exposure:
        print(f'{unit}: {said.stderr.strip()}')
        faults += 1
    elif float(exposure.group(1)) > bound:
        print(f'{unit}: exposure {exposure.group(1)}, at most {bound} is allowed')
        faults += 1
    else:
        print(f'{unit}: {exposure.group(1)}')
sys.exit(1 if faults else 0)
