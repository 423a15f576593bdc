#!/usr/bin/env python3
"""What a country's sticks cost the office, beside a plain COPY of the same rows in the same run. README.md says what each
figure is."""
import contextlib
import glob
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

weeks = 52
day = '2027-01-10'
columns = 'kiosk, serial, line, from_week, to_week, clock, subject, question, answer, count'


class Server:
    """A PostgreSQL of our own on a socket in a temporary folder, with its usual care for power cuts."""

    def __init__(self):
        found = sorted(glob.glob('/usr/lib/postgresql/*/bin'))
        if not found:
            raise SystemExit('PostgreSQL is not installed')
        self.programs = pathlib.Path(found[-1])
        # A socket's name must be short, and the server refuses to run as root.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='balai-pg-', dir='/tmp'))
        self.as_user = []
        if os.getuid() == 0:
            self.as_user = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
            os.chown(self.folder, 65534, 65534)
        self.run('initdb', '-D', self.data(), '-U', 'balai', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8')
        self.run('pg_ctl', '-D', self.data(), '-w', '-l', self.folder / 'log', '-o',
                 f"-c listen_addresses='' -k {self.folder}", 'start')

    def data(self):
        return self.folder / 'data'

    def run(self, program, *arguments):
        subprocess.run([*self.as_user, self.programs / program, *arguments], check=True, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def close(self):
        self.run('pg_ctl', '-D', self.data(), '-w', '-m', 'immediate', 'stop')
        shutil.rmtree(self.folder)

    def psql(self, database, *arguments, **more):
        return subprocess.run([self.programs / 'psql', '-h', self.folder, '-U', 'balai', '-qAtX', '-v', 'ON_ERROR_STOP=1',
                               *arguments, database], check=True, stdout=subprocess.PIPE, **more).stdout

    def database(self, name):
        self.psql('postgres', '-c', f'CREATE DATABASE {name}')
        return f'postgresql:///{name}?host={self.folder}&user=balai'


class Ran:
    """One program from start to end: seconds and the most memory it had."""

    def __init__(self, command, fine=(0,)):
        began = time.monotonic()
        process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds, self.megabytes = time.monotonic() - began, usage.ru_maxrss / 1024
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in fine:
            raise SystemExit(f'{command[0]} {command[1]} ended with {process.returncode}')


class Sticks:
    """Results of villages that do not exist."""

    def __init__(self, tally, folder, kiosks):
        self.tally, self.folder, self.kiosks = tally, folder / f'sticks-{kiosks}', kiosks
        print(f'{kiosks} terminals x {weeks} weeks are made', file=sys.stderr)
        Ran([tally, 'simulate', '--kiosks', kiosks, '--weeks', weeks, '--out', self.folder])

    def enrol(self, address):
        Ran([self.tally, 'kiosk', 'add', '--db', address, '--key', *sorted((self.folder / 'keys').glob('*.pub'))])

    def taken_into(self, address):
        # Forged folders are among them, so the import ends with 1.
        return Ran([self.tally, 'import', self.folder, '--db', address, '--date', day], fine=(0, 1))


def report(tally, address, page):
    return Ran([tally, 'report', '--db', address, '--out', page, '--date', day])


class InFile:
    name = 'SQLite'

    def __init__(self, folder):
        self.folder = folder

    def fresh(self, kiosks):
        self.file = self.folder / f'office-{kiosks}.db'
        return f'sqlite:{self.file}'

    def rows(self):
        with contextlib.closing(sqlite3.connect(self.file)) as office:
            return office.execute('SELECT count(*) FROM cell').fetchone()[0]

    def plain(self):
        """The same rows, ready in memory, into the same table by one statement in one transaction."""
        with contextlib.closing(sqlite3.connect(self.file)) as office:
            table = office.execute("SELECT sql FROM sqlite_schema WHERE name = 'cell'").fetchone()[0]
            rows = office.execute(f'SELECT {columns} FROM cell').fetchall()
        file = self.folder / 'plain.db'
        with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as plain:
            for pragma in ('journal_mode=WAL', 'synchronous=FULL', 'cache_size=-32768'):
                plain.execute(f'PRAGMA {pragma}')
            plain.execute(table)
            began = time.monotonic()
            plain.execute('BEGIN IMMEDIATE')
            plain.executemany(f'INSERT INTO cell({columns}) VALUES(?,?,?,?,?,?,?,?,?,?)', rows)
            plain.execute('COMMIT')
            seconds = time.monotonic() - began
        file.unlink()
        return seconds


class OnServer:
    name = 'PostgreSQL'

    def __init__(self, server, folder):
        self.server, self.folder = server, folder

    def fresh(self, kiosks):
        self.database = f'office{kiosks}'
        return self.server.database(self.database)

    def rows(self):
        return int(self.server.psql(self.database, '-c', 'SELECT count(*) FROM cell'))

    def plain(self):
        file = self.folder / 'rows'
        with open(file, 'wb') as out:
            out.write(self.server.psql(self.database, '-c', f'COPY (SELECT {columns} FROM cell) TO STDOUT'))
        self.server.psql(self.database, '-c', 'CREATE TABLE plain(LIKE cell INCLUDING ALL)')
        with open(file, 'rb') as rows:
            began = time.monotonic()
            self.server.psql(self.database, '-c', f'COPY plain({columns}) FROM STDIN', stdin=rows)
            seconds = time.monotonic() - began
        self.server.psql(self.database, '-c', 'DROP TABLE plain')
        file.unlink()
        return seconds


def measure_kind(figures, tally, kind, few, many, page):
    name = kind.name
    address = kind.fresh(few.kiosks)
    few.enrol(address)
    small, small_rows = few.taken_into(address), kind.rows()
    address = kind.fresh(many.kiosks)
    many.enrol(address)
    print(f'{name}: import', file=sys.stderr)
    first, rows = many.taken_into(address), kind.rows()
    print(f'{name}: plain copy', file=sys.stderr)
    plain = sorted(kind.plain() for _ in range(3))[1]
    print(f'{name}: import again, report', file=sys.stderr)
    again, told = many.taken_into(address), report(tally, address, page)
    if kind.rows() != rows:
        raise SystemExit(f'{name}: the second import changed something')

    figures.add(f'{name}: rows a second', rows / first.seconds, 'rows/s', 'plain copy', plain / first.seconds,
                plain >= first.seconds / 3, 'at least 1/3 of it')
    growth = (first.seconds / rows) / (small.seconds / small_rows)
    figures.add(f'{name}: import of {rows} rows', first.seconds, 's', f'{few.kiosks}, a row', growth, growth <= 1.3,
                'at most 1.3 x a row')
    figures.add(f'{name}: memory of the import', first.megabytes, 'MB', f'{few.kiosks} terminals',
                first.megabytes / small.megabytes, first.megabytes <= 1.5 * small.megabytes, 'at most 1.5 x')
    figures.add(f'{name}: the same again', again.seconds, 's', 'first time', again.seconds / first.seconds,
                again.seconds <= first.seconds, 'at most the first time')
    figures.add(f'{name}: report', told.seconds, 's', met=told.seconds <= 10, gate='at most 10 s')


def measure(figures, tally, kiosks=2000):
    with tempfile.TemporaryDirectory(prefix='balai-office-') as folder, contextlib.closing(Server()) as server:
        folder = pathlib.Path(folder)
        # A copy, so that a build meanwhile changes nothing.
        tally = pathlib.Path(shutil.copy2(tally, folder))
        few, many = Sticks(tally, folder, kiosks // 10), Sticks(tally, folder, kiosks)
        pages = []
        for kind in (OnServer(server, folder), InFile(folder)):
            pages.append(folder / f'{kind.name}.html')
            measure_kind(figures, tally, kind, few, many, pages[-1])
        same = pages[0].read_bytes() == pages[1].read_bytes()
        figures.add('both reports', pages[0].stat().st_size / 1024, 'kB', met=same, gate='the same bytes')
