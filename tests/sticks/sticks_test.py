#!/usr/bin/env python3
"""Sticks of every kind, pushed into a playing terminal: sticks_test.py BIN CONTENT WORK [SCRIPT...]"""
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import zlib

bin_folder, content, work = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
here = pathlib.Path(__file__).resolve().parent
failures = 0


def pack(*words):
    subprocess.run([bin_folder / 'balai-pack', *words], cwd=work, check=True, stdout=subprocess.DEVNULL)


def kiosk(state, script, *more):
    return subprocess.run([bin_folder / 'balai-kiosk', '--play', script, '--state', state, *more], cwd=work,
                          capture_output=True, text=True)


def expect(condition, sentence, detail=''):
    global failures
    if not condition:
        failures += 1
        print(f'NOT TRUE: {sentence}\n{detail}')


def sign(folder, author='author', reviewer='reviewer'):
    pack('sign', folder, '--key', f'{author}.key', '--role', 'author')
    pack('sign', folder, '--key', f'{reviewer}.key', '--role', 'reviewer')


def stick(name, number=None, of='packs/first', site='balai-uji'):
    """A stick with the pack under another number; gives the pack's folder on it."""
    to = work / 'sticks' / name / 'BALAI' / site
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(work / of, to)
    if number:
        manifest = to / 'manifest.txt'
        manifest.write_text(re.sub('seq=.*', f'seq={number}', manifest.read_text(), count=1))
        sign(to)
    return to


def put_blob(folder, path, data):
    """Exchanges one file of a pack, with a list of contents that says so, and signs it again."""
    manifest = folder / 'manifest.txt'
    hashed = subprocess.run(['b2sum', '-l', '256'], input=data, capture_output=True, check=True).stdout.split()[0].decode()
    text = re.sub(rf'(?m)^\w+ \d+ (\w+ \d+ \d+) {re.escape(path)}$', rf'{hashed} {len(data)} \1 {path}',
                  manifest.read_text())
    manifest.write_text(text)
    (folder / 'b' / hashed).write_bytes(data)
    sign(folder)


def blob_of(folder, path):
    line = re.search(rf'(?m)^(\w+) \d+ \w+ \d+ \d+ {re.escape(path)}$', (folder / 'manifest.txt').read_text())
    return folder / 'b' / line.group(1)


def spoiled(name):
    """A stick whose only new file waits to be spoiled; what the terminal has already it takes from its own disk."""
    folder = stick(name, 4)
    put_blob(folder, 'site.toml', blob_of(folder, 'site.toml').read_bytes() + b'# new\n')
    return blob_of(folder, 'site.toml')


def picture_of(folder):
    line = re.search(r'(?m)^\w+ \d+ png (\d+) (\d+) (\S+)$', (folder / 'manifest.txt').read_text())
    return line.group(3), int(line.group(1)), int(line.group(2))


def png_bomb(width, height):
    """A small file that claims to be a picture and unpacks to something else."""
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    header = struct.pack('>IIBBBBB', width, height, 8, 6, 0, 0, 0)
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(bytes(1 << 24), 9)[:-9]) + \
        chunk(b'IEND', b'')


def make_sticks():
    for name in ('author', 'reviewer', 'author2', 'reviewer2', 'office', 'terminal'):
        pack('keygen', name, '--no-password')
    pack('trust', 'new', '--site', 'balai-uji', '--author', 'author.pub', '--reviewer', 'reviewer.pub', '--receipt',
         'office.pub', '--out', 'trust.txt')
    pack('build', content, 'packs/first', '--site', 'balai-uji', '--seq', '1', '--issued', '2026-11-20')
    sign('packs/first')
    stick('one')
    shutil.copytree(content, work / 'other-words')
    for guide in (work / 'other-words/guides').glob('*.md'):
        guide.write_text(guide.read_text() + '\n')
    voice = work / 'other-words/voices/id/0123456789abcdef.opus'
    voice.parent.mkdir(parents=True)
    voice.write_bytes(b'OggS' + bytes(200))
    pack('build', 'other-words', 'packs/second', '--site', 'balai-uji', '--seq', '2', '--issued', '2026-11-20')
    sign('packs/second')
    stick('two', of='packs/second')
    stick('three', 3)
    forged = stick('forged', 4)
    manifest = forged / 'manifest.txt'
    manifest.write_text(manifest.read_text().replace('seq=4', 'seq=5'))
    stick('elsewhere', 4)
    elsewhere = work / 'sticks/elsewhere/BALAI/balai-uji'
    manifest = elsewhere / 'manifest.txt'
    manifest.write_text(manifest.read_text().replace('site=balai-uji', 'site=desa-lain'))
    sign(elsewhere)
    blob = spoiled('torn')
    blob.write_bytes(blob.read_bytes()[:-5])
    blob = spoiled('changed')
    blob.write_bytes(blob.read_bytes()[:-1] + b' ')
    blob = spoiled('longer')
    blob.write_bytes(blob.read_bytes() + b'#')
    (stick('unsigned', 4) / 'manifest.txt.reviewer.minisig').unlink()
    bomb = stick('bomb', 4)
    path, width, height = picture_of(bomb)
    put_blob(bomb, path, png_bomb(width, height))
    gibberish = stick('gibberish', 4)
    put_blob(gibberish, 'site.toml', blob_of(gibberish, 'site.toml').read_bytes() + b'# \xff\n')
    blob = spoiled('link')
    blob.unlink()
    blob.symlink_to('/dev/zero')
    crowded = work / 'sticks/crowded/BALAI'
    for number in range(200):
        (crowded / f'desa-{number}').mkdir(parents=True)
    photos = work / 'sticks/photos/DCIM'
    photos.mkdir(parents=True)
    (photos / 'IMG_0001.JPG').write_bytes(b'\xff\xd8\xff\xe0 a photograph')
    stick('mixed', 3)
    for name, source in (('a-other', 'elsewhere'), ('b-old', 'one'), ('c-forged', 'forged')):
        shutil.copytree(work / 'sticks' / source / 'BALAI/balai-uji', work / 'sticks/mixed/BALAI' / name)
    pack('trust', 'new', '--author', 'author2.pub', '--reviewer', 'reviewer2.pub', '--revoke', 'author.pub', '--revoke',
         'reviewer.pub', '--after', 'trust.txt', '--out', 'trust2.txt')
    renewed = stick('new-keys')
    sign(renewed, 'author2', 'reviewer2')
    shutil.copy(work / 'trust2.txt', renewed / 'trust.txt')
    sign(renewed / 'trust.txt')


def fresh_state(name):
    state = work / 'states' / name
    shutil.rmtree(state, ignore_errors=True)
    state.mkdir(parents=True)
    shutil.copy(work / 'trust.txt', state / 'trust')
    return state


def play(name):
    state = fresh_state(name)
    if name == 'inbox':
        shutil.copytree(work / 'sticks/two/BALAI/balai-uji', state / 'inbox/balai-uji')
    if name == 'results':
        (state / 'settings.toml').write_text('kiosk = "balai-uji-1"\n')
        shutil.copy(work / 'terminal.key', state / 'kiosk.key')
    played = kiosk(state, here / f'{name}.play')
    expect(played.returncode == 0, f'{name}.play holds', played.stdout[-600:] + played.stderr[-900:])
    if name == 'results':
        folder = work / 'sticks/one/BALAI-RESULTS/balai-uji-1/1'
        for file in ('results.csv', 'receipt.json', 'receipt.json.minisig'):
            expect((folder / file).is_file(), f'the stick carries {file} home')


def run_lines(name, lines, state=None):
    script = work / f'{name}.play'
    script.write_text('\n'.join(lines) + '\n')
    return kiosk(state or fresh_state(name), script)


def pull_everywhere():
    """Pulled after so many bytes: told so, and the next insertion brings the edition in."""
    known = {file.name for file in (work / 'packs/first/b').iterdir()}
    total = sum(file.stat().st_size for file in (work / 'packs/second/b').iterdir() if file.name not in known)
    points = [0, 10, 500, 2000, 20_000, total // 4, total // 2, total * 3 // 4, total - 1]
    lines = ['start --date 2026-11-23', 'stick insert sticks/one', 'stick remove', 'expect edition 1']
    for point in points:
        lines += [f'stick insert sticks/two pulled-after {point}', 'expect edition 1', 'wait 61s',
                  'expect screen attract']
    lines += ['stick insert sticks/two', 'expect screen update done', 'stick remove', 'expect edition 2']
    played = run_lines('pulled', lines)
    expect(played.returncode == 0, 'a stick pulled anywhere leaves the old edition', played.stdout + played.stderr)
    expect(played.stdout.count('stick refused stick_removed') == len(points), 'each time it says so', played.stdout)
    return len(points)


def kill_everywhere(step):
    """Killed at a step of an installation: the old edition or the new one, and the next insertion succeeds."""
    tried = old = 0
    at = 1
    while True:
        state = fresh_state('killed')
        begin = ['start --date 2026-11-23', 'stick insert sticks/one', 'stick remove', 'expect edition 1',
                 f'stick insert sticks/two killed-at {at}']
        first = run_lines('killed', begin + ['restart', 'expect edition 1'], state)
        again = run_lines('killed', ['start', 'stick insert sticks/two', 'stick remove', 'expect edition 2'], state)
        tried += 1
        old += first.returncode == 0
        legal = first.returncode == 0 or 'edition is 2' in first.stderr
        expect(legal and again.returncode == 0, f'killed at step {at}: old or new, and then new',
               first.stderr + again.stderr)
        if not legal or (first.returncode != 0 and 'stick done' in first.stdout.split('edition 1')[-1]):
            break
        at += step
    return tried, old


shutil.rmtree(work, ignore_errors=True)
(work / 'packs').mkdir(parents=True)
make_sticks()
wanted = sys.argv[4:] or [path.stem for path in sorted(here.glob('*.play'))]
for name in wanted:
    play(name)
if not sys.argv[4:]:
    print(f'pulled at {pull_everywhere()} places')
    print('killed at %d steps, %d of them before the switch' % kill_everywhere(int(os.environ.get('BALAI_KILL_STEP', '1009'))))
print(f'{len(wanted)} scripts, {failures} failed')
sys.exit(failures != 0)
