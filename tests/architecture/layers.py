"""Who may include whom: the rooms of the house, and no way round in circles."""
import pathlib
import re
import sys

from tap import run

ROOT = pathlib.Path(sys.argv[1])
SOURCE = ROOT / 'src'

GROUND = {
    'base': set(),
    'db': {'base'},
    'model': {'base', 'db'},
    'route': {'base', 'db', 'model'},
    'report': {'base', 'db', 'model'},
    'net': {'base', 'db', 'model'},
    'draw': {'base', 'db', 'model', 'route', 'report'},
    'tool': {'base', 'db', 'model', 'route', 'report', 'net', 'draw'},
    'kit': {'base', 'db', 'model', 'route', 'report', 'net', 'draw'},
}
SCREENS = {'partners', 'deals', 'documents', 'processes', 'activities', 'claims', 'projects', 'reports', 'admin'}
BELOW_SCREENS = {'base', 'db', 'model', 'route', 'report', 'net', 'draw', 'kit'}
ALLOWED = dict(GROUND)
ALLOWED.update({screen: BELOW_SCREENS for screen in SCREENS})
ALLOWED['shell'] = BELOW_SCREENS | SCREENS

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]', re.M)


def sources():
    for path in sorted(SOURCE.rglob('*')):
        if path.suffix in ('.c', '.h'):
            yield path


def includes(path):
    return [(quote, name) for quote, name in INCLUDE.findall(path.read_text(errors='replace'))]


def rooms():
    """each folder includes only what the design lets it"""
    for path in sources():
        room = path.relative_to(SOURCE).parts[0]
        if room not in ALLOWED:
            yield f'{path.relative_to(ROOT)}: the folder {room} is not in the design'
            continue
        for quote, name in includes(path):
            if quote == '<' or '/' not in name:
                continue
            target = name.split('/')[0]
            if target != room and target not in ALLOWED[room]:
                yield f'{path.relative_to(ROOT)} includes {name}'


def screens_know_no_toolkit_below():
    """the rooms below the kit include no GTK and no libadwaita"""
    for path in sources():
        room = path.relative_to(SOURCE).parts[0]
        if room in ('kit', 'shell') or room in SCREENS:
            continue
        for _, name in includes(path):
            if name.startswith(('gtk/', 'adwaita', 'gdk/', 'gsk/')):
                yield f'{path.relative_to(ROOT)} includes {name}'


def whole_paths():
    """project headers are included by their path from src"""
    for path in sources():
        for quote, name in includes(path):
            if quote == '"' and name != 'config.h' and '/' not in name \
                    and (path.parent / name).exists():
                yield f'{path.relative_to(ROOT)} includes "{name}" without its folder'


def circles():
    """no header includes itself by way of others"""
    graph = {}
    for path in sources():
        if path.suffix == '.h':
            key = str(path.relative_to(SOURCE))
            graph[key] = [name for quote, name in includes(path)
                          if quote == '"' and (SOURCE / name).exists()]
    state = {}

    def visit(node, trail):
        state[node] = 'open'
        for target in graph.get(node, ()):
            if state.get(target) == 'open':
                yield ' -> '.join(trail + [node, target])
            elif target not in state:
                yield from visit(target, trail + [node])
        state[node] = 'closed'

    for node in sorted(graph):
        if node not in state:
            yield from visit(node, [])


run(rooms, screens_know_no_toolkit_below, whole_paths, circles)
