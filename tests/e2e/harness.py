"""Drives Kontor from outside: names and roles by the accessibility bus, real keys by xdotool.

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

from gi.repository import GLib

from tree import Bus

HOST = os.environ.get('KONTOR_TEST_HOST', '')
PROGRAM = os.environ.get('KONTOR_PROGRAM', 'kontor')
SCREENSHOTS = os.environ.get('KONTOR_SCREENSHOTS')
PATIENCE = float(os.environ.get('KONTOR_TEST_PATIENCE', '20'))
numbers = itertools.count(1)
buses = []


def bus():
    if not buses:
        buses.append(Bus())
    return buses[0]


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

    @contextlib.contextmanager
    def holding(self, statement):
        """The locks of a statement are held as long as the block lasts."""
        with subprocess.Popen(['psql', '-qAtX', '-v', 'ON_ERROR_STOP=1', '-d', self.name], env=self.environment,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
            holder.stdin.write(f"begin; {statement}; select 'held';\n")
            holder.stdin.flush()
            while holder.stdout.readline().strip() != 'held':
                assert holder.poll() is None, 'the lock was not taken'
            yield
            holder.stdin.write('rollback;\n')
            holder.stdin.close()
            holder.wait()

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
            ['dbus-run-session', '--', 'env', f'AT_SPI_BUS_ADDRESS={bus().address}', *command],
            env=environment, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True)
        self.root = wait(self._find_program, f'the program of {user}')

    def family(self):
        output = subprocess.run(['ps', '-o', 'pid=', '-g', str(os.getpgid(self.process.pid))],
                                capture_output=True, text=True).stdout
        return {int(line) for line in output.split()}

    def _find_program(self):
        if self.process.poll() is not None:
            raise NotSeen(f'the program of {self.user} ended: {self.output()}')
        family = self.family()
        for pid, root in bus().programs():
            if pid in family and root.call('org.a11y.atspi.Accessible', 'GetChildren')[0]:
                return root
        return None

    def output(self):
        self.log.flush()
        self.log.seek(0)
        return self.log.read()[-3000:]

    # What is on the screen --------------------------------------------------------

    def look(self):
        """Everything that the program shows now, as a tree."""
        return bus().read(self.root)

    def all(self, name=None, role=None, within=None):
        """Every widget whose name is or contains name, and that has the role; the exact ones first."""
        tree = bus().read(within) if within is not None else self.look()
        found = [node for node in tree.walk()
                 if (role is None or node.role == role) and (name is None or name in node.name)]
        return sorted(found, key=lambda node: node.name != name)

    def see(self, name=None, role=None, within=None, patience=None):
        """Waits until something with this name is there, and returns it."""
        return wait(lambda: next(iter(self.all(name, role, within)), None),
                    f'“{name}” ({role or "anything"}) on the desk of {self.user}', patience)

    def see_gone(self, name, role=None, patience=None):
        wait(lambda: not self.all(name, role), f'“{name}” to go from the desk of {self.user}', patience)

    def see_row(self, text, patience=None):
        """Waits until a row of any table has this text; returns the row."""
        def look():
            for node in self.look().walk():
                if node.role == 'table cell' and any(text in each for each in node.texts()):
                    return node.ancestor('table row')
            return None
        return wait(look, f'a row with “{text}” on the desk of {self.user}', patience)

    # What a hand does ---------------------------------------------------------------

    def press(self, name, role=None, within=None):
        """Presses a button, a row, a menu entry: the widget of this name, else the one around or inside it."""
        def find():
            for node in self.all(name, role, within):
                for candidate in [*node.walk(), node.parent]:
                    if candidate is not None and candidate.role != 'label' and candidate.n_actions() > 0:
                        return candidate
            return None
        wait(find, f'“{name}” to press on the desk of {self.user}').do()

    def entry(self, name, role=None):
        """Waits for an entry of this name; ask it for its text() as often as you like."""
        def find():
            for node in self.all(name, role):
                for candidate in node.walk():
                    if candidate.has('EditableText'):
                        return candidate
            return None
        return wait(find, f'an entry “{name}” on the desk of {self.user}')

    def write(self, name, text, role=None):
        """Replaces the text of an entry."""
        entry = self.entry(name, role)
        entry.set_text(text)
        return entry

    def key(self, *keys):
        """Real keys: "ctrl+k", "Return"."""
        self.focus()
        subprocess.run(['xdotool', 'key', '--clearmodifiers', '--delay', '20', *keys], check=True)

    def tab_to(self, name, role, key='Tab', most=60):
        """Presses a key until the widget of this name has the focus."""
        target = self.see(name, role)
        for _ in range(most):
            if target.is_focused():
                return target
            self.key(key)
        raise NotSeen(f'{key} does not come to “{name}” on the desk of {self.user}')

    def type(self, text):
        self.focus()
        subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '25', text], check=True)

    def windows(self):
        output = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '.'], capture_output=True, text=True).stdout
        family = self.family()
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
        for pid in self.family():
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
