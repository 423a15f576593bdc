#!/usr/bin/env python3
"""The automatic rows of the goal table, measured on the pictures and the layout of every page; prints each row's worst case."""
import json
import pathlib
import re
import struct
import subprocess
import sys
import zlib

kiosk, out = sys.argv[1], pathlib.Path(sys.argv[2])
screens = {'A': (1280, 800, 149), 'B': (1366, 768, 100), 'C': (1920, 1080, 141), 'D': (1920, 1080, 102)}
targets = {'tile', 'answer', 'button', 'bar', 'face'}


def read_png(path):
    """Rows of (r, g, b) bytes; our own pictures only: 8 bit, RGB, not interlaced."""
    data = path.read_bytes()
    width, height = struct.unpack('>II', data[16:24])
    at, packed = 8, b''
    while at < len(data):
        size, kind = struct.unpack('>I4s', data[at:at + 8])
        if kind == b'IDAT':
            packed += data[at + 8:at + 8 + size]
        at += 12 + size
    raw, stride, rows, above = zlib.decompress(packed), width * 3, [], bytearray(width * 3)
    for y in range(height):
        kind, row = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        if kind == 1:
            for i in range(3, stride):
                row[i] = (row[i] + row[i - 3]) & 255
        elif kind == 2:
            row = bytearray((a + b) & 255 for a, b in zip(row, above))
        elif kind == 3:
            for i in range(stride):
                row[i] = (row[i] + ((row[i - 3] if i > 2 else 0) + above[i]) // 2) & 255
        elif kind == 4:
            for i in range(stride):
                a, b, c = (row[i - 3] if i > 2 else 0), above[i], (above[i - 3] if i > 2 else 0)
                p = a + b - c
                pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
                row[i] = (row[i] + (a if pa <= pb and pa <= pc else b if pb <= pc else c)) & 255
        rows.append(row)
        above = row
    return rows


def luminance(r, g, b):
    def linear(v):
        v /= 255
        return v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)


def contrast_of(rows, rect):
    """Between the lightest and the darkest colour that fill a fair part of the box: the ground and the strokes."""
    x, y, w, h = rect
    counts = {}
    for row in rows[max(0, y):y + h]:
        for i in range(max(0, x) * 3, (x + w) * 3, 3):
            colour = bytes(row[i:i + 3])
            if len(colour) == 3:
                counts[colour] = counts.get(colour, 0) + 1
    enough = [luminance(*c) for c, n in counts.items() if n >= max(8, w * h // 2000)]
    return (max(enough) + 0.05) / (min(enough) + 0.05) if enough else 0


class Row:
    def __init__(self, name, goal, sign):
        self.name, self.goal, self.sign, self.worst, self.where, self.count = name, goal, sign, None, '', 0

    def see(self, value, where, goal=None):
        """`goal` may differ by case; what counts is the distance to it."""
        self.count += 1
        margin = self.sign * (value - (self.goal if goal is None else goal))
        if self.worst is None or margin < self.worst[0]:
            self.worst, self.where = (margin, value), where

    @property
    def passed(self):
        return self.worst is None or self.worst[0] >= -1e-6


rows = {key: Row(*rest) for key, *rest in [
    ('side', '1 every target, smaller side, mm', 19.8, 1), ('wide', '2 tiles, answers, buttons: width, mm', 44.8, 1),
    ('bar', '2 bar slots: width, mm', 37.8, 1), ('gap', '3 gap between targets, mm', 3.8, 1),
    ('big', '4 large type: smaller side of a target, mm', 24.8, 1), ('body', '6 running text: capital, mm', 4.7, 1),
    ('small', '7 smallest words: capital, mm', 4.15, 1), ('bigbody', '8 large type, running text: capital, mm', 6.9, 1),
    ('overflow', '8 words that do not fit', 0, -1), ('contrast', '9 words against ground', 7, 1),
    ('bodycontrast', '9 running text against ground', 10, 1), ('high', '9 high contrast', 12, 1),
    ('words', '12 words of a step', 25, -1), ('heading', '12 words of a heading', 6, -1),
    ('sentence', '13 words of a sentence', 12, -1), ('tiles', '17 tiles on a page', 8, -1),
    ('answers', '17 answers on a page', 4, -1), ('verdict', '38 "aman" or "safe"', 0, -1), ('typed', '28 text fields', 0, -1),
    ('module', '29 module of a link code, mm', 1.5, 1), ('code', '29 width of a link code, mm', 60, 1),
    ('faces', '37 faces differ in size, px', 1, -1)]}

for screen, (width, height, ppi) in screens.items():
    folder = out / screen
    subprocess.run([kiosk, '--tour', str(folder), '--tour-all', '--date', '2026-11-23', '--display', f'{width}x{height}',
                    '--ppi', str(ppi)] + ([] if screen in 'AC' else ['--layout-only']), check=True, stdout=subprocess.DEVNULL)
    steps = {}
    for line in (folder / 'tour.jsonl').read_text().splitlines():
        page = json.loads(line)
        mm, where, big = 25.4 / page['ppi'], f"{screen} {page['picture']}", 'big' in page['mode']
        pixels = read_png(folder / page['picture']) if screen == 'A' else None
        touchable = [e for e in page['elements'] if e['role'] in targets]
        for e in page['elements']:
            x, y, w, h = e['rect']
            at = f"{where} {e['id']}"
            rows['overflow'].see(int(e['overflow']), at)
            rows['verdict'].see(len(re.findall(r'\baman\b|\bsafe\b', e['text'], re.I)), at)
            rows['typed'].see(int(e['role'] in ('field', 'keyboard')), at)
            if e['role'] in targets:
                rows['side'].see(min(w, h) * mm, at)
                if e['role'] == 'bar':
                    rows['bar'].see(w * mm, at)
                else:
                    rows['wide'].see(w * mm, at)
                if big:
                    rows['big'].see(min(w, h) * mm, at)
            if e['cap_mm']:
                if e['role'] != 'date':
                    rows['small'].see(e['cap_mm'], at)
                if e['id'] == 'body':
                    rows['bigbody' if big else 'body'].see(e['cap_mm'], at)
                if pixels and e['text']:
                    ratio = contrast_of(pixels, e['rect'])
                    rows['high' if 'contrast' in page['mode'] else 'bodycontrast' if e['id'] == 'body' else 'contrast'].see(ratio, at)
            if e['role'] == 'qr':
                rows['module'].see(e['module_px'] * mm, at)
                rows['code'].see(w * mm, at)
            if e['role'] == 'heading' and page['screen'] == 'step':
                rows['heading'].see(len(e['text'].split()), at)
            if page['screen'] == 'step' and e['id'] in ('body', 'caution'):
                key = (screen, page['mode'], page['language'], page['subject'].split('+')[0])
                steps.setdefault(key, {})[e['id'] + e['text']] = e['text']
                for sentence in re.split(r'[.?!]\s', e['text']):
                    rows['sentence'].see(len(sentence.split()), at)
        for i, a in enumerate(touchable):
            for b in touchable[:i]:
                (ax, ay, aw, ah), (bx, by, bw, bh) = a['rect'], b['rect']
                rows['gap'].see(max(ax - bx - bw, bx - ax - aw, ay - by - bh, by - ay - ah) * mm, f"{where} {a['id']} {b['id']}")
        rows['tiles'].see(sum(e['role'] == 'tile' for e in touchable), where)
        rows['answers'].see(sum(e['role'] == 'answer' for e in touchable), where)
        faces = [e['rect'] for e in touchable if e['role'] == 'face']
        if faces:
            rows['faces'].see(max(f[2] for f in faces) - min(f[2] for f in faces), where)
    for key, texts in steps.items():
        rows['words'].see(sum(len(text.split()) for text in texts.values()), ' '.join(key))

failed = 0
for row in rows.values():
    failed += not row.passed
    print(f"{'pass' if row.passed else 'FAIL'}  {row.name}: worst {row.worst[1]:.2f} (goal {row.goal}), {row.count} measured; {row.where}"
          if row.worst else f'pass  {row.name}: nothing to measure')
print(f'{len(rows) - failed} passed, {failed} failed')
sys.exit(1 if failed else 0)
