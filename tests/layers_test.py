#!/usr/bin/env python3
"""The arrows of the house: who may include whom, which library is named where, and that no two types share a name.

Fails with the file and the line."""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
include = re.compile(r'\s*#\s*include\s*[<"]([^>"]+)[>"]')

# A room may include itself and the rooms named here, with everything they may include.
rooms = {
    'platform/base': [],
    'platform/store': ['platform/base'],
    'platform/qr': ['platform/base'],
    'platform/sign': ['platform/base'],
    'platform/glass': ['platform/base'],
    'platform/senses': ['platform/base'],
    'platform/machine': ['platform/base'],
    'platform/programs': ['platform/machine', 'platform/base'],
    'platform/sound': ['platform/base'],
    'kiosk/content': ['platform/base'],
    'kiosk/editions': ['platform/sign', 'platform/base'],
    'kiosk/staff': ['platform/sign', 'platform/store', 'platform/base'],
    'kiosk/visit': ['kiosk/content', 'platform/base'],
    'kiosk/authors': ['kiosk/speech', 'kiosk/visit', 'kiosk/content', 'platform/sound', 'platform/base'],
    'kiosk/screens': ['kiosk/staff', 'kiosk/visit', 'kiosk/content', 'platform/base'],
    'kiosk/speech': ['kiosk/screens', 'kiosk/visit', 'kiosk/content', 'platform/sign', 'platform/base'],
    'kiosk/paint': ['kiosk/staff', 'kiosk/screens', 'kiosk/visit', 'kiosk/content', 'platform/glass', 'platform/qr', 'platform/base'],
    'kiosk/preview': ['kiosk/paint', 'kiosk/screens', 'kiosk/visit', 'kiosk/content', 'platform/glass', 'platform/base'],
    'kiosk/feedback': ['platform/store', 'platform/sign', 'platform/base'],
    'kiosk/office': ['kiosk/feedback', 'platform/store', 'platform/sign', 'platform/base'],
    'kiosk/terminal': ['kiosk/paint', 'kiosk/screens', 'kiosk/visit', 'kiosk/content', 'kiosk/editions', 'kiosk/feedback', 'kiosk/staff',
                       'kiosk/speech', 'platform/glass', 'platform/senses', 'platform/sign', 'platform/sound', 'platform/base'],
    'kiosk/programs': ['kiosk/terminal', 'kiosk/preview', 'kiosk/staff', 'kiosk/authors', 'kiosk/editions', 'kiosk/office', 'platform/sign', 'kiosk/content', 'kiosk/visit', 'kiosk/paint', 'platform/glass', 'platform/base'],
}
# A library is named in these files only.
libraries = {
    r'imgui': ['kiosk/paint/imgui_stage.cpp'],
    r'SDL': ['platform/glass/', 'platform/senses/window_input.cpp', 'platform/sound/speaker.cpp'],
    r'opusfile': ['platform/sound/clip.cpp'],
    r'sqlite3': ['platform/store/'],
    r'sodium': ['platform/sign/'],
    r'qrencode': ['platform/qr/'],
    r'png\.h': ['platform/glass/'],
    r'toml\+\+': ['platform/base/toml.h'],
    r'md4c': ['kiosk/content/'],
    r'nlohmann': ['kiosk/terminal/tour.cpp', 'kiosk/authors/report.cpp', 'kiosk/feedback/results.cpp', 'kiosk/programs/tally.cpp'],
    r'libpq': ['platform/store/postgres_sql.cpp'],
    r'CLI/': ['kiosk/programs/'],
    r'linux/input': ['platform/senses/'],
    r'libdrm': ['platform/glass/frame_buffer.cpp'],
    r'(netinet|arpa|netdb)': [],
}

faults = []
for path in sorted([*root.glob('platform/*/*.[ch]*'), *root.glob('kiosk/*/*.[ch]*')]):
    name = path.relative_to(root).as_posix()
    room = name.rsplit('/', 1)[0]
    if room not in rooms:
        faults.append(f'{name}: the room {room} has no arrows in this test')
        continue
    for number, line in enumerate(path.read_text().splitlines(), 1):
        found = include.match(line)
        if not found:
            continue
        target = found.group(1)
        if target.startswith(('platform/', 'kiosk/', 'tests/')):
            other = target.rsplit('/', 1)[0]
            if other != room and other not in rooms[room]:
                faults.append(f'{name}:{number}: {room} may not know {other}')
        for library, homes in libraries.items():
            if re.match(library, target) and not any(name.startswith(home) for home in homes):
                faults.append(f'{name}:{number}: {target} may not be named here')

# Two classes of one name are one to the linker, which takes whichever copy of what the compiler made of them it sees first.
named = {}
a_type = re.compile(r'(?:struct|class|union|enum class) ([A-Z]\w+)\b(?!::)(?!.*;)')
for path in sorted([*root.glob('platform/*/*.[ch]*'), *root.glob('kiosk/*/*.[ch]*')]):
    outside = re.sub(r'(?ms)^namespace \{$.*?^\}  // namespace$', lambda hidden: '\n' * hidden.group().count('\n'),
                     path.read_text())
    for number, line in enumerate(outside.splitlines(), 1):
        if found := a_type.match(line):
            named.setdefault(found.group(1), []).append(f'{path.relative_to(root).as_posix()}:{number}')
for name, places in named.items():
    if len(places) > 1:
        faults.append(f'{name} is the name of several types: {", ".join(places)}')
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
