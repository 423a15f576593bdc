"""What a disk was given, in order, and what a power cut may have left of it.

QEMU's `blklogwrites` keeps every write and flush in the format of dm-log-writes. A disk with a cache of its own has all
that was written before its last flush; of what came later it may have any part, in any order, and the last piece torn.
"""
import struct
import subprocess

SECTOR = 512
MAGIC = 0x6a736677736872
FLUSH, DISCARD = 1, 4


class BlockLog:
    def __init__(self, file):
        """The log's own count is not asked: it is written now and then, and the machine was cut off."""
        self.entries, self.ends = [], []  # (place on the disk, bytes, flushes first), and where each ends in the log
        data = file.read_bytes()
        magic, _, _, sector = struct.unpack_from('<QQQI', data)
        if magic != MAGIC or sector != SECTOR:
            raise ValueError(f'{file} is no log of a disk')
        place = SECTOR
        while place + SECTOR <= len(data):
            start, count, flags, _ = struct.unpack_from('<QQQQ', data, place)
            size = 0 if flags & DISCARD else count * SECTOR
            if (count == 0 and flags == 0) or place + SECTOR + size > len(data):
                break
            self.entries.append((start * SECTOR, data[place + SECTOR:place + SECTOR + size], bool(flags & FLUSH)))
            place += SECTOR + size
            self.ends.append(place)

    def flushes(self):
        return sum(flush for _, _, flush in self.entries)


class Remains:
    """Makes disks out of a log, each for a later cut than the one before."""

    def __init__(self, log, base, folder, chance):
        self.log, self.chance = log, chance
        self.durable, self.state = folder / 'durable.img', folder / 'state.img'
        subprocess.run(['cp', '--sparse=always', base, self.durable], check=True)
        self.kept = 0  # so many entries are in `durable`

    def after(self, cut, keeps_flushes=True):
        """The disk after its entry number `cut` was given to it."""
        last = self.kept
        for number in range(self.kept, cut + 1):
            if self.log.entries[number][2] and keeps_flushes:
                last = number + 1
        with open(self.durable, 'r+b') as disk:
            for place, data, _ in self.log.entries[self.kept:last]:
                disk.seek(place)
                disk.write(data)
        self.kept = last
        subprocess.run(['cp', '--sparse=always', self.durable, self.state], check=True)
        # An order by chance says which of two writes to one place is the newer one on the disk.
        later = [entry for entry in self.log.entries[last:cut + 1] if entry[1] and self.chance.random() < 0.5]
        self.chance.shuffle(later)
        with open(self.state, 'r+b') as disk:
            for number, (place, data, _) in enumerate(later):
                if number == len(later) - 1 and self.chance.random() < 0.5:
                    data = data[:SECTOR * self.chance.randrange(len(data) // SECTOR + 1)]
                disk.seek(place)
                disk.write(data)
        return self.state
