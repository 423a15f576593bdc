#!/usr/bin/env python3
"""balai-kiosk-setup from outside: a file of answers, a conversation, and what is never changed by accident."""
import json
import pathlib
import stat
import subprocess
import sys
import tempfile

setup = pathlib.Path(sys.argv[1]) / 'balai-kiosk-setup'
tally = pathlib.Path(sys.argv[1]) / 'balai-tally'
kiosk = pathlib.Path(sys.argv[1]) / 'balai-kiosk'
faults = []


def holds(sentence, true):
    if not true:
        faults.append(sentence)


with tempfile.TemporaryDirectory() as folder:
    here = pathlib.Path(folder)
    state, stick = here / 'state', here / 'stick'
    stick.mkdir()
    answers = here / 'answers.toml'

    def run(text=None, talk='', *more):
        if text is not None:
            answers.write_text(text)
        source = ['--from', answers] if text is not None else []
        return subprocess.run([setup, '--state', state, '--keep-clock', *source, *more], input=talk, capture_output=True,
                              text=True, timeout=60)

    def first_page():
        subprocess.run([kiosk, '--state', state, '--tour', here / 'tour', '--layout-only'], capture_output=True,
                       check=True, timeout=60)
        with open(here / 'tour/tour.jsonl') as pages:
            return json.loads(pages.readline())

    wrong = run('kiosk = "balai-sukorejo"\nvolume = 200\n')
    holds('a wrong answer ends with 1 and its line', wrong.returncode == 1 and ':2:' in wrong.stderr)
    holds('and nothing was written', not state.exists())
    holds('a terminal without a name is not set up', run('volume = 20\n').returncode == 1 and not state.exists())
    bad_trust = here / 'bad-trust'
    bad_trust.write_text('nonsense\n')
    holds('a trust file that is none is refused',
          run('kiosk = "a"\n', '', '--trust', bad_trust).returncode == 1 and not (state / 'settings.toml').exists())

    first = run('kiosk = "balai-sukorejo"\nofficer = "Pak Karyo"\nscreen = "2.5 KTP"\n', '', '--take', stick)
    holds(f'a file of answers sets it up: {first.stderr}', first.returncode == 0)
    holds('a PIN is drawn and shown once', 'PIN petugas: ' in first.stdout)
    settings = (state / 'settings.toml').read_text()
    holds('settings are written', 'balai-sukorejo' in settings and 'Pak Karyo' in settings and '149' not in settings)
    key = (state / 'kiosk.key').read_bytes()
    holds('nobody else reads the key', stat.S_IMODE((state / 'kiosk.key').stat().st_mode) == 0o600)
    public = stick / 'balai-sukorejo.pub'
    enrolled = subprocess.run([tally, 'kiosk', 'add', '--key', public, '--db', f'sqlite:{here}/office.db'],
                              capture_output=True, text=True)
    holds(f'the office enrols its public half: {enrolled.stderr}', enrolled.returncode == 0)

    other = here / 'other'
    full = subprocess.run([setup, '--state', other, '--from', answers, '--keep-clock', '--take', bad_trust],
                          capture_output=True, text=True, timeout=60)
    holds(f'a stick that takes no key is told last: {full.stderr}', full.returncode == 1 and 'bad-trust' in full.stderr)
    holds('and the terminal is set up all the same', 'PIN petugas: ' in full.stdout and 'Selesai' in full.stdout and
          all((other / name).exists() for name in ('settings.toml', 'pin', 'kiosk.key')))

    pin = (state / 'pin').read_bytes()
    again = run('kiosk = "balai-sukorejo"\nvolume = 20\n')
    holds('a second time keeps key and PIN', again.returncode == 0 and 'PIN' not in again.stdout
          and (state / 'kiosk.key').read_bytes() == key and (state / 'pin').read_bytes() == pin)

    talked = run(None, '\n\nBu Sri\n09:00\n09:00-14:00\n-\n-\nhuge\n217 mm\n90\n0\n\n123456\n407213\n')
    holds(f'a conversation sets it up: {talked.stdout} {talked.stderr}', talked.returncode == 0)
    settings = (state / 'settings.toml').read_text()
    holds('what was answered is written', all(part in settings for part in
          ('balai-sukorejo', 'Bu Sri', '09:00-14:00', 'rotation = 90', 'sound = false')))
    glass = first_page()
    holds('the terminal stands as it was set up', glass['width'] == 800 and glass['height'] == 1280 and
          f'ppi = {glass["ppi"]:g}' in settings and glass['ppi'] != 149)
    holds('the PIN that was given counts', (state / 'pin').read_bytes() != pin)
    holds('wrong answers are asked again', talked.stdout.count('Coba lagi') == 3)

    before = {file: file.read_bytes() for file in state.iterdir()}
    cut = run(None, 'other-name\nwonosobo\n')
    holds('half a conversation changes nothing', cut.returncode == 2 and
          {file: file.read_bytes() for file in state.iterdir()} == before)
    (state / 'settings.toml').write_text('rotation = 45\n')
    holds('settings that are not right are not believed', first_page()['width'] == 1280)
    (state / 'kiosk.key').write_text('broken\n')
    holds('a key that cannot be read is never replaced', run('kiosk = "a"\n').returncode == 1
          and (state / 'kiosk.key').read_text() == 'broken\n')
    english = run(None, '', '--lang', 'en')
    holds('it asks in English when told so', 'Name of the terminal' in english.stdout)
for fault in faults:
    print('FAILED', fault)
sys.exit(1 if faults else 0)
