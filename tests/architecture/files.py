"""Small files, each part of a template in its place, SQL where it belongs."""
import pathlib
import re
import statistics
import sys

from tap import run

ROOT = pathlib.Path(sys.argv[1])
SOURCE = ROOT / 'src'

# The statements that are generated from one entity's table, and the two that
# must work before any named query can.
GENERATED = {
    'src/model/store.c', 'src/model/record-list.c', 'src/model/statement.c',
    'src/db/migrations.c',
}
STATEMENT = re.compile(
    r'"[^"\n]*\b(SELECT\s.*\bFROM\b|INSERT\s+INTO\b|UPDATE\s+\S+\s+SET\b|DELETE\s+FROM\b|CREATE\s+(TABLE|ROLE)\b)',
    re.I)


def code(*folders, endings=('.c', '.h')):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob('*')):
            if path.suffix in endings:
                yield path


def length(path):
    return len(path.read_text(errors='replace').splitlines())


def long_files():
    """no file has more than 1,000 lines"""
    for path in code('src', 'tests', 'data', 'ui', endings=('.c', '.h', '.py', '.ui', '.sql', '.sh', '.css')):
        lines = length(path)
        if lines > 1000:
            yield f'{path.relative_to(ROOT)}: {lines} lines'


def usual_length():
    """half of the C files have fewer than 250 lines"""
    lengths = [length(path) for path in code('src', endings=('.c',))]
    if lengths and statistics.median(lengths) >= 250:
        yield f'the median is {statistics.median(lengths)}'


def types_of_templates():
    """each template makes sure itself of the types that it places, whoever was built before"""
    name_of = re.compile(r'(?<!^)([A-Z])')
    sources = {path: path.read_text() for path in code('src', endings=('.c',))}
    for path in code('ui', endings=('.ui',)):
        resource = f'/org/kontor/Kontor/ui/{path.relative_to(ROOT / "ui")}"'
        users = [text for text in sources.values() if resource in text]
        for placed in sorted(set(re.findall(r'<object class="Kontor(\w+)"', path.read_text()))):
            type_name = name_of.sub(r'_\1', placed).upper()
            ensured = f'g_type_ensure (KONTOR_TYPE_{type_name})'
            if not any(ensured in text for text in users):
                yield f'{path.relative_to(ROOT)}: {placed}'


def templates():
    """each template has its .c, .h and .ui of one name"""
    pattern = re.compile(r'set_template_from_resource\s*\([^,]+,\s*"/org/kontor/Kontor/ui/([^"]+)"', re.S)
    for path in code('src', endings=('.c',)):
        for name in pattern.findall(path.read_text()):
            expected = str(path.relative_to(SOURCE).with_suffix('.ui'))
            if name != expected:
                yield f'{path.relative_to(ROOT)} uses {name}, not {expected}'
            if not (ROOT / 'ui' / name).exists():
                yield f'ui/{name} is missing'
            if not path.with_suffix('.h').exists():
                yield f'{path.with_suffix(".h").relative_to(ROOT)} is missing'


def statements():
    """no SQL in C strings but the generated statements of one entity"""
    for path in code('src', endings=('.c',)):
        name = str(path.relative_to(ROOT))
        if name in GENERATED:
            continue
        for number, line in enumerate(path.read_text(errors='replace').splitlines(), 1):
            if STATEMENT.search(line):
                yield f'{name}:{number}: {line.strip()[:80]}'


def named_queries():
    """each named query is called by the program, and each that is called exists"""
    queries = {path.stem for path in (ROOT / 'data/sql/queries').glob('*.sql')}
    text = '\n'.join(path.read_text(errors='replace') for path in code('src'))
    # A name may go through a table or a function of the caller's.
    for name in sorted(queries - set(re.findall(r'"([a-z0-9-]+)"', text))):
        yield f'data/sql/queries/{name}.sql is called by nothing in src'
    called = re.findall(r'(?:kontor_queries_get \(|KONTOR_LANE_(?:FRONT|BACK),\s*)"([^"]+)"', text)
    for name in sorted(set(called) - queries):
        yield f'data/sql/queries/{name}.sql is missing'


def directories_are_short():
    """a reference directory takes one file of under 80 lines (region)"""
    path = SOURCE / 'model/entities/region.c'
    if path.exists() and length(path) >= 80:
        yield f'{path.relative_to(ROOT)}: {length(path)} lines'


run(long_files, usual_length, templates, types_of_templates, statements, named_queries, directories_are_short)
