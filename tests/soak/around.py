"""What stands around a terminal: its card, and the office that sends editions and takes in sums."""
import os
import pathlib
import shutil
import subprocess

SITE = 'balai-uji'


class Card:
    """An ext4 of its own in a file on the real disk, or the real disk itself."""

    def __init__(self, folder, own):
        self.folder, self.device = folder / 'card', None
        self.folder.mkdir()
        if not own:
            return
        image = folder / 'card.img'
        with image.open('wb') as file:
            file.truncate(512 << 20)
        subprocess.run(['mkfs.ext4', '-q', '-E', 'lazy_itable_init=0,lazy_journal_init=0', image], check=True)
        subprocess.run(['mount', '-o', 'loop,noatime', image, self.folder], check=True)
        self.device = os.path.basename(subprocess.run(['findmnt', '-no', 'SOURCE', self.folder], check=True, text=True,
                                                      capture_output=True).stdout.strip())

    def written(self):
        if not self.device:
            return None
        subprocess.run(['sync', '-f', self.folder], check=True)
        return int(pathlib.Path(f'/sys/block/{self.device}/stat').read_text().split()[6]) * 512

    def take_out(self):
        if self.device:
            subprocess.run(['umount', self.folder], check=True)


class Office:
    """Keys, and sticks that lie in memory: what is written to them is not written to the card."""

    def __init__(self, programs, content, folder):
        self.programs, self.content, self.folder = programs, content, folder
        self.number = self.imported = 0
        for name in ('author', 'reviewer', 'office', 'terminal'):
            self.tool('balai-pack', 'keygen', folder / name, '--no-password')
        self.tool('balai-pack', 'trust', 'new', '--site', SITE, '--author', folder / 'author.pub', '--reviewer',
                  folder / 'reviewer.pub', '--receipt', folder / 'office.pub', '--out', folder / 'trust')
        self.tool('balai-tally', 'kiosk', 'add', '--key', folder / 'terminal.pub', '--id', 'balai-uji-1', '--village', 'Uji',
                  *self.database())
        shutil.copytree(content, folder / 'content')
        self.stick = folder / 'stick'

    def tool(self, name, *words):
        subprocess.run([self.programs / name, *map(str, words)], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def database(self):
        return '--db', f'sqlite:{self.folder}/office.db'

    def writes_edition(self, day):
        """One word is another one than before."""
        self.number += 1
        words = (self.content / 'words/id.toml').read_text()
        (self.folder / 'content/words/id.toml').write_text(words.replace('"Kembali"', ['"Kembali"', '"Balik"'][self.number % 2], 1))
        shutil.rmtree(self.stick, ignore_errors=True)
        pack = self.stick / 'BALAI' / SITE
        pack.parent.mkdir(parents=True)
        self.tool('balai-pack', 'build', self.folder / 'content', pack, '--site', SITE, '--seq', self.number, '--issued', day)
        for role in ('author', 'reviewer'):
            self.tool('balai-pack', 'sign', pack, '--key', self.folder / f'{role}.key', '--role', role)

    def imports(self):
        """And writes onto the stick that it came."""
        self.tool('balai-tally', 'import', self.stick, '--key', self.folder / 'office.key', *self.database())
        self.imported = len(list((self.stick / 'BALAI-RESULTS').glob('*/*/results.csv')))
