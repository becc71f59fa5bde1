"""What a program shows to a screen reader, read as one tree.

The accessibility bus is asked directly and many questions at once: one question
after another takes seconds for a window with a thousand widgets.
"""
import subprocess

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ACCESSIBLE = 'org.a11y.atspi.Accessible'
# A list of a million rows is looked at only as far as a screen shows it.
MAXIMUM_CHILDREN = 60
# Widgets without a name of their own are called by their class.
CLASSES = ('Gtk', 'Adw', 'Kontor')


class Node:
    """One widget as it was when the tree was read."""

    def __init__(self, bus, owner, path, parent=None):
        self.bus = bus
        self.owner = owner
        self.path = path
        self.parent = parent
        self.role = ''
        self.name = ''
        self.children = []

    def __repr__(self):
        return f'{self.role} “{self.name}”'

    def walk(self):
        queue = [self]
        while queue:
            node = queue.pop(0)
            yield node
            queue.extend(node.children)

    def texts(self):
        return [node.name for node in self.walk() if node.name]

    def ancestor(self, role):
        node = self.parent
        while node is not None and node.role != role:
            node = node.parent
        return node

    # One question at a time, for the few widgets that are used -----------------------

    def call(self, interface, method, parameters=None):
        return self.bus.call_sync(self.owner, self.path, interface, method, parameters, None,
                                  Gio.DBusCallFlags.NONE, 5000, None).unpack()

    def get(self, interface, name):
        return self.call('org.freedesktop.DBus.Properties', 'Get', GLib.Variant('(ss)', (interface, name)))[0]

    def has(self, interface):
        return f'org.a11y.atspi.{interface}' in self.call(ACCESSIBLE, 'GetInterfaces')[0]

    def is_focused(self):
        states = self.call(ACCESSIBLE, 'GetState')[0]
        return bool(states[0] >> int(Atspi.StateType.FOCUSED) & 1)

    def n_actions(self):
        return self.get('org.a11y.atspi.Action', 'NActions') if self.has('Action') else 0

    def do(self, index=0):
        self.call('org.a11y.atspi.Action', 'DoAction', GLib.Variant('(i)', (index,)))

    def text(self):
        """What an entry holds now, or None where it holds no text."""
        if not self.has('Text'):
            return None
        count = self.get('org.a11y.atspi.Text', 'CharacterCount')
        return self.call('org.a11y.atspi.Text', 'GetText', GLib.Variant('(ii)', (0, count)))[0]

    def set_text(self, text):
        self.call('org.a11y.atspi.EditableText', 'SetTextContents', GLib.Variant('(s)', (text,)))


class Bus:
    """The accessibility bus and the programs on it."""

    def __init__(self):
        output = subprocess.run(
            ['gdbus', 'call', '--session', '--dest', 'org.a11y.Bus', '--object-path', '/org/a11y/bus',
             '--method', 'org.a11y.Bus.GetAddress'], check=True, capture_output=True, text=True).stdout
        self.address = output.split("'")[1]
        self.connection = Gio.DBusConnection.new_for_address_sync(
            self.address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def programs(self):
        """(process id, root node) of each program that is there."""
        desktop = Node(self.connection, 'org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root')
        for owner, path in desktop.call(ACCESSIBLE, 'GetChildren')[0]:
            try:
                pid = self.connection.call_sync(
                    'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                    'GetConnectionUnixProcessID', GLib.Variant('(s)', (owner,)), None,
                    Gio.DBusCallFlags.NONE, 2000, None).unpack()[0]
            except GLib.Error:
                continue
            yield pid, Node(self.connection, owner, path)

    def read(self, start):
        """The tree below a node, level by level, all questions of a level at once."""
        root = Node(self.connection, start.owner, start.path)
        level = [root]
        while level:
            self._ask(level)
            level = [child for node in level for child in node.children]
        return root

    def _ask(self, nodes):
        waiting = [0]

        def ask(node, interface, method, parameters, take):
            def answered(connection, result):
                waiting[0] -= 1
                try:
                    take(node, connection.call_finish(result).unpack())
                except GLib.Error:
                    # It went away meanwhile.
                    pass
            waiting[0] += 1
            self.connection.call(node.owner, node.path, interface, method, parameters, None,
                                 Gio.DBusCallFlags.NONE, 5000, None, answered)

        name = GLib.Variant('(ss)', (ACCESSIBLE, 'Name'))
        for node in nodes:
            ask(node, ACCESSIBLE, 'GetRole', None, take_role)
            ask(node, 'org.freedesktop.DBus.Properties', 'Get', name, take_name)
            ask(node, ACCESSIBLE, 'GetChildren', None, take_children)
        while waiting[0] > 0:
            GLib.MainContext.default().iteration(True)


def take_role(node, answer):
    node.role = Atspi.role_get_name(Atspi.Role(answer[0]))


def take_name(node, answer):
    # A label and what it labels give the same name twice.
    name = answer[0]
    half = (len(name) - 1) // 2
    if len(name) % 2 == 1 and name[half] == ' ' and name[:half] == name[half + 1:]:
        name = name[:half]
    node.name = '' if name.startswith(CLASSES) and ' ' not in name and name not in ('Kontor',) else name


def take_children(node, answer):
    node.children = [Node(node.bus, owner, path, node) for owner, path in answer[0][:MAXIMUM_CHILDREN]
                     if path != '/org/a11y/atspi/null']
