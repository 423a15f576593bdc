#!/usr/bin/env python3
"""Speed and size of the kiosk beside a lower bound and a browser, in one run. README.md says what each figure is."""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading

import document
import make_taps
import many_guides
import office
import sticks
import voice

here = pathlib.Path(__file__).resolve().parent
project = here.parent.parent
release = project / 'build/release'
tools = project / 'build/bench'
glass = ['--display', f'{make_taps.width}x{make_taps.height}', '--ppi', str(make_taps.ppi), '--date', make_taps.date]
browser = ['chromium', '--kiosk', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
           '--disable-component-update', '--disable-sync', '--disable-features=Translate', '--window-position=0,0',
           f'--window-size={make_taps.width},{make_taps.height}']


def compile_tools():
    tools.mkdir(parents=True, exist_ok=True)
    for name, libraries in {'probe': ['-lX11', '-lXtst', '-lXdamage'], 'floor': ['-lSDL2']}.items():
        source, program = here / f'{name}.cpp', tools / name
        if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
            subprocess.run(['g++', '-std=c++20', '-O2', '-o', program, source, *libraries], check=True)


class Stage:
    """What the clients need for one run: the walk, the pictures, the document, a fresh state for every start."""

    def __init__(self, folder):
        self.folder, self.glass = folder, glass
        # A copy, so that a build meanwhile changes nothing.
        self.kiosk, self.content = folder / 'bin/balai-kiosk', folder / 'share/balai/content'
        (folder / 'bin').mkdir()
        shutil.copy2(release / 'bin/balai-kiosk', self.kiosk)
        shutil.copytree(release / 'share', folder / 'share', ignore=shutil.ignore_patterns('.*'))
        self.way = make_taps.walk(make_taps.tour(str(self.kiosk), folder))
        self.taps, self.targets, self.pictures = folder / 'taps', folder / 'targets', folder / 'pictures'
        self.page = folder / 'pages.html'
        self.taps.write_text(''.join('{:.0f} {:.0f} {}\n'.format(*make_taps.middle(target), target['id'])
                                     for _, target in self.way))
        self.targets.write_text(''.join('{} {} {} {}\n'.format(*target['rect']) for _, target in self.way))
        self.page.write_text(document.document(self.way, project / 'content/drawings', make_taps.ppi))
        self.starts = 0

    def fresh(self):
        self.starts += 1
        return self.folder / f'fresh-{self.starts}'

    def probe(self, command, *options):
        # A browser keeps things in the home folder; it must not meet the developer's own.
        home = self.folder / 'home'
        home.mkdir(exist_ok=True)
        ran = subprocess.run([tools / 'probe', *map(str, options), '--', *map(str, command)], stdout=subprocess.PIPE, text=True,
                             stdin=subprocess.DEVNULL, env={**os.environ, 'HOME': str(home)})
        if ran.returncode:
            raise SystemExit(f'{command[0]} could not be measured')
        return [json.loads(line) for line in ran.stdout.splitlines()]

    def balai(self, content=None, events=None):
        more = (['--content', content] if content else []) + (['--events', events] if events else [])
        return [self.kiosk, '--state', self.fresh(), *glass, *more]

    def client(self, name):
        if name == 'balai':
            return self.balai()
        if name == 'floor':
            return [tools / 'floor', self.pictures, self.targets]
        return [*browser, f'--user-data-dir={self.fresh()}', f'file://{self.page}']

    def take_pictures(self):
        """The kiosk walks once for the lower bound, and says itself which pages it showed."""
        events = self.folder / 'events'
        self.probe(self.balai(events=events), '--taps', self.taps, '--pictures', self.pictures, '--cpu-walks', 0)
        shown = [line[len('screen '):] for line in events.read_text().splitlines() if line.startswith('screen ')]
        wanted = [f'{page["screen"]} {page["subject"]}'.strip() for page, _ in self.way]
        if shown != wanted + wanted[:1]:
            raise SystemExit(f'the walk left its way: {shown}')


class Measured:
    """One client in one round."""

    def __init__(self, lines):
        by_figure = {line['figure']: line for line in lines}
        taps = [line for line in lines if line['figure'] == 'tap']
        self.starts = [by_figure['start']]
        self.memory, self.cpu, self.idle = (by_figure.get(name) for name in ('memory', 'cpu', 'idle'))
        self.page_ms = [tap['page_ms'] for tap in taps]
        self.first_ms = [tap['first_ms'] for tap in taps]
        self.dead_taps = sum(tap['share'] == 0 for tap in taps)
        self.back = by_figure['walk']['back'] and self.cpu['back']

    def tap_cpu(self):
        # What a client burns without taps belongs to idle.
        rest = self.idle['cpu_ms'] / self.idle['seconds'] if self.idle else 0
        return self.cpu['tap_ms'] - rest * self.cpu['seconds_a_tap']


def measure_rounds(stage, names, rounds, idle):
    results = []
    for number in range(rounds):
        results.append({})
        for name in names:
            print(f'round {number + 1} of {rounds}: {name}', file=sys.stderr)
            # A minute of stillness once is enough; the browser's own is only subtracted and may be shorter.
            seconds = (idle if name == 'balai' else min(idle, 15)) if number == 0 else 0
            lines = stage.probe(stage.client(name), '--taps', stage.taps, '--cpu-walks', 2, '--idle', seconds)
            results[-1][name] = Measured(lines)
            if number > 0:
                results[-1][name].idle = results[0][name].idle
        for _ in range(4):
            # One start a round would leave much to chance.
            for name in ('floor', 'balai'):
                results[-1][name].starts += stage.probe(stage.client(name))
    return results


def start_cpu(stage, content):
    return stage.probe(stage.balai(content=content))[0]['cpu_ms']


def content_with(stage, guides):
    folder = stage.folder / f'content-{guides}'
    shutil.copytree(stage.content, folder)
    text = (folder / f'guides/{make_taps.guide}.id.md').read_bytes()
    for number in range(guides):
        (folder / f'guides/made-{number:05}.id.md').write_bytes(text)
    return folder


def measure_growth_of_content(stage, few, many, times):
    pairs = [(start_cpu(stage, few), start_cpu(stage, many)) for _ in range(times)]
    return median(many for _, many in pairs), median(many / few for few, many in pairs)


def judge_guides(figures, stage, short):
    few, many = content_with(stage, 10), content_with(stage, 10000)
    cpu, ratio = measure_growth_of_content(stage, few, many, 3 if short else 7)
    figures.add('start with 10,000 guides, CPU', cpu, 'ms', '10 guides', ratio, ratio <= 1.2, 'at most 1.2 x 10 guides')
    of_few, of_many = many_guides.touch_cost(stage, few, many, 3 if short else 5)
    figures.add('a touch with 10,000 guides, CPU', of_many, 'ms', '10 guides', of_many / of_few, of_many <= 1.2 * of_few,
                'at most 1.2 x 10 guides')
    thousand = many_guides.thousand_guides(stage, project / 'content')
    pack = release / 'bin/balai-pack'
    for name, options, most in [('without the layout', ['--no-layout'], 10), ('with the layout', [], 120)]:
        seconds = many_guides.check_seconds(pack, thousand, *options)
        figures.add(f'check of 1,000 guides, {name}', seconds, 's CPU', met=seconds <= most, gate=f'at most {most} s')


class Play:
    """A kiosk on a simulated clock that is fed line by line, so that it can be looked at between two touches."""

    def __init__(self, stage):
        script, events = stage.folder / 'script', stage.folder / 'played'
        os.mkfifo(script)
        os.mkfifo(events)
        # The kiosk opens it twice, once to see whether it can: between the two it must not seem to be at its end.
        held = os.open(events, os.O_RDWR)
        self.process = subprocess.Popen([stage.kiosk, '--state', stage.fresh(), *glass, '--play', script, '--events', events],
                                        stdout=subprocess.DEVNULL)
        self.script = open(script, 'w')
        self.way = stage.way
        self.walks = self.seen = 0
        self.script.write(f'start --date {make_taps.date}\n')
        self.script.flush()
        self.events = open(events)
        self.wait_for(1)
        os.close(held)

    def wait_for(self, screens):
        while self.seen < screens:
            line = self.events.readline()
            if not line:
                raise SystemExit('the kiosk ended before its script')
            self.seen += line.startswith('screen ')

    def touch_until(self, touches):
        """Whole walks, at least that many touches."""
        walks = -(-touches // len(self.way)) - self.walks
        text = ''.join(f'touch {target["id"]}\n' for _, target in self.way) * walks
        self.walks += walks
        writer = threading.Thread(target=lambda: (self.script.write(text), self.script.flush()))
        writer.start()
        self.wait_for(1 + self.walks * len(self.way))
        writer.join()

    def typical_memory(self, touches):
        """Resident kB around that many touches; single looks differ by a hundredth with what the allocator happens to keep."""
        looks = []
        for walk in range(10):
            self.touch_until(touches + walk * len(self.way))
            looks.append(self.memory())
        return median(looks)

    def memory(self):
        child = pathlib.Path(f'/proc/{self.process.pid}/task/{self.process.pid}/children').read_text().split()[0]
        # The only child of the reader of the script. Not PSS: that moves when another program with our libraries comes or goes.
        lines = pathlib.Path(f'/proc/{child}/smaps_rollup').read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith('Rss:'))

    def close(self):
        self.script.close()
        self.events.read()
        if self.process.wait() != 0:
            raise SystemExit('the script failed')


def measure_flatness(stage):
    play = Play(stage)
    early = play.typical_memory(100)
    late = play.typical_memory(10000)
    play.close()
    return early, late


def median(values):
    return statistics.median(list(values))


class Figures:
    def __init__(self):
        self.rows = []

    def add(self, name, value, unit, against='', ratio=None, met=None, gate=''):
        self.rows.append({'name': name, 'value': value, 'unit': unit, 'against': against, 'ratio': ratio, 'met': met, 'gate': gate})

    def against(self, results, name, unit, figure, rival, most=None, says=''):
        """The median of the ratios of each round, with the kiosk's own median beside it."""
        value = median(x for one in results for x in figure(one['balai']))
        ratio = median(a / b for one in results for a, b in zip(figure(one['balai']), figure(one[rival])))
        self.add(name, value, unit, rival, ratio, None if most is None else ratio <= most, says)

    def print(self):
        head = f'{"figure":42} {"value":>10} {"unit":9} {"against":15} {"ratio":>8}  {"gate":24} verdict'
        print(head + '\n' + '-' * len(head))
        for row in self.rows:
            ratio = '' if row['ratio'] is None else f'{row["ratio"]:.3f}'
            verdict = {None: '', True: 'met', False: 'MISSED'}[row['met']]
            print(f'{row["name"]:42} {row["value"]:10.2f} {row["unit"]:9} {row["against"]:15} {ratio:>8}  {row["gate"]:24} {verdict}')

    def write(self, path):
        kept = [{key: row[key] for key in ('name', 'value', 'unit', 'against', 'ratio')} for row in self.rows]
        pathlib.Path(path).write_text(json.dumps(kept, indent=1) + '\n')

    def missed(self):
        return [row['name'] for row in self.rows if row['met'] is False]


def judge_rounds(figures, results, rivals):
    def start(one): return [start['cpu_ms'] for start in one.starts]
    def shown(one): return [start['page_ms'] for start in one.starts]
    def page(one): return one.page_ms
    def tap(one): return [one.tap_cpu()]
    def memory(one): return [one.memory['pss_kb'] / 1024]

    figures.against(results, 'start, CPU', 'ms', start, 'floor', 3, 'at most 3 x floor')
    figures.against(results, 'start, to the page', 'ms', shown, 'floor')
    figures.against(results, 'release to page', 'ms', page, 'floor', 2, 'at most 2 x floor')
    figures.against(results, 'CPU a tap', 'ms', tap, 'floor')
    if 'chromium' in rivals:
        figures.against(results, 'CPU a tap', 'ms', tap, 'chromium', 1 / 3, 'at most 1/3 of chromium')
        figures.against(results, 'start, CPU', 'ms', start, 'chromium')
        figures.against(results, 'release to page', 'ms', page, 'chromium')
        figures.against(results, 'press to first pixel', 'ms', lambda one: one.first_ms, 'chromium')
        figures.against(results, 'PSS', 'MB', memory, 'chromium')
    pss = median(memory(one['balai'])[0] for one in results)
    figures.add('PSS after the walks', pss, 'MB', met=pss <= 25, gate='at most 25 MB')
    idle = results[0]['balai'].idle
    figures.add(f'wake-ups in {idle["seconds"]:.0f} s on home', idle['wakeups'], 'times', met=idle['wakeups'] == 0, gate='none')
    figures.add(f'CPU in {idle["seconds"]:.0f} s on home', idle['cpu_ms'], 'ms')
    for name in ['balai', *rivals]:
        dead = sum(one[name].dead_taps for one in results)
        figures.add(f'taps that changed nothing, {name}', dead, 'taps', met=dead == 0, gate='none')
        lost = sum(not one[name].back for one in results)
        figures.add(f'walks that ended elsewhere, {name}', lost, 'rounds', met=lost == 0, gate='none')


def measure_terminal(figures, wish):
    rounds = wish.rounds or (1 if wish.short else 3)
    rivals = ['floor'] if wish.no_browser else ['floor', 'chromium']

    compile_tools()
    with tempfile.TemporaryDirectory(prefix='balai-bench-') as folder:
        stage = Stage(pathlib.Path(folder))
        if (here / 'taps.json').read_text() != make_taps.text(stage.way):
            print('taps.json is old: make_taps.py makes it anew', file=sys.stderr)
        stage.take_pictures()
        print('10, 1,000 and 10,000 guides', file=sys.stderr)
        judge_guides(figures, stage, wish.short)
        print('10,000 taps', file=sys.stderr)
        early, late = measure_flatness(stage)
        figures.add('resident after 10,000 taps, simulated clock', late / 1024, 'MB', '100 taps', late / early, late <= early * 1.02,
                    'at most 1.02 x 100 taps')
        print('the voice', file=sys.stderr)
        voice.measure(figures, stage, 3 if wish.short else 7)
        print('sticks', file=sys.stderr)
        sticks.measure(figures, stage)
        judge_rounds(figures, measure_rounds(stage, ['floor', 'balai', *rivals[1:]], rounds, 15 if wish.short else 60), rivals)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--json', metavar='FILE', help='keep the figures')
    parser.add_argument('--rounds', type=int)
    parser.add_argument('--short', action='store_true', help='one round, 15 seconds of idle, without the office')
    parser.add_argument('--no-browser', action='store_true')
    parser.add_argument('--office', action='store_true', help='only what a country\'s sticks cost the office')
    parser.add_argument('--kiosks', type=int, default=2000, help='so many terminals report to the office')
    wish = parser.parse_args()
    if wish.short and wish.office:
        parser.error('--short leaves the office out')

    figures = Figures()
    if not wish.office:
        measure_terminal(figures, wish)
    if not wish.short:
        office.measure(figures, release / 'bin/balai-tally', wish.kiosks)
    figures.print()
    if wish.json:
        figures.write(wish.json)
    if figures.missed():
        print('Missed: ' + '; '.join(figures.missed()))
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
