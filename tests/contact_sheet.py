#!/usr/bin/env python3
"""Draws the tour of every language and mode on a 10" and a 15" screen, and lays the pictures side by side."""
import collections
import json
import pathlib
import subprocess
import sys

kiosk, out = sys.argv[1], pathlib.Path(sys.argv[2])
screens = {'A': ['--display', '1280x800', '--ppi', '149'], 'C': ['--display', '1920x1080', '--ppi', '141']}
for name, options in screens.items():
    folder = out / name
    subprocess.run([kiosk, '--tour', str(folder), '--tour-all', '--date', '2026-11-23', *options], check=True)
    rows = collections.OrderedDict()
    for line in (folder / 'tour.jsonl').read_text().splitlines():
        page = json.loads(line)
        rows.setdefault((page['mode'], page['language']), []).append(page['picture'])
    for (mode, language), pictures in rows.items():
        sheet = out / f'contact-{name}-{language}-{mode}.png'
        subprocess.run(['montage', *[str(folder / picture) for picture in sorted(pictures)], '-tile', '5x', '-geometry',
                        '512x+8+8', '-background', '#888888', str(sheet)], check=True)
        print(sheet)
