"""What a stick costs the terminal: 200 MB of content, the same stick again, and a stick with one changed sentence."""
import os
import pathlib
import shutil
import subprocess

import make_taps

release = pathlib.Path(__file__).resolve().parent.parent.parent / 'build/release'
site = 'balai-bench'


class Terminal:
    """A kiosk on a simulated clock that is fed line by line, so that the kernel can be asked what it cost in between."""

    def __init__(self, stage, trust):
        state = stage.fresh()
        state.mkdir()
        shutil.copy(trust, state / 'trust')
        script, events = state.with_suffix('.script'), state.with_suffix('.played')
        for pipe in (script, events):
            os.mkfifo(pipe)
        # The kiosk opens the pipe twice: once to see whether it can.
        held = os.open(events, os.O_RDWR)
        self.process = subprocess.Popen([stage.kiosk, '--state', state, *stage.glass, '--play', script, '--events', events],
                                        stdout=subprocess.DEVNULL)
        self.script = open(script, 'w')
        self.say(f'start --date {make_taps.date}')
        self.events = open(events)
        self.until('screen attract')
        os.close(held)
        # The only child of the reader of the script.
        self.proc = pathlib.Path('/proc', pathlib.Path(
            f'/proc/{self.process.pid}/task/{self.process.pid}/children').read_text().split()[0])

    def say(self, line):
        self.script.write(line + '\n')
        self.script.flush()

    def until(self, said):
        for line in self.events:
            if line.startswith('stick refused') and said != 'stick refused':
                raise SystemExit(f'the bench\'s own stick: {line}')
            if line.startswith(said):
                return
        raise SystemExit('the kiosk ended before its script')

    def take(self, stick, ends):
        self.say(f'stick insert {stick}')
        self.until(ends)
        self.say('stick remove')
        self.until('screen attract')

    def of_kernel(self, file, name):
        return next(int(line.split()[1]) for line in (self.proc / file).read_text().splitlines() if line.startswith(name))

    def peak_mb(self):
        return self.of_kernel('status', 'VmHWM') / 1024

    def moved(self):
        """Bytes asked of the kernel so far: read, written."""
        return self.of_kernel('io', 'rchar'), self.of_kernel('io', 'wchar')

    def close(self):
        self.script.close()
        self.events.read()
        self.process.wait()


class Office:
    def __init__(self, stage):
        self.folder, self.program = stage.folder / 'office-keys', stage.kiosk.parent / 'balai-pack'
        shutil.copy2(release / 'bin/balai-pack', self.program)
        shutil.copy2(release / 'bin/balai-decode', stage.kiosk.parent)
        self.folder.mkdir()
        for role in ('author', 'reviewer'):
            self.tool('keygen', self.folder / role, '--no-password')
        self.trust = self.folder / 'trust'
        self.tool('trust', 'new', '--site', site, '--author', self.folder / 'author.pub', '--reviewer',
                  self.folder / 'reviewer.pub', '--out', self.trust)

    def tool(self, *words):
        subprocess.run([self.program, *map(str, words)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stick(self, source, number):
        stick = self.folder / f'stick-{source.name}-{number}'
        pack = stick / 'BALAI' / site
        pack.parent.mkdir(parents=True)
        self.tool('build', source, pack, '--site', site, '--seq', number, '--issued', '2026-11-20')
        for role in ('author', 'reviewer'):
            self.tool('sign', pack, '--key', self.folder / f'{role}.key', '--role', role)
        return stick


def blobs(stick):
    return {file.name: file.stat().st_size for file in (stick / 'BALAI' / site / 'b').rglob('*') if file.is_file()}


def paper_of(stick):
    """Bytes of the manifest and its signatures."""
    return sum(file.stat().st_size for file in (stick / 'BALAI' / site).iterdir() if file.is_file())


def content_with_long_voices(stage, megabytes):
    """The clips there are, each spoken again and again."""
    folder = stage.folder / 'content-long'
    shutil.copytree(stage.content, folder)
    clips = list((folder / 'voices/id').glob('*.opus'))
    for clip in clips:
        spoken = clip.read_bytes()
        clip.write_bytes(spoken * (megabytes * 1_000_000 // len(clips) // len(spoken) + 1))
    return folder


def measure(figures, stage):
    office = Office(stage)
    large = content_with_long_voices(stage, 200)
    first, few = office.stick(large, 1), office.stick(stage.content, 1)
    words = large / 'words/id.toml'
    words.write_text(words.read_text().replace('"Kembali"', '"Balik"', 1))
    changed = office.stick(large, 2)
    before, now = blobs(first), blobs(changed)
    new = {name: size for name, size in now.items() if name not in before}
    if len(new) != 1:
        raise SystemExit(f'one changed sentence made {len(new)} new files')

    of_few = Terminal(stage, office.trust)
    of_few.take(few, 'edition 1')
    usual, size_of_few = of_few.peak_mb(), sum(blobs(few).values()) / 1e6
    of_few.close()

    terminal = Terminal(stage, office.trust)
    terminal.take(first, 'edition 1')
    size = sum(blobs(first).values()) / 1e6
    grown = terminal.peak_mb() - usual
    figures.add(f'memory of taking {size:.0f} MB from a stick', grown, 'MB', f'{size_of_few:.0f} MB', met=grown <= 2,
                gate='at most 2 MB more')

    # A stick with nothing on it that could be read costs what is drawn.
    empty = office.folder / 'stick-empty'
    (empty / 'BALAI' / site).mkdir(parents=True)
    (empty / 'BALAI' / site / 'manifest.txt').write_text('\n')
    reading = []
    for stick, ends in [(empty, 'stick refused'), (first, 'stick same')] * 2:
        read, _ = terminal.moved()
        terminal.take(stick, ends)
        reading.append(terminal.moved()[0] - read)
    ratio = (reading[3] - reading[2]) / paper_of(first)  # the letters of both pages had been made
    figures.add('reading of the same stick again', ratio * paper_of(first) / 1e3, 'kB', 'its manifest', ratio, ratio <= 1.5,
                'at most 1.5 x')

    terminal.say('wait 11m')
    _, written = terminal.moved()
    terminal.take(changed, 'edition 2')
    needed = sum(new.values()) + paper_of(changed)
    ratio = (terminal.moved()[1] - written) / needed
    figures.add('writing of one changed sentence', ratio * needed / 1e3, 'kB', 'what is new', ratio, ratio <= 1.5, 'at most 1.5 x')
    terminal.close()
