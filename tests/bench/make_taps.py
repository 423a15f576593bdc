#!/usr/bin/env python3
"""The closed walk of the speed test, read from the tour: where each tap goes and which page it leaves. KIOSK OUT writes taps.json."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

width, height, ppi = 1280, 800, 149
date = '2026-11-23'
guide = 'paspor-baru'


def tour(kiosk, folder):
    """Every page as the kiosk lays it out: (screen, subject) -> line of tour.jsonl."""
    subprocess.run([kiosk, '--tour', str(folder), '--layout-only', '--date', date, '--display', f'{width}x{height}',
                    '--ppi', str(ppi), '--state', str(folder / 'state')], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    lines = map(json.loads, (folder / 'tour.jsonl').read_text().splitlines())
    return {(line['screen'], line['subject']): line for line in lines}


def walk(pages):
    """A visit from the invitation back to the invitation: (page, element that is touched) in order."""
    steps = sorted((subject for screen, subject in pages if screen == 'step' and re.fullmatch(rf'{guide}/\d+', subject)),
                   key=lambda subject: int(subject.split('/')[1]))
    way = [('attract', '', 'language.id'), ('home', '', f'tile.{guide}'), ('guide', guide, 'button.begin')]
    way += [('step', step, 'bar.next') for step in steps]
    way += [('end', guide, 'button.done'), ('faces', guide, 'face.4'), ('thanks', '', 'button.done')]
    return [(pages[screen, subject], element(pages[screen, subject], wanted)) for screen, subject, wanted in way]


def element(page, wanted):
    found = [element for element in page['elements'] if element['id'] == wanted]
    if not found:
        raise SystemExit(f'{page["picture"]} has no {wanted}')
    return found[0]


def middle(target):
    x, y, w, h = target['rect']
    return x + w / 2, y + h / 2


def taps(way):
    """Shares of the screen, so that other harnesses can use them; the page is the one that the tap leaves."""
    result = []
    for page, target in way:
        x, y = middle(target)
        result.append({'x': round(x / width, 4), 'y': round(y / height, 4), 'name': target['id'], 'page': page['picture']})
    return {'taps': result}


def text(way):
    lines = ',\n'.join(json.dumps(tap) for tap in taps(way)['taps'])
    return '{"taps":[\n' + lines + '\n]}\n'


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as scratch:
        way = walk(tour(sys.argv[1], pathlib.Path(scratch)))
    pathlib.Path(sys.argv[2]).write_text(text(way))
