"""The guest: a Debian with the terminal installed, as one ext4 image that QEMU starts without a boot loader.

Two layers, each kept under the name of what it was made of: the packages of Debian, and on top of them ours.
"""
import gzip
import hashlib
import lzma
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CACHE = pathlib.Path(os.environ.get('BALAI_VM_CACHE') or pathlib.Path.home() / '.cache' / 'balai-vm')
OVERLAY = pathlib.Path(__file__).resolve().parent / 'overlay'

SYSTEM = ['systemd-sysv', 'udev', 'kmod', 'dbus', 'busybox-static', 'e2fsprogs', 'util-linux', 'passwd', 'mount']
SCREEN = ['libegl1', 'libgles2', 'libgl1-mesa-dri', 'libgbm1']
# What a package of ours would pull in by itself; used when the programs are laid over the tree without one.
LIBRARIES = ['libsdl2-2.0-0', 'libsdl2-ttf-2.0-0', 'libmd4c0', 'libpng16-16', 'libqrencode4', 'libstb0', 'libsqlite3-0',
             'libsodium23', 'libopusfile0', 'libseccomp2', 'libasound2']
# Opens the root disk and does nothing else: under emulation the distribution's own initial file system costs half a
# boot.
INITIAL = ['virtio_pci', 'virtio_blk', 'ext4', 'crc32c_generic']
INIT = """#!/bin/busybox sh
/bin/busybox mkdir -p /proc /sys /dev /root
/bin/busybox mount -t devtmpfs dev /dev
for module in $(/bin/busybox cat /modules/order); do /bin/busybox insmod /modules/$module; done
until [ -b /dev/vda ]; do /bin/busybox sleep 0.05; done
/bin/busybox mount -t ext4 -o ro /dev/vda /root
/bin/busybox mount -o move /dev /root/dev
exec /bin/busybox switch_root /root /lib/systemd/systemd
"""
# Drivers that no guest has, two thirds of the image.
TRIMMED = ['sound', 'net', 'drivers/media', 'drivers/infiniband', 'drivers/scsi', 'drivers/net/ethernet',
           'drivers/net/wireless', 'drivers/gpu/drm/amd', 'drivers/gpu/drm/nouveau', 'drivers/gpu/drm/i915',
           'drivers/gpu/drm/radeon', 'drivers/gpu/drm/xe', 'drivers/iio', 'drivers/staging']
KEPT = ['drivers/scsi/scsi_mod', 'drivers/scsi/sd_mod', 'drivers/scsi/scsi_common']
KERNELS = {'amd64': 'linux-image-amd64', 'arm64': 'linux-image-arm64'}


class Product:
    """What is tested: packages, or where there are none the programs of a release build."""

    def __init__(self, debs=(), build=None):
        self.debs = [pathlib.Path(deb) for deb in debs]
        self.build = pathlib.Path(build) if build else ROOT / 'build' / 'release'

    def __str__(self):
        return ', '.join(deb.name for deb in self.debs) or f'{self.build} without a package'

    def depends(self):
        if not self.debs:
            return LIBRARIES
        names = set()
        for deb in self.debs:
            fields = subprocess.run(['dpkg-deb', '-f', deb, 'Depends', 'Pre-Depends'], check=True, capture_output=True,
                                    text=True).stdout
            for wish in re.sub(r'^\S+: ', '', fields, flags=re.M).replace('\n', ',').split(','):
                first = wish.split('|')[0]
                name = re.sub(r'\(.*?\)|:any', '', first).strip()
                if name and not name.startswith('balai'):
                    names.add(name)
        return sorted(names)

    def files(self):
        if self.debs:
            return self.debs
        return [self.build / 'bin' / 'balai-kiosk', *files_under(self.build / 'share')]

    def put_into(self, tree):
        if self.debs:
            inside = tree / 'var' / 'tmp'
            for deb in self.debs:
                shutil.copy(deb, inside)
            names = [f'/var/tmp/{deb.name}' for deb in self.debs]
            within(tree, 'dpkg', '-i', *names).check_returncode()
            for deb in self.debs:
                (inside / deb.name).unlink()
            return
        (tree / 'usr/bin').mkdir(exist_ok=True)
        shutil.copy(self.build / 'bin' / 'balai-kiosk', tree / 'usr/bin/balai-kiosk')
        shutil.copytree(self.build / 'share' / 'balai', tree / 'usr/share/balai', dirs_exist_ok=True)
        shutil.copytree(OVERLAY.parent / 'unpackaged', tree, dirs_exist_ok=True)
        subprocess.run(['chroot', tree, 'systemctl', 'enable', 'balai-kiosk.service'], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def within(tree, *command):
    """Programs look for themselves in /proc, which only this command sees and which goes with it; in a container that
    may not mount they do without."""
    words = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'
    alone = ['unshare', '--mount', 'sh', '-c', words, tree]
    may_mount = subprocess.run([*alone, 'true'], stderr=subprocess.DEVNULL).returncode == 0
    return subprocess.run([*(alone if may_mount else ['chroot', tree]), *command], stdout=subprocess.DEVNULL)


def digest(*parts):
    total = hashlib.sha256()
    for part in parts:
        if isinstance(part, pathlib.Path):
            total.update(part.name.encode())
            total.update(part.read_bytes())
        else:
            total.update(repr(part).encode())
    return total.hexdigest()[:12]


def files_under(folder):
    return sorted(path for path in folder.rglob('*') if path.is_file())


def mirror():
    sites = subprocess.run(['apt-get', 'indextargets', '--format', '$(SITE)', 'Created-By: Packages'],
                           capture_output=True, text=True).stdout.split()
    debian = [site for site in sites if site.rstrip('/').endswith('/debian')]
    return debian[0] if debian else 'http://deb.debian.org/debian'


def make_tree(suite, arch, packages, say):
    """The packages of Debian, unpacked and configured."""
    tree = CACHE / 'trees' / f'{suite}-{arch}-{digest(sorted(packages), TRIMMED, KEPT)}'
    done = tree.with_suffix('.done')
    if done.exists():
        return tree
    say(f'Installing Debian {suite} ({arch}) into {tree}')
    shutil.rmtree(tree, ignore_errors=True)
    tree.parent.mkdir(parents=True, exist_ok=True)
    log = tree.with_suffix('.log')
    with open(log, 'wb') as out:
        made = subprocess.run(
            ['mmdebstrap', '--variant=minbase', f'--arch={arch}', '--include=' + ','.join(packages),
             '--aptopt=Apt::Install-Recommends "false"', '--dpkgopt=path-exclude=/usr/share/doc/*',
             '--dpkgopt=path-exclude=/usr/share/man/*', '--dpkgopt=path-exclude=/usr/share/locale/*',
             # The hook below writes a settings file before its package comes; nobody is there to be asked about it.
             '--dpkgopt=force-confold',
             '--essential-hook=mkdir -p "$1/etc/initramfs-tools"; echo "update_initramfs=no" '
             '>"$1/etc/initramfs-tools/update-initramfs.conf"', suite, tree, mirror()],
            stdout=out, stderr=subprocess.STDOUT, env={**os.environ, 'INITRD': 'No'})  # ours is made below
    if made.returncode:
        raise RuntimeError(f'mmdebstrap failed: {log}')
    trim(tree)
    done.touch()
    return tree


def modules_of(tree):
    return next(folder for folder in (tree / 'usr/lib/modules').iterdir() if (folder / 'modules.order').exists())


def trim(tree):
    modules = modules_of(tree)
    for name in TRIMMED:
        for file in files_under(modules / 'kernel' / name):
            if not any(str(file.relative_to(modules / 'kernel')).startswith(kept) for kept in KEPT):
                file.unlink()
    subprocess.run(['chroot', tree, 'depmod', modules.name], check=True)


def make_initrd(tree, file):
    modules = modules_of(tree)
    needs = {}
    for line in (modules / 'modules.dep').read_text().splitlines():
        name, _, others = line.partition(':')
        needs[name] = others.split()
    wanted = []

    def want(path):
        for other in needs[path]:
            want(other)
        if path not in wanted:
            wanted.append(path)
    for name in INITIAL:
        for path in needs:
            if re.fullmatch(name + r'\.ko(\.xz)?', pathlib.PurePath(path).name):
                want(path)
    contents = {'bin/busybox': (tree / 'usr/bin/busybox' if (tree / 'usr/bin/busybox').exists() else
                                tree / 'bin/busybox').read_bytes(), 'init': INIT.encode()}
    order = []
    for path in wanted:
        body = (modules / path).read_bytes()
        name = pathlib.PurePath(path).name
        if name.endswith('.xz'):
            body, name = lzma.decompress(body), name[:-3]
        contents[f'modules/{name}'] = body
        order.append(name)
    contents['modules/order'] = '\n'.join(order).encode()
    file.write_bytes(gzip.compress(archive(contents), 1))


def archive(contents):
    """The cpio format in which the kernel takes its first files."""
    out = bytearray()

    def put(name, mode, body=b''):
        raw = name.encode() + b'\0'
        fields = [0, mode, 0, 0, 1, 0, len(body), 0, 0, 0, 0, len(raw), 0]
        out.extend(b'070701' + b''.join(b'%08X' % field for field in fields) + raw)
        out.extend(b'\0' * (-len(out) % 4))
        out.extend(body)
        out.extend(b'\0' * (-len(out) % 4))
    for folder in sorted({str(pathlib.PurePath(name).parent) for name in contents} - {'.'}):
        put(folder, 0o040755)
    for name, body in contents.items():
        put(name, 0o100755, body)
    put('TRAILER!!!', 0)
    return bytes(out)


def own_architecture():
    return subprocess.run(['dpkg', '--print-architecture'], check=True, capture_output=True, text=True).stdout.strip()


def draw_tour(tree, folder):
    """Every page as the installed packages draw it: their drawings were made by another Debian's librsvg, which sets a
    pixel otherwise. Where nothing may be mounted the release build has to do."""
    shutil.rmtree(folder, ignore_errors=True)
    if within(tree, 'balai-kiosk', '--state', '/var/tmp/state', '--tour', '/var/tmp/tour').returncode == 0:
        shutil.move(tree / 'var/tmp/tour', folder)
    for left in ('tour', 'state'):
        shutil.rmtree(tree / 'var/tmp' / left, ignore_errors=True)


def image(suite, arch, product, say):
    """A folder with root.img, vmlinuz and initrd, and of packages for this machine their tour; made now or found from
    an earlier run."""
    packages = [*SYSTEM, KERNELS[arch], *SCREEN, *product.depends()]
    key = digest('with a tour', suite, arch, sorted(packages), *product.files(), *files_under(OVERLAY),
                 *([] if product.debs else files_under(OVERLAY.parent / 'unpackaged')))
    folder = CACHE / 'images' / f'{suite}-{arch}-{key}'
    if (folder / 'root.img').exists():
        return folder
    subprocess.run([ROOT / 'packaging/let-run', arch], check=True)
    tree = make_tree(suite, arch, packages, say)
    say(f'Making the image of {product} on {suite}')
    forget_old_images(suite, arch)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as work:
        copy = pathlib.Path(work) / 'tree'
        subprocess.run(['cp', '-a', '--reflink=auto', tree, copy], check=True)
        product.put_into(copy)
        if product.debs and arch == own_architecture():
            draw_tour(copy, folder / 'tour')
        shutil.copytree(OVERLAY, copy, dirs_exist_ok=True, symlinks=True)
        settle(copy)
        make_initrd(copy, folder / 'initrd')
        shutil.copy(next((copy / 'boot').glob('vmlinuz-*')), folder / 'vmlinuz')
        shutil.rmtree(copy / 'boot')
        part = folder / 'root.part'
        subprocess.run(['mke2fs', '-q', '-F', '-t', 'ext4', '-L', 'root', '-d', copy, part, '1500M'], check=True,
                       stdout=subprocess.DEVNULL)
        part.rename(folder / 'root.img')
    return folder


def settle(tree):
    """A card that has started once: the first start's own work (users, caches, presets) is done here, not under
    emulation."""
    (tree / 'etc/machine-id').write_text('b' * 32 + '\n')
    subprocess.run(['chroot', tree, 'systemd-sysusers'], check=True, stderr=subprocess.DEVNULL)
    for stamp in ('etc/.updated', 'var/.updated'):
        (tree / stamp).touch()
        shutil.copystat(tree / 'usr', tree / stamp)


def forget_old_images(suite, arch, keep=3):
    images = sorted((CACHE / 'images').glob(f'{suite}-{arch}-*'), key=lambda folder: folder.stat().st_mtime)
    for folder in images[:-keep]:
        shutil.rmtree(folder, ignore_errors=True)
