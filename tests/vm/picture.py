"""PNG pictures as rows of RGB bytes, with nothing but the standard library."""
import struct
import zlib


class Picture:
    def __init__(self, width, height, pixels):
        self.width, self.height, self.pixels = width, height, pixels

    def at(self, x, y):
        place = 3 * (y * self.width + x)
        return self.pixels[place:place + 3]


def unfilter(kind, row, above, step):
    if kind == 1:
        for i in range(step, len(row)):
            row[i] = (row[i] + row[i - step]) & 255
    elif kind == 2:
        for i, up in enumerate(above):
            row[i] = (row[i] + up) & 255
    elif kind == 3:
        for i, up in enumerate(above):
            left = row[i - step] if i >= step else 0
            row[i] = (row[i] + (left + up) // 2) & 255
    elif kind == 4:
        for i, up in enumerate(above):
            left, corner = (row[i - step], above[i - step]) if i >= step else (0, 0)
            guess = left + up - corner
            by = (abs(guess - left), abs(guess - up), abs(guess - corner))
            row[i] = (row[i] + (left, up, corner)[by.index(min(by))]) & 255
    return row


def read_png(file):
    data = file.read_bytes()
    assert data[:8] == b'\x89PNG\r\n\x1a\n', f'{file} is no PNG'
    place, packed, width, height, step = 8, b'', 0, 0, 3
    while place < len(data):
        size, name = struct.unpack('>I4s', data[place:place + 8])
        body = data[place + 8:place + 8 + size]
        if name == b'IHDR':
            width, height, depth, colour = struct.unpack('>IIBB', body[:10])
            assert depth == 8 and colour in (2, 6), f'{file}: depth {depth}, colour type {colour}'
            step = 3 if colour == 2 else 4
        if name == b'IDAT':
            packed += body
        place += size + 12
    raw = zlib.decompress(packed)
    length = width * step
    pixels, above = bytearray(), bytes(length)
    for y in range(height):
        start = y * (length + 1)
        above = unfilter(raw[start], bytearray(raw[start + 1:start + 1 + length]), above, step)
        if step == 3:
            pixels += above
        else:
            row = bytearray(width * 3)
            for channel in range(3):
                row[channel::3] = above[channel::4]
            pixels += row
    return Picture(width, height, bytes(pixels))


def difference(one, other):
    """How many pixels differ, and the box that holds them; None for other sizes."""
    if (one.width, one.height) != (other.width, other.height):
        return None
    if one.pixels == other.pixels:
        return 0, None
    count, left, top, right, bottom = 0, one.width, one.height, 0, 0
    length = one.width * 3
    for y in range(one.height):
        a, b = one.pixels[y * length:(y + 1) * length], other.pixels[y * length:(y + 1) * length]
        if a == b:
            continue
        for x in range(one.width):
            if a[3 * x:3 * x + 3] != b[3 * x:3 * x + 3]:
                count += 1
                left, right = min(left, x), max(right, x)
                top, bottom = min(top, y), max(bottom, y)
    return count, (left, top, right - left + 1, bottom - top + 1)
