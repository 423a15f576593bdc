#!/usr/bin/env python3
"""The installed terminal in a virtual machine: `vm.py [--short|--long] [--suite S] [--arch A] [--deb F] [SCENARIO]`."""
import argparse
import os
import platform
import shutil
import sys
import time

import guest
# Each of these five puts its scenarios on the list, in this order.
import scenarios  # noqa: F401
import power  # noqa: F401
import sticks  # noqa: F401
import faults  # noqa: F401
import interrupted  # noqa: F401
from lab import Failed, Lab
from machine import QEMU, MachineFault
from steps import SCENARIOS

SHORT = ['boot', 'touch', 'cut']
LONG = ['killed-often', 'cut-often', 'crash-states-often', 'yank-often', 'cut-stick-often']

SUITES = ['bookworm', 'trixie']
NEEDED = ['qemu-img', 'mmdebstrap', 'mke2fs', 'e2fsck', 'debugfs', 'mkfs.vfat', 'mkfs.exfat', 'mkntfs', 'mcopy']


def say(line):
    print(line, flush=True)


def what_is_missing(arch):
    path = f'{os.environ["PATH"]}:/usr/sbin:/sbin'
    missing = [tool for tool in [QEMU[arch][0], *NEEDED] if not shutil.which(tool, path=path)]
    if os.geteuid() != 0:
        missing.append('root (the image is made with chroot)')
    return missing


def packages_of(suite, arch):
    """The newest packages that ./dev package made; without them the release build is laid out as it is."""
    folder = guest.ROOT / 'build' / 'packages' / f'{suite}-{arch}'
    return [deb for name in ('balai-common', 'balai-kiosk') for deb in sorted(folder.glob(f'{name}_*.deb'))[-1:]]


def own_suite():
    """The release build runs on the Debian that it was made on."""
    name = platform.freedesktop_os_release().get('VERSION_CODENAME')
    return name if name in SUITES else 'bookworm'


def run(lab, names):
    passed = failed = 0
    for name in names:
        began = time.monotonic()
        try:
            said = SCENARIOS[name](lab)
            passed += 1
            say(f'passed {name}: {said} ({time.monotonic() - began:.0f} s)')
        except (Failed, MachineFault, AssertionError) as fault:
            failed += 1
            say(f'FAILED {name}: {fault} ({time.monotonic() - began:.0f} s)')
    say(f'{passed} passed, {failed} failed')
    return failed == 0 and passed > 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--short', action='store_true', help='one boot, one touch, one cut')
    parser.add_argument('--long', action='store_true', help='also what takes an hour')
    parser.add_argument('--suite', default=own_suite(), choices=SUITES)
    parser.add_argument('--arch', default='amd64', choices=list(QEMU), help='arm64: packages only, and slow')
    parser.add_argument('--deb', action='append', default=[],
                        help='install this package, again for each (default: what ./dev package made for the suite)')
    parser.add_argument('--build', help='the release build whose tour says what must be seen')
    parser.add_argument('scenario', nargs='*')
    wish = parser.parse_args()
    unknown = [name for name in wish.scenario if name not in SCENARIOS]
    if unknown:
        sys.exit(f'no scenario {", ".join(unknown)}; there are {" ".join(SCENARIOS)}')
    missing = what_is_missing(wish.arch)
    if missing:
        say(f'SKIPPED: no virtual machine here without {", ".join(missing)}')
        return
    product = guest.Product(wish.deb or packages_of(wish.suite, wish.arch), wish.build)
    if wish.arch != 'amd64' and not product.debs:
        sys.exit(f'the release build is not for {wish.arch}: ./dev package {wish.arch} {wish.suite}')
    names = wish.scenario or (SHORT if wish.short else [n for n in SCENARIOS if wish.long or n not in LONG])
    image = guest.image(wish.suite, wish.arch, product, say)
    lab = Lab(image, product.build / 'bin' / 'balai-kiosk', wish.arch, say)
    try:
        sys.exit(0 if run(lab, names) else 1)
    finally:
        lab.close()


if __name__ == '__main__':
    main()
