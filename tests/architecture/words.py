"""What is left open or said in the wrong place."""
import pathlib
import re
import subprocess
import sys

from tap import run

ROOT = pathlib.Path(sys.argv[1])
OPEN = re.compile(r'\b(TODO|FIXME|XXX|HACK|not implemented|stub)\b')


def texts(*folders, endings):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob('*')):
            if path.suffix in endings and 'build' not in path.relative_to(ROOT).parts[0]:
                yield path


def nothing_left_open():
    """the code has no notes of unfinished work"""
    for path in texts('src', 'ui', 'data', endings=('.c', '.h', '.ui', '.sql', '.py', '.sh')):
        for number, line in enumerate(path.read_text(errors='replace').splitlines(), 1):
            if OPEN.search(line):
                yield f'{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}'


def every_text_is_collected():
    """each file with text for people stands in po/POTFILES.in"""
    listed = {line.strip() for line in (ROOT / 'po/POTFILES.in').read_text().splitlines()
              if line.strip() and not line.startswith('#')}
    marked = re.compile(r'(\b[NC]?_ ?\(\s*"|\bngettext ?\(|\bg_dpgettext2? ?\()')
    found = set()
    for path in texts('src', endings=('.c', '.h')):
        if marked.search(path.read_text(errors='replace')):
            found.add(str(path.relative_to(ROOT)))
    for path in texts('ui', endings=('.ui',)):
        if 'translatable="yes"' in path.read_text():
            found.add(str(path.relative_to(ROOT)))
    for name in sorted(found - listed):
        yield f'{name} is not listed'
    for name in sorted(name for name in listed if not (ROOT / name).exists()):
        yield f'{name} does not exist'


def comments_in_public_headers():
    """no header is without a guard"""
    for path in texts('src', endings=('.h',)):
        if '#pragma once' not in path.read_text():
            yield f'{path.relative_to(ROOT)}: no #pragma once'


run(nothing_left_open, every_text_is_collected, comments_in_public_headers)
