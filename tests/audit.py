#!/usr/bin/env python3
"""The automatic rows of the goal table, measured on every page, language and mode and on the reference screens A to D,
lying and upright. Prints each row with its worst case and keeps the picture of it. `--short` measures only the layout
of the smallest and the longest pages: that is the form in the tests."""
import argparse
import concurrent.futures
import itertools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

options = argparse.ArgumentParser()
options.add_argument('kiosk')
options.add_argument('out', type=pathlib.Path)
options.add_argument('--short', action='store_true')
wish = options.parse_args()

sizes = {'A': (1280, 800, 149), 'B': (1366, 768, 100), 'C': (1920, 1080, 141), 'D': (1920, 1080, 102)}
upright = {name + ' upright': (height, width, ppi) for name, (width, height, ppi) in sizes.items()}
screens = {**sizes, **upright}
if wish.short:
    screens = {name: screens[name] for name in ('A', 'A upright', 'D upright')}  # the smallest and the longest pages
modes = ['normal', 'big', 'low'] if wish.short else ['normal', 'big', 'contrast', 'low', 'calm', 'big+contrast', 'together']
languages = ['id', 'jv', 'en']
targets = {'tile', 'answer', 'button', 'bar', 'face', 'key'}
staff = {'pin', 'staff', 'update'}  # keys of a telephone, in a place of their own: design 2 P
banned = re.compile(r'\b(persyaratan|permohonan|biometrik|unggah|unduh|verifikasi|ponsel|kios)\b', re.I)


def tour(folder, size, language, mode, pictures):
    width, height, ppi = size
    subprocess.run([wish.kiosk, '--tour', str(folder), '--language', language, '--mode', mode, '--date', '2026-11-23',
                    '--display', f'{width}x{height}', '--ppi', str(ppi)] + ([] if pictures else ['--layout-only']),
                   check=True, stdout=subprocess.DEVNULL)
    return [json.loads(line) for line in (folder / 'tour.jsonl').read_text().splitlines()]


class Row:
    """`sign` 1: at least the goal; -1: at most. What counts is the distance to it."""
    def __init__(self, name, goal, sign):
        self.name, self.goal, self.sign, self.worst, self.where, self.count = name, goal, sign, None, None, 0

    def see(self, value, where):
        self.count += 1
        margin = self.sign * (value - self.goal)
        if self.worst is None or margin < self.worst[0]:
            self.worst, self.where = (margin, value), where

    @property
    def passed(self):
        return self.worst is None or self.worst[0] >= -1e-6


rows = {key: Row(*rest) for key, *rest in [
    ('side', '1 every target, smaller side, mm', 19.8, 1), ('wide', '2 tiles, answers, buttons: width, mm', 44.8, 1),
    ('bar', '2 bar slots: width, mm', 37.8, 1), ('gap', '3 gap between targets, mm', 3.8, 1),
    ('air', '3 words to the sides of their target, mm', 2.8, 1), ('bar air', '3 the same in the bar, mm', 0.9, 1),
    ('big', '4 large type: smaller side of a target, mm', 24.8, 1), ('outside', '5 parts beyond the glass, px', 1, -1),
    ('body', '6 running text: capital, mm', 4.7, 1), ('small', '7 smallest words: capital, mm', 4.15, 1),
    ('bigbody', '8 large type, running text: capital, mm', 6.9, 1), ('overflow', '8 words that do not fit', 0, -1),
    ('contrast', '9 words against ground', 7, 1), ('bodycontrast', '9 running text against ground', 10, 1),
    ('high', '9 high contrast', 12, 1), ('edge', '10 edges of targets against what is around them', 4.5, 1),
    ('grey', '11 states told by colour alone', 0, -1), ('words', '12 words of a step', 25, -1),
    ('heading', '12 words of a heading', 6, -1), ('sentence', '13 words of a sentence', 12, -1),
    ('banned', '16 words of offices', 0, -1), ('tiles', '17 tiles on a page', 8, -1),
    ('answers', '17 answers on a page', 4, -1), ('drawn', '20 drawing of a tile, an answer, a face: side, mm', 9.8, 1),
    ('silent', '20 targets without a voice in Indonesian and English', 0, -1), ('typed', '28 text fields', 0, -1),
    ('module', '29 module of a link code, mm', 1.5, 1), ('code', '29 width of a link code, mm', 60, 1),
    ('list', '30 module of a list code, mm', 1.0, 1), ('bytes', '30 bytes of a list code', 331, -1),
    ('reach', '34 low reach: highest target, share of the height', 0.45, 1),
    ('beside', '5 words of a heading to the note beside them, mm', 2, 1),
    ('under', '3 words of a heading to the target below them, mm', 2.2, 1),
    ('still', '36 invitation: how far it moves between two pictures, px', 6, 1),
    ('lost', '34 choices of a page that another glass or mode does not reach', 0, -1),
    ('faces', '37 faces differ in size, px', 1, -1), ('verdict', '38 "aman" or "safe"', 0, -1),
    ('notice', '39 pages without the approval mark', 0, -1)]}


def measure(page, where, has_voice):
    mm, big = 25.4 / page['ppi'], 'big' in page['mode']
    touchable = [e for e in page['elements'] if e['role'] in targets]
    of_residents = page['screen'] not in staff
    for e in page['elements']:
        x, y, w, h = e['rect']
        rows['overflow'].see(int(e['overflow']), where(e))
        rows['outside'].see(max(-x, -y, x + w - page['width'], y + h - page['height'], 0), where(e))
        if re.search('kerja|cek-|jalur-|tanda-', page['subject']):  # a safe place to run to is no verdict
            rows['verdict'].see(len(re.findall(r'\baman\b|\bsafe\b', e['text'], re.I)), where(e))
        rows['typed'].see(int(e['role'] in ('field', 'keyboard')), where(e))
        if page['language'] == 'id' and of_residents:
            rows['banned'].see(len(banned.findall(e['text'])), where(e))
        if e['role'] in targets:
            rows['side'].see(min(w, h) * mm, where(e))
            if e['role'] == 'bar':
                rows['bar'].see(w * mm, where(e))
            elif of_residents:
                rows['wide'].see(w * mm, where(e))
            if of_residents and e['text']:
                left, _, width, _ = e['words']
                rows['bar air' if e['role'] == 'bar' else 'air'].see(min(left - x, x + w - left - width) * mm, where(e))
            if big and of_residents:
                rows['big'].see(min(w, h) * mm, where(e))
            if 'low' in page['mode'] and of_residents:
                rows['reach'].see(y / page['height'], where(e))
            if 'edge' in e:
                rows['edge'].see(e['edge'], where(e))
            if e.get('chosen'):
                rows['grey'].see(int(e.get('drawing') != 'tick'), where(e))
            if e['role'] in ('tile', 'answer', 'face'):
                rows['drawn'].see(e['drawn'] * mm if e['drawing'] else 0, where(e))
            if has_voice and page['language'] != 'jv' and of_residents:
                rows['silent'].see(int(not e['speech']), where(e))
        if e['cap_mm']:
            if e['role'] != 'date':
                rows['small'].see(e['cap_mm'], where(e))
            if e['id'] == 'body' and (of_residents or not big):  # staff's pages keep the normal type
                rows['bigbody' if big else 'body'].see(e['cap_mm'], where(e))
            if 'contrast' in e and e['text']:
                key = 'high' if 'contrast' in page['mode'] else 'bodycontrast' if e['id'] == 'body' else 'contrast'
                rows[key].see(e['contrast'], where(e))
        if e['role'] == 'qr':
            of_list = e['id'] in ('qr.list', 'qr.status', 'qr.test')  # texts, not links: larger codes
            rows['list' if of_list else 'module'].see(e['module_px'] * mm, where(e))
            if of_list:
                rows['bytes'].see(len(e['payload'].encode()), where(e))
            else:
                rows['code'].see(w * mm, where(e))
        if e['role'] == 'heading' and page['screen'] == 'step':
            rows['heading'].see(len(e['text'].split()), where(e))
    for heading in (e for e in page['elements'] if e['id'] == 'heading'):
        left, top, width, height = heading['words']
        for e in page['elements']:
            x, y, w, h = e['rect']
            if e['id'] == 'note' and y < top + height and top < y + h:
                rows['beside'].see((x - left - width) * mm, where(e))
            if e['role'] in targets and y > top and x < left + width and left < x + w:
                rows['under'].see((y - top - height) * mm, where(e))
    for i, a in enumerate(touchable):
        for b in touchable[:i]:
            (ax, ay, aw, ah), (bx, by, bw, bh) = a['rect'], b['rect']
            rows['gap'].see(max(ax - bx - bw, bx - ax - aw, ay - by - bh, by - ay - ah) * mm, where(a))
    rows['tiles'].see(sum(e['role'] == 'tile' for e in touchable), where())
    rows['answers'].see(sum(e['role'] == 'answer' for e in touchable), where())
    faces = [e['rect'] for e in touchable if e['role'] == 'face']
    if faces:
        rows['faces'].see(max(f[2] for f in faces) - min(f[2] for f in faces), where())
    if page['screen'] not in staff | {'emergency'}:
        rows['notice'].see(int(not any(e['id'] == 'header.notice' and e['text'] for e in page['elements'])), where())


def measure_walk(pages, where_on):
    """What can be said only of several pages: a step in its parts, the invitation's four pictures."""
    steps, scenes = {}, []
    for page in pages:
        if page['screen'] == 'step':
            for e in page['elements']:
                if e['id'] in ('body', 'caution'):
                    steps.setdefault(page['subject'].split('+')[0], (page, {}))[1][e['id'] + e['text']] = e['text']
        if page['screen'] == 'attract':
            scenes.append((page, next(e['rect'] for e in page['elements'] if e['id'] == 'language.id')))
    for page, texts in steps.values():
        rows['words'].see(sum(len(text.split()) for text in texts.values()), where_on(page)())
        for text in texts.values():
            for sentence in re.split(r'[.?!]\s', text):
                rows['sentence'].see(len(sentence.split()), where_on(page)())
    for (page, a), (_, b) in zip(scenes, scenes[1:]):
        rows['still'].see(max(abs(a[0] - b[0]), abs(a[1] - b[1])), where_on(page)())


def choices(pages):
    """What residents can choose, by page with all its parts."""
    found = {}
    for page in pages:
        later_invitation = page['screen'] == 'attract' and page['subject']  # a calm screen stays at the first
        if page['screen'] not in staff and not later_invitation:
            ids = found.setdefault((page['screen'], page['subject'].split('+')[0]), (page, set()))[1]
            ids.update(e['id'] for e in page['elements'] if e['role'] in ('tile', 'answer', 'button', 'face'))
    return found


def measure_choices(usual, here, where_on):
    for key, (page, ids) in usual.items():
        there = here.get(key)
        lost = sorted(ids - there[1]) if there else ['the whole page']
        rows['lost'].see(len(lost), (where_on((there or (page, None))[0])())[:2] + (' '.join(lost),))


shutil.rmtree(wish.out, ignore_errors=True)


def walk(key):
    screen, language, mode = key
    # Pixels on the 10" screen, both ways up; calm looks as normal does.
    pictures = not wish.short and screen.startswith('A') and mode != 'calm'
    folder = wish.out / screen.replace(' ', '-') / language / mode
    return folder, pictures, tour(folder, screens[screen], language, mode, pictures)


keys = list(itertools.product(screens, languages, modes))
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as walkers:
    walks = dict(zip(keys, walkers.map(walk, keys)))
has_voice = any(e['speech'] for _, _, pages in walks.values() for page in pages for e in page['elements'])
for key, (folder, pictures, pages) in walks.items():
    def where_on(page, key=key):
        return lambda element=None: (key, page['picture'], element['id'] if element else '')
    for page in pages:
        measure(page, where_on(page), has_voice)
    measure_walk(pages, where_on)
    if key[2] != 'together':  # its pages are others
        measure_choices(choices(walks['A', key[1], 'normal'][2]), choices(pages), where_on)

failed = 0
for row in rows.values():
    failed += not row.passed
    if not row.worst:
        print(f'pass  {row.name}: nothing to measure')
        continue
    (screen, language, mode), picture, element = row.where
    print(f"{'pass' if row.passed else 'FAIL'}  {row.name}: worst {row.worst[1]:.2f} (goal {row.goal}), {row.count} measured; "
          f'{screen} {picture} {element}')
    if wish.short:
        continue
    folder, drawn, _ = walks[screen, language, mode]
    if not drawn:
        tour(folder, screens[screen], language, mode, True)
        walks[screen, language, mode] = (folder, True, None)
    worst = wish.out / 'worst'
    worst.mkdir(exist_ok=True)
    shutil.copy(folder / picture, worst / (re.sub(r'[^A-Za-z0-9]+', '-', row.name).strip('-') + '.png'))
if not wish.short:
    print(f'The picture of each worst case: {wish.out}/worst')
print(f'{len(rows) - failed} passed, {failed} failed')
sys.exit(1 if failed else 0)
