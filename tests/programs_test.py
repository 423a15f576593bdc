#!/usr/bin/env python3
"""The programs from outside: exit codes and one sentence for whoever called them wrongly."""
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile

programs = pathlib.Path(sys.argv[1])
kiosk, pack, tally = (str(programs / name) for name in ('balai-kiosk', 'balai-pack', 'balai-tally'))
faults = []


def expect(what, code, command, says='', **more):
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, **more)
    words = done.stdout + done.stderr
    if done.returncode != code:
        faults.append(f'{what}: ended with {done.returncode}, not {code}: {words[:300]}')
    if says not in words:
        faults.append(f'{what}: does not say "{says}": {words[:300]}')
    if code and not words.strip():
        faults.append(f'{what}: silence')
    return words


def serves(what, options, sentences, page):
    """As systemd starts it: whatever stands in the unit, the glass shows a page, and each mistake has its sentence."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(f'{folder}/notify')
        systemd.settimeout(30)
        events = pathlib.Path(folder) / 'events'
        service = subprocess.Popen([kiosk, '--state', folder, '--events', events, *options], stderr=subprocess.PIPE, text=True,
                                   env={**os.environ, 'NOTIFY_SOCKET': f'{folder}/notify', 'SDL_VIDEODRIVER': 'dummy'})
        try:
            if systemd.recv(100) != b'READY=1':
                faults.append(f'{what}: systemd does not hear that it runs')
        except TimeoutError:
            faults.append(f'{what}: systemd hears nothing')
        service.terminate()
        said = service.communicate(timeout=60)[1]
        if service.returncode:
            faults.append(f'{what}: ended with {service.returncode}')
        faults.extend(f'{what}: does not say "{sentence}": {said}' for sentence in sentences if said.count(sentence) != 1)
        if '--events' not in options and page not in (events.read_text() if events.exists() else ''):
            faults.append(f'{what}: "{page}" is not shown')


os.environ.pop('NOTIFY_SOCKET', None)
no_display = {k: v for k, v in os.environ.items() if k not in ('DISPLAY', 'WAYLAND_DISPLAY')}
no_display['SDL_VIDEODRIVER'] = 'x11'
with tempfile.TemporaryDirectory() as folder:
    here = pathlib.Path(folder)
    state = ['--state', folder]
    expect('help', 0, [kiosk, '--help'], '--content')
    expect('version', 0, [kiosk, '--version'], 'balai-kiosk')
    expect('unknown option', 2, [kiosk, '--colour'])
    expect('unknown language', 2, [kiosk, '--language', 'nl', *state], 'nl')
    expect('unknown mode', 2, [kiosk, '--mode', 'tiny', *state], 'tiny')
    expect('wrong date', 2, [kiosk, '--date', '2026-02-30', *state], '2026-02-30')
    expect('wrong size', 2, [kiosk, '--display', 'large', *state], 'large')
    expect('wrong density', 2, [kiosk, '--ppi', '5', *state], 'ppi')
    expect('value that is no number', 2, [kiosk, '--rotate', 'left', *state], 'left')
    expect('option without its value', 2, [kiosk, *state, '--rotate'], '--rotate')
    serves('a right unit', [], [], 'screen attract')
    serves('a unit with mistakes', ['--rotate', '45', '--display', 'huge', '--colour', 'blue', '--ppi', 'x', '--mode', 'tiny',
                                    '--language', 'nl', '--tour-all=many', '--help', '--date'],
           ["not '45'; left out", "not 'huge'; left out", "'--colour' is no option; left out", "'blue' is no option", "not 'x'",
            "not 'tiny'", "not 'nl'", 'many; left out', "'--help' is no option", '--date wants a value'], 'screen attract')
    serves('an option twice', ['--language', 'jv', '--language', 'en'], [], 'screen home')
    serves('events into nowhere', ['--events', '/none/events'], ['/none/events'], '')
    serves('content that is not there', ['--content', '/none'], ['site.toml'], 'screen emergency')
    expect('no display', 3, [kiosk, *state], env=no_display)
    expect('script that is not there', 1, [kiosk, '--play', str(here / 'none.play'), *state], 'none.play')
    expect('content that is not there', 1, [kiosk, '--content', str(here / 'none'), '--tour', str(here / 'tour'), *state])
    expect('tour into a file', 3, [kiosk, '--tour', kiosk, *state])
    expect('pack without a word', 2, [pack])
    expect('pack check of nothing', 1, [pack, 'check', str(here / 'none')])
    content = str(pathlib.Path(__file__).resolve().parent.parent / 'content')
    sheet = ['--out', str(here / 'sheet.html')]
    expect('voice script', 0, [pack, 'voice', content, '--language', 'id'], '.wav')
    name = next(line.split()[0] for line in subprocess.run([pack, 'voice', content, '--language', 'id'], capture_output=True,
                                                           text=True).stdout.splitlines() if '.wav' in line)
    (here / 'recordings').mkdir()
    (here / 'recordings' / name).write_bytes(b'no sound at all')
    words = expect('a recording that is none', 1, [pack, 'voice', content, '--import', str(here / 'recordings')], name)
    if 'tidak ada kalimat' in words:
        faults.append(f'the name that the script printed is not known: {words}')
    small, changed = here / 'small', here / 'changed'
    shutil.copytree(pathlib.Path(__file__).resolve().parent / 'other-office', small)
    for part in ('words', 'drawings'):
        shutil.copytree(pathlib.Path(content) / part, small / part)
    shutil.copytree(small, changed)
    facts = (changed / 'facts.toml').read_text()
    amount = re.search(r'value = "(.*?)"', facts)[1]
    (changed / 'facts.toml').write_text(facts.replace(f'"{amount}"', f'"{amount} 77"', 1))
    for number, source in ((1, small), (2, changed)):
        expect('a small pack', 0, [pack, 'build', str(source), str(here / f'pack{number}'), '--site', 'balai-uji', '--seq',
                                   str(number), '--issued', '2026-11-20'])
    both = [pack, 'diff', str(here / 'pack1'), str(here / 'pack2'), '--out', str(here / 'diff')]
    words = expect('what changed', 0, both, f'+ value = "{amount} 77"')
    page = (here / 'diff' / 'index.html').read_text()
    if 'Harga, nomor' not in words or 'Harga, nomor' not in page or 'lang="id"' not in page:
        faults.append(f'the reviewer is not told of prices first, in Indonesian: {words}')
    missing = [name for name in re.findall(r'img src="([^"]+)"', page) if not (here / 'diff' / name).exists()]
    if missing or 'pages/' not in page:
        faults.append(f'the pages that changed are not there: {missing or "none in " + page[:300]}')
    expect('what changed, in English', 0, [*both, '--lang', 'en'], 'Prices, numbers')
    expect('nothing changed', 0, [pack, 'diff', str(here / 'pack1'), str(here / 'pack1'), '--out', str(here / 'same')],
           'Tidak ada yang berubah')
    blob = max((here / 'pack2' / 'b').iterdir(), key=lambda file: file.stat().st_size)
    blob.write_bytes(blob.read_bytes()[:-1])
    expect('a damaged pack', 0, both, 'balai-pack: ')
    (here / 'pack2' / 'manifest.txt').unlink(missing_ok=True)
    broken = here / 'broken'
    shutil.copytree(content, broken)
    (broken / 'facts.toml').write_text('[a]\nvalue = "one\n')
    order_of_broken = ['--site', 'balai-uji', '--seq', '1', '--issued', '2026-11-20']
    expect('content with problems', 1, [pack, 'build', str(broken), str(here / 'no-pack'), *order_of_broken], 'masalah')
    if (here / 'no-pack').exists():
        faults.append('content with problems became a pack')
    expect('a stick that is not in', 2, [pack, 'stick', str(here), str(here / 'no-stick')], 'is the stick in?')
    expect('leaflet', 0, [pack, 'leaflet', content, 'hilang', *sheet], 'sheet.html')
    expect('leaflet of no guide', 1, [pack, 'leaflet', content, 'none', *sheet], 'Panduan "none" tidak ada')
    expect('leaflet on no day', 2, [pack, 'leaflet', content, 'hilang', *sheet, '--date', '2026-02-30'], '2026-02-30')
    expect('leaflet into nowhere', 1, [pack, 'leaflet', content, 'hilang', '--out', '/proc/none/sheet.html'])

    def script(text):
        file = here / 'test.play'
        file.write_text(text)
        return [kiosk, '--play', str(file), *state]

    expect('expectation that fails', 1, script('start\nexpect screen home\n'), ':2:')
    expect('unknown word', 1, script('start\ndance\n'), ':2:')
    expect('unknown element', 1, script('start\ntouch tile.none\n'), 'tile.none')
    expect('unknown screen', 1, script('start\nexpect screen cinema\n'), 'cinema')
    expect('unknown start option', 1, script('start --speed 3\n'), ':1:')
    expect('what need not be there', 0, script('start\ntouch tile.none if there\ntouch language.id if there\nexpect screen home\n'))
    expect('touching what is no target', 1, script('start\ntouch heading\n'), ':2:')
    expect('broken time', 1, script('start\nwait soon\n'), 'soon')
    expect('broken correction of a clock', 1, script('start\nclock 3h\n'), ':2:')
    expect('said in its place', 0, script('start\nsay so far\ntouch language.id\n'), 'screen attract\nso far\nscreen home\n')
    expect('untrusted clock', 0, script('start\ntouch language.id\ntouch bar.help\ntouch button.opinion\ntouch face.4\n'
                                        'expect tally week=2026-W48? count=1\n'))
    expect('a clock that is set', 0, script('start --date 2026-11-23\nclock +500d\nrestart\nclock -500d\nclock -3h\n'))
    events = here / 'events.txt'
    expect('events', 0, [*script('start\ntouch language.id\n'), '--events', str(events)])
    if events.read_text() != 'screen attract\nscreen home\n':
        faults.append('events: ' + events.read_text())
    expect('events into nowhere', 3, [*script('start\n'), '--events', str(here / 'none/events.txt')], 'events.txt')
    file = here / 'file'
    file.write_text('')
    expect('a state that is no folder', 3, [kiosk, '--play', str(here / 'test.play'), '--state', str(file)], str(file))
    read_only = ['unshare', '--mount', 'sh', '-c', 'mount -t tmpfs -o ro none "$0" && exec "$@"', str(here / 'full')]
    (here / 'full').mkdir()
    if subprocess.run([*read_only, 'true'], capture_output=True).returncode == 0:
        expect('a state that cannot be written', 3,
               [*read_only, kiosk, '--play', str(here / 'test.play'), '--state', str(here / 'full')], 'full')

    refused = expect('a database that is not there', 3,
                     [tally, 'report', '--out', str(here / 'page.html'), '--db', 'postgresql://127.0.0.1:1/balai'])
    if len(refused.splitlines()) != 1:
        faults.append(f'a database that is not there: more than one line: {refused}')

    for name in ('author', 'reviewer'):
        expect('keys', 0, [pack, 'keygen', str(here / name), '--no-password'])
    trust = [pack, 'trust', 'new', '--author', str(here / 'author.pub'), '--reviewer', str(here / 'reviewer.pub')]
    first = here / 'trust.txt'
    expect('trust without a site', 2, [*trust, '--out', str(first)], '--site')
    expect('trust', 0, [*trust, '--out', str(first), '--site', 'balai-coba'], 'version 1')
    expect('the next trust', 0, [*trust, '--out', str(here / 'next'), '--after', str(first)], 'version 2')
    expect('the next trust of another site', 2,
           [*trust, '--out', str(here / 'next'), '--after', str(first), '--site', 'lain'], 'balai-coba')

    order = ['--site', 'balai-coba', '--seq', '1', '--issued', '2026-11-25']
    expect('a pack of silent content', 0, [pack, 'build', content, str(here / 'pack'), *order], 'kalimat tanpa suara: ')
    expect('the same in English', 0, [pack, 'build', content, str(here / 'pack-en'), *order, '--lang', 'en'], ' jv')
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
