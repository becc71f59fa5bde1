"""Drives Kontor from outside: names and roles by AT-SPI, real keys by xdotool.

A scenario opens an Office (a database of its own) and one or more Desks (the
program, each in a session of its own so that two of them are two programs) and
waits for what it wants to see, never for time to pass.
"""
import contextlib
import itertools
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import traceback

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

HOST = os.environ.get('KONTOR_TEST_HOST', '')
PROGRAM = os.environ.get('KONTOR_PROGRAM', 'kontor')
SCREENSHOTS = os.environ.get('KONTOR_SCREENSHOTS')
PATIENCE = float(os.environ.get('KONTOR_TEST_PATIENCE', '20'))
# Grids are never walked: a table of a million rows would be asked for each cell.
GRIDS = {Atspi.Role.TABLE, Atspi.Role.TREE_TABLE}

numbers = itertools.count(1)


class NotSeen(AssertionError):
    """What a scenario waited for did not come."""


def wait(condition, what, patience=None):
    """Calls condition until it gives something true, and returns that."""
    deadline = time.monotonic() + (patience or PATIENCE)
    context = GLib.MainContext.default()
    while True:
        try:
            result = condition()
        except GLib.Error:
            # The widget went away while it was looked at.
            result = None
        if result:
            return result
        if time.monotonic() > deadline:
            raise NotSeen(f'waited in vain for {what}')
        # The next look comes after news of the program, or soon.
        GLib.timeout_add(25, lambda: False)
        context.iteration(True)


class Office:
    """A copy of the demo database, dropped at the end."""

    def __init__(self, template='kontor_demo'):
        self.name = f'e2e_{os.getpid()}_{next(numbers)}'
        self.environment = dict(os.environ, PGHOST=HOST, PGUSER='postgres')
        self.environment.pop('PGDATABASE', None)
        subprocess.run(['createdb', '-T', template, self.name], check=True, env=self.environment)

    def sql(self, statement, user='postgres'):
        """Runs a statement and returns its rows as lists of text."""
        output = subprocess.run(
            ['psql', '-qAtX', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-d', self.name, '-U', user, '-c', statement],
            check=True, env=self.environment, capture_output=True, text=True).stdout
        return [line.split('\t') for line in output.splitlines()]

    def value(self, statement, user='postgres'):
        rows = self.sql(statement, user)
        return rows[0][0] if rows else None

    def address(self):
        return f'host={HOST} dbname={self.name}'

    def close(self):
        subprocess.run(['dropdb', '--force', '--if-exists', self.name], env=self.environment, check=False)


class Desk:
    """One running program, signed in as somebody."""

    def __init__(self, office, user, *arguments, language=None):
        self.office = office
        self.user = user
        self.folder = tempfile.TemporaryDirectory(prefix='kontor-e2e-')
        environment = dict(
            os.environ, GTK_A11Y='atspi', GSK_RENDERER='cairo', GDK_DEBUG='gl-disable', GDK_BACKEND='x11',
            GSETTINGS_BACKEND='keyfile', NO_AT_BRIDGE='0',
            HOME=self.folder.name, XDG_DATA_HOME=f'{self.folder.name}/data',
            XDG_CONFIG_HOME=f'{self.folder.name}/config', XDG_CACHE_HOME=f'{self.folder.name}/cache')
        if language:
            environment.update(LANGUAGE=language, LC_ALL=f'{language}.UTF-8')
        self.log = open(f'{self.folder.name}/log', 'w+')
        command = [PROGRAM, *arguments]
        if not arguments:
            command += ['--database', office.address(), '--user', user]
        # A session bus of its own, or the second program would only wake the
        # first; both speak to the accessibility bus of the test.
        self.process = subprocess.Popen(
            ['dbus-run-session', '--', 'env', f'AT_SPI_BUS_ADDRESS={accessibility_bus()}', *command],
            env=environment, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True)
        self.root = wait(self._find_program, f'the program of {user}')

    def _family(self):
        output = subprocess.run(['ps', '-o', 'pid=', '-g', str(os.getpgid(self.process.pid))],
                                capture_output=True, text=True).stdout
        return {int(line) for line in output.split()}

    def _find_program(self):
        if self.process.poll() is not None:
            raise NotSeen(f'the program of {self.user} ended: {self.output()}')
        desktop = Atspi.get_desktop(0)
        family = self._family()
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() in family and child.get_child_count() > 0:
                child.set_cache_mask(Atspi.Cache.NONE)
                return child
        return None

    def output(self):
        self.log.flush()
        self.log.seek(0)
        return self.log.read()[-3000:]

    # What is on the screen --------------------------------------------------------

    def _walk(self, start, limit=6000):
        queue = [start]
        while queue and limit > 0:
            node = queue.pop(0)
            if node is None:
                continue
            limit -= 1
            yield node
            if node.get_role() in GRIDS:
                continue
            with contextlib.suppress(GLib.Error):
                queue.extend(node.get_child_at_index(i) for i in range(min(node.get_child_count(), 400)))

    def all(self, name=None, role=None, within=None):
        """Every widget whose name is or contains name, and that has the role."""
        found = []
        for node in self._walk(within or self.root):
            try:
                if role is not None and node.get_role_name() != role:
                    continue
                if name is not None and name not in (node.get_name() or ''):
                    continue
            except GLib.Error:
                continue
            found.append(node)
        return found

    def see(self, name=None, role=None, within=None, patience=None):
        """Waits until something with this name is there, and returns it."""
        def look():
            found = self.all(name, role, within)
            exact = [node for node in found if node.get_name() == name]
            return (exact or found or [None])[0]
        return wait(look, f'“{name}” ({role or "anything"}) on the desk of {self.user}', patience)

    def see_gone(self, name, role=None, patience=None):
        wait(lambda: not self.all(name, role), f'“{name}” to go from the desk of {self.user}', patience)

    def rows(self, grid, count=12):
        """The texts of the first rows of a table, without walking all of it."""
        lines = []
        for i in range(min(grid.get_child_count(), count)):
            row = grid.get_child_at_index(i)
            lines.append(' | '.join(self.texts(row)))
        return lines

    def texts(self, node, depth=6):
        if node is None:
            return []
        # A widget without a name of its own is called by its class.
        name = node.get_name() or ''
        texts = [name] if name and not name.startswith(('Gtk', 'Adw', 'Kontor')) else []
        if depth and not texts:
            for i in range(min(node.get_child_count(), 40)):
                texts += self.texts(node.get_child_at_index(i), depth - 1)
        return texts

    def see_row(self, text, patience=None):
        """Waits until a row of any table has this text; returns the row."""
        def look():
            for grid in self.grids():
                for i in range(min(grid.get_child_count(), 40)):
                    row = grid.get_child_at_index(i)
                    if any(text in each for each in self.texts(row)):
                        return row
            return None
        return wait(look, f'a row with “{text}” on the desk of {self.user}', patience)

    def grids(self):
        found = []
        for node in self._walk(self.root):
            if node.get_role() in GRIDS and node.get_child_count() > 0:
                # The rows stand in the innermost list.
                for i in range(node.get_child_count()):
                    child = node.get_child_at_index(i)
                    if child is not None and child.get_role() in GRIDS | {Atspi.Role.LIST}:
                        found.append(child)
                found.append(node)
        return found

    # What a hand does ---------------------------------------------------------------

    def press(self, name, role=None, within=None):
        """Presses a button, a row, a menu entry."""
        node = self.see(name, role, within)
        for candidate in [node, *self.all(within=node)]:
            if candidate.get_n_actions() > 0:
                candidate.do_action(0)
                return node
        raise NotSeen(f'“{name}” cannot be pressed')

    def write(self, name, text, role=None):
        """Replaces the text of an entry."""
        node = self.see(name, role)
        for candidate in [node, *self.all(within=node)]:
            editable = candidate.get_editable_text_iface()
            if editable is not None:
                candidate.set_text_contents(text)
                return candidate
        raise NotSeen(f'“{name}” takes no text')

    def text_of(self, name, role=None):
        """The text that an entry holds now."""
        for node in self.all(name, role):
            for candidate in [node, *self.all(within=node)]:
                text = candidate.get_text_iface()
                if text is not None:
                    return Atspi.Text.get_text(candidate, 0, Atspi.Text.get_character_count(candidate))
        return None

    def key(self, *keys):
        """Real keys: "ctrl+k", "Return"."""
        self.focus()
        subprocess.run(['xdotool', 'key', '--clearmodifiers', '--delay', '20', *keys], check=True)

    def type(self, text):
        self.focus()
        subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '25', text], check=True)

    def windows(self):
        output = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '.'], capture_output=True, text=True).stdout
        family = self._family()
        mine = []
        for window in output.split():
            pid = subprocess.run(['xdotool', 'getwindowpid', window], capture_output=True, text=True).stdout.strip()
            if pid.isdigit() and int(pid) in family:
                mine.append(window)
        return mine

    def focus(self):
        """Brings this desk's window to the front, unless it is there."""
        def is_active():
            active = subprocess.run(['xdotool', 'getactivewindow'], capture_output=True, text=True).stdout.strip()
            return active in self.windows()
        if is_active():
            return
        window = wait(self.windows, f'a window of {self.user}')[-1]
        subprocess.run(['xdotool', 'windowactivate', '--sync', window], check=False, capture_output=True, timeout=10)
        wait(is_active, f'the window of {self.user} in front')

    def picture(self, name):
        """A picture for people to look at, where the environment names a folder."""
        if not SCREENSHOTS:
            return
        folder = pathlib.Path(SCREENSHOTS)
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(['import', '-window', 'root', str(folder / f'{name}.png')], check=False, capture_output=True)

    def kill(self):
        """As if the computer had lost its power."""
        for pid in self._family():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def close(self):
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(os.getpgid(self.process.pid), signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(os.getpgid(self.process.pid), signal.SIGKILL)
                self.process.wait()
        self.log.close()
        self.folder.cleanup()


def accessibility_bus():
    """The address of the accessibility bus of this session."""
    output = subprocess.run(
        ['gdbus', 'call', '--session', '--dest', 'org.a11y.Bus', '--object-path', '/org/a11y/bus',
         '--method', 'org.a11y.Bus.GetAddress'], check=True, capture_output=True, text=True).stdout
    return output.split("'")[1]


class Scenario:
    """Collects the steps of one file, runs them in order, speaks TAP.

    A step that fails fails the ones after it that need what it did."""

    def __init__(self, title):
        self.title = title
        self.steps = []

    def step(self, function):
        self.steps.append(function)
        return function

    def run(self, template='kontor_demo'):
        print(f'1..{len(self.steps)}', flush=True)
        desks = {}
        office = None
        failed = None
        try:
            office = Office(template)

            def desk(user, *arguments, **options):
                if user not in desks:
                    desks[user] = Desk(office, user, *arguments, **options)
                return desks[user]

            for number, function in enumerate(self.steps, 1):
                name = function.__doc__.strip().splitlines()[0]
                if failed is not None:
                    print(f'not ok {number} - {name} # needs step {failed}', flush=True)
                    continue
                try:
                    function(office, desk)
                    print(f'ok {number} - {name}', flush=True)
                except Exception:
                    failed = number
                    print(f'not ok {number} - {name}', flush=True)
                    for line in traceback.format_exc().splitlines():
                        print(f'# {line}')
                    for user, each in desks.items():
                        each.picture(f'failed-{pathlib.Path(sys.argv[0]).stem}-{number}-{user}')
                        for line in each.output().splitlines()[-20:]:
                            print(f'# {user}: {line}')
        finally:
            for each in desks.values():
                each.close()
            if office is not None:
                office.close()
        sys.exit(1 if failed is not None else 0)
