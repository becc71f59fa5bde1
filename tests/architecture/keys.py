"""Every key that the sources bind is on the map that Ctrl+? shows, and nothing else is."""
import pathlib
import re
import sys

from tap import run

ROOT = pathlib.Path(sys.argv[1])
MAP = [ROOT / 'src/shell/key-map.c', ROOT / 'src/shell/commands.c']
# The key of the pad is told as the one it stands for, and a letter in small.
SAME = {'KP_Enter': 'Return', 'KP_Add': 'plus', 'equal': 'plus', 'KP_Subtract': 'minus', 'KP_Down': 'Down', 'KP_Up': 'Up',
        'KP_Delete': 'Delete', 'A': 'a', 'B': 'b', 'C': 'c', 'L': 'l', 'R': 'r', 'S': 's'} | {f'KP_{n}': str(n) for n in range(10)}
# Keys that every program has and nobody looks up: on through the fields.
PLAIN = {'Tab', 'ISO_Left_Tab', 'KP_Tab'}
MODIFIERS = {'CONTROL': 'Control', 'SHIFT': 'Shift', 'ALT': 'Alt'}

# gtk_widget_class_add_binding_action (klass, GDK_KEY_s, GDK_CONTROL_MASK, ...) and its like.
BOUND = re.compile(r'GDK_KEY_(\w+), ((?:GDK_\w+_MASK|0)(?: \| GDK_\w+_MASK)*)[,)]')
# The canvas: { GDK_KEY_plus, "canvas.zoom-in" }, bound with Control in a loop.
CANVAS = re.compile(r'\{ GDK_KEY_(\w+), "canvas\.zoom')
# "<Control>Return|<Control>KP_Enter", "<Alt>p" of a command for every record.
PARSED = re.compile(r'(?:gtk_shortcut_trigger_parse_string \(|kontor_record_command_register \([^;]*?, )"((?:<\w+>)+\w+(?:\|(?:<\w+>)+\w+)*)"', re.S)
# What looks at keys itself may ask for modifiers anywhere, so only the key is compared.
HANDLED = re.compile(r'(?:case |key == |key != |\? )GDK_KEY_(\w+)')


def told():
    """The accelerators of the map, each as a set of modifiers and a key."""
    for path in MAP:
        for words in re.findall(r'"((?:<\w+>)*\w+(?: (?:<\w+>)*\w+)*)"', path.read_text()):
            for one in words.split(' '):
                yield accelerator(one)
    for number in range(1, 10):
        yield frozenset({'Control'}), str(number)


def accelerator(text):
    key = re.sub('<.*>', '', text)
    return frozenset(re.findall(r'<(\w+)>', text)), SAME.get(key, key)


def sources():
    for path in sorted((ROOT / 'src').rglob('*.c')):
        if path not in MAP:
            yield path, path.read_text()


def bound():
    """Accelerator and place of everything that the sources bind."""
    for path, text in sources():
        for key, masks in BOUND.findall(text):
            yield (frozenset(MODIFIERS[m] for m in re.findall(r'GDK_(\w+)_MASK', masks)), SAME.get(key, key)), path
        for key in CANVAS.findall(text):
            yield (frozenset({'Control'}), SAME.get(key, key)), path
        for several in PARSED.findall(text):
            for one in several.split('|'):
                yield accelerator(one), path


def check_bound():
    """Every key that is bound is on the map"""
    known = set(told())
    for one, path in bound():
        if one not in known and one[1] not in PLAIN:
            yield f'{path.relative_to(ROOT)}: {"+".join(sorted(one[0]) + [one[1]])}'


def check_handled():
    """So is every key that a part of the window looks at itself"""
    known = {key for _, key in told()}
    for path, text in sources():
        for key in HANDLED.findall(text):
            key = SAME.get(key, key)
            if key not in known | PLAIN:
                yield f'{path.relative_to(ROOT)}: {key}'


def check_found():
    """The sources have keys, and this test finds them"""
    for wanted in ('<Control><Shift>e', '<Control>Insert', '<Alt>p', '<Control>plus', '<Control>d', '<Alt>r'):
        if accelerator(wanted) not in {one for one, _ in bound()}:
            yield wanted


def check_no_more():
    """A key of the map that belongs to a part of the window is bound or looked at there"""
    handled = {SAME.get(key, key) for _, text in sources() for key in HANDLED.findall(text)}
    known = {one for one, _ in bound()} | {(frozenset(), key) for key in handled}
    lines = re.findall(r'^  \{ "([^"]+)", N_', MAP[0].read_text(), re.M)
    for one in (accelerator(word) for line in lines for word in line.split(' ')):
        if one not in known and (frozenset(), one[1]) not in known:
            yield '+'.join(sorted(one[0]) + [one[1]])


run(check_bound, check_handled, check_found, check_no_more)
