#!/usr/bin/env python3
"""Every word of every page has a clip that speaks it, in the languages that have a voice."""
import json
import pathlib
import subprocess
import sys
import tempfile

kiosk = sys.argv[1]
unspoken = {'picture', 'qr', 'countdown', 'glass'}  # a voice does not describe what it cannot show
unread = {'header.name', 'officer'}  # where one is; a name that nobody recorded
silent, heard = {}, 0
for language in ('id', 'en'):
    for mode in ('normal', 'big'):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([kiosk, '--tour', folder, '--layout-only', '--language', language, '--mode', mode],
                           check=True, stdout=subprocess.DEVNULL)
            for line in (pathlib.Path(folder) / 'tour.jsonl').read_text().splitlines():
                page = json.loads(line)
                if page['screen'] in ('pin', 'staff'):
                    continue  # behind the door only officers read
                for element in page['elements']:
                    if element['role'] in unspoken or element['id'] in unread or not element['text']:
                        continue
                    heard += 1
                    if element['speech'] is None:
                        silent.setdefault((language, element['text']), page['picture'])
for (language, text), picture in sorted(silent.items()):
    print(f'{language}: "{text}" is silent, first on {picture}')
print(f'{heard} pieces of words, {len(silent)} silent')
sys.exit(1 if silent else 0)
