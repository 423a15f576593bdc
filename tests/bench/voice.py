"""How soon a touch on "Bacakan" is heard, and what 200 MB of voices cost in memory. A kiosk on a display of its own; what a
sound card would get comes through a pipe."""
import ctypes
import json
import os
import pathlib
import shutil
import statistics
import struct
import subprocess
import threading
import time

import make_taps

voices_kb = 200 * 1024


class Display:
    def __init__(self):
        read, write = os.pipe()
        self.server = subprocess.Popen(['Xvfb', '-displayfd', str(write), '-screen', '0', f'{make_taps.width}x{make_taps.height}x24',
                                        '-nolisten', 'tcp'], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as number:
            self.name = ':' + number.readline().strip()
        self.x11, self.xtst = ctypes.CDLL('libX11.so.6'), ctypes.CDLL('libXtst.so.6')
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.link = ctypes.c_void_p(self.x11.XOpenDisplay(self.name.encode()))

    def tap(self, x, y):
        """Returns when the finger was lifted."""
        self.xtst.XTestFakeMotionEvent(self.link, 0, int(x), int(y), 0)
        self.xtst.XTestFakeButtonEvent(self.link, 1, 1, 0)
        self.x11.XSync(self.link, 0)
        time.sleep(0.12)
        self.xtst.XTestFakeButtonEvent(self.link, 1, 0, 0)
        lifted = time.perf_counter()
        self.x11.XSync(self.link, 0)
        return lifted

    def close(self):
        self.server.terminate()
        self.server.wait()


class Ear:
    """The other end of the pipe: knows when something was last heard."""

    def __init__(self, pipe):
        os.mkfifo(pipe)
        self.pipe = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        os.set_blocking(self.pipe, True)
        self.armed = threading.Event()
        self.heard = threading.Event()
        self.when = 0
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            samples = os.read(self.pipe, 4096)
            if not samples:
                time.sleep(0.001)  # no card is open
                continue
            if self.armed.is_set() and any(abs(value) > 0.001 for value, in struct.iter_unpack('<f', samples[:len(samples) // 4 * 4])):
                self.when = time.perf_counter()
                self.armed.clear()
                self.heard.set()

    def arm(self):
        self.heard.clear()
        self.armed.set()


class Kiosk:
    def __init__(self, stage, display, content, name):
        self.ear = Ear(stage.folder / f'{name}.pipe')
        events = stage.folder / f'{name}.events'
        self.process = subprocess.Popen(
            [stage.kiosk, '--state', stage.fresh(), *stage.glass, '--language', 'id', '--content', content, '--events', events],
            env={**os.environ, 'DISPLAY': display.name, 'SDL_VIDEODRIVER': 'x11', 'SDL_AUDIODRIVER': 'disk',
                 'SDL_DISKAUDIOFILE': str(stage.folder / f'{name}.pipe')}, stderr=subprocess.DEVNULL)
        while not events.exists() or 'screen home' not in events.read_text():
            time.sleep(0.02)
        time.sleep(1)  # the page is on the glass, and the finger that chose nothing has long been lifted

    def memory_kb(self):
        lines = pathlib.Path(f'/proc/{self.process.pid}/smaps_rollup').read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith('Rss:'))

    def close(self):
        self.process.terminate()
        self.process.wait()


def content_with_voices(stage):
    """The clips there are, and so many more files beside them that nobody could keep them in memory."""
    folder = stage.folder / 'content-voices'
    shutil.copytree(stage.content, folder)
    clips = sorted((folder / 'voices/id').glob('*.opus'))
    pad = clips[0].read_bytes() * (1024 * 1024 // clips[0].stat().st_size)
    for number in range(voices_kb * 1024 // len(pad) + 1):
        (folder / f'voices/id/{number:016x}.opus').write_bytes(pad)
    return folder


def measure(figures, stage, times):
    page = next(page for page in map(json.loads, (stage.folder / 'tour.jsonl').read_text().splitlines())
                if page['screen'] == 'home' and not page['subject'])
    listen = make_taps.middle(make_taps.element(page, 'bar.listen'))
    content = content_with_voices(stage)
    if not list((content / 'voices/id').glob('*.opus')):
        raise SystemExit('no voices were built')
    display = Display()
    try:
        kiosk = Kiosk(stage, display, content, 'speaking')
        before = kiosk.memory_kb()
        delays = []
        for _ in range(times):
            kiosk.ear.arm()
            lifted = display.tap(*listen)
            if not kiosk.ear.heard.wait(5):
                raise SystemExit('nothing was heard')
            delays.append((kiosk.ear.when - lifted) * 1000)
            time.sleep(1)
            display.tap(*listen)  # stops
            time.sleep(1)
        kiosk.ear.arm()
        display.tap(*listen)
        kiosk.ear.heard.wait(5)
        time.sleep(20)  # clip after clip
        grown = (kiosk.memory_kb() - before) / 1024
        kiosk.close()
    finally:
        display.close()
    figures.add('touch to the first sound', statistics.median(delays), 'ms', met=statistics.median(delays) <= 200,
                gate='at most 200 ms')
    figures.add('memory of reading from 200 MB of voices', grown, 'MB', met=grown <= 2, gate='at most 2 MB')
