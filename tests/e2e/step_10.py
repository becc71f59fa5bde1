#!/usr/bin/env python3
"""A route map drawn from nothing, by mouse and by keys: request, check, offer, does the client agree, order or refusal with
reason; tried out, published; another administrator draws on the same draft, and a crash loses nothing."""
import json
import subprocess

from gi.repository import GLib

from harness import Desk, Scenario, wait

scenario = Scenario('a map from nothing')
NAME = 'Sale by telephone'


def graph(office, state='draft'):
    text = office.value("select v.graph from kontor.route_map_version v join kontor.route_map m on m.id = v.map_id"
                        f" where m.name = '{NAME}' and v.state = '{state}'")
    return json.loads(text) if text else None


def names(office, state='draft'):
    drawn = graph(office, state)
    return {point.get('name') for point in drawn['points']} if drawn else set()


def find(office, name, state='draft'):
    drawn = graph(office, state)
    return next((point for point in drawn['points'] if point.get('name') == name), None) if drawn else None


def middle(desk, node):
    """Where a widget is on the screen."""
    def place():
        return node.call('org.a11y.atspi.Component', 'GetExtents', GLib.Variant('(u)', (1,)))[0]

    seen = []

    def stands():
        """The drawing may still be moving: the same at five looks."""
        seen.append(place())
        return len(seen) >= 5 and len(set(seen[-5:])) == 1
    wait(stands, f'{node} to stand still')
    x, y, width, height = seen[-1]
    desk.focus()
    window = subprocess.run(['xdotool', 'getactivewindow', 'getwindowgeometry', '--shell'], check=True, capture_output=True, text=True).stdout
    place = dict(line.split('=') for line in window.splitlines())
    # The frame of the window is part of it, and not of what it shows.
    frame = desk.see(' — Kontor', 'frame').call('org.a11y.atspi.Component', 'GetExtents', GLib.Variant('(u)', (1,)))[0]
    return (int(place['X']) + (int(place['WIDTH']) - frame[2]) // 2 + x + width // 2,
            int(place['Y']) + (int(place['HEIGHT']) - frame[3]) // 2 + y + height // 2)


def point(desk, name):
    return desk.see(name, 'list item')


def double_click(desk, node):
    x, y = middle(desk, node)
    subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '--repeat', '2', '--delay', '60', '1'], check=True)


def click(desk, node):
    x, y = middle(desk, node)
    subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '1'], check=True)


def drag(desk, start, end):
    subprocess.run(['xdotool', 'mousemove', *map(str, start), 'mousedown', '1'], check=True)
    # The last steps are small: whoever lets go looks first whether it can be dropped there.
    for part in (1, 2, 3, 4, 5, 6, 7, 7.8, 7.9, 8, 7.9, 8):
        x, y = (round(a + (b - a) * part / 8) for a, b in zip(start, end))
        subprocess.run(['xdotool', 'mousemove', '--sync', str(x), str(y)], check=False, timeout=5)
        # An answer says that the program has come that far.
        desk.see(' — Kontor', 'frame')
    subprocess.run(['xdotool', 'mouseup', '1'], check=True)


def name_it(desk, text):
    """Writes on the drawing, where the name of the new point waits."""
    wait(lambda: any(node.is_focused() for node in desk.all('Name on the drawing')), 'the name on the drawing')
    desk.type(text)
    desk.key('Return')


def append(desk, kind, text):
    """A, the kind, the name."""
    desk.key('a')
    entry = desk.see('What comes next')
    wait(lambda: any(node.is_focused() for node in [entry, *entry.walk()]), 'the list of points')
    desk.type(kind)
    desk.key('Return')
    name_it(desk, text)


@scenario.step
def begins(office, desk):
    """R74 a new map begins with what every map has"""
    admin = desk('admin')
    admin.key('ctrl+7')
    admin.see('Route maps — Kontor', 'frame')
    admin.press('New map', 'push button')
    admin.see('New route map')
    admin.type(NAME)
    admin.key('Return')
    admin.see('Action: New action')


@scenario.step
def named_by_double_click(office, desk):
    """R74 a double click writes on the drawing itself"""
    admin = desk('admin')
    double_click(admin, point(admin, 'Start: Start'))
    name_it(admin, 'Request')
    wait(lambda: 'Request' in names(office), 'the name of the start in the draft')
    double_click(admin, point(admin, 'Action: New action'))
    name_it(admin, 'Check')
    wait(lambda: 'Check' in names(office), 'the name of the action in the draft')


@scenario.step
def appended(office, desk):
    """R74 R76 R100 actions, a condition and a second way are appended by keyboard"""
    admin = desk('admin')
    append(admin, 'Action', 'Offer')
    append(admin, 'Condition', 'Client agrees?')
    append(admin, 'Action', 'Refusal')
    append(admin, 'End', 'Lost')
    wait(lambda: 'Lost' in names(office), 'the second end in the draft')
    admin.picture('step-10-two-ways')
    drawn = graph(office)
    fork = find(office, 'Client agrees?')
    ways = sorted(flow.get('answer') for flow in drawn['flows'] if flow['from'] == fork['key'])
    assert ways == ['no', 'yes'], ways


@scenario.step
def put_into_a_line(office, desk):
    """R74 an action is dragged from the palette onto a line, which then leads through it"""
    admin = desk('admin')
    fork = middle(admin, point(admin, 'Condition: Client agrees?'))
    end = middle(admin, point(admin, 'End: End'))
    # Onto the short line between them.
    drag(admin, middle(admin, admin.see('Action', 'push button')), ((fork[0] + end[0]) // 2 + 23, end[1]))
    name_it(admin, 'Order')
    wait(lambda: 'Order' in names(office), 'the order in the draft')
    order = find(office, 'Order')
    condition = find(office, 'Client agrees?')
    # What followed has made room.
    assert order['x'] >= condition['x'] + condition['width'], (order, condition)
    assert find(office, 'End')['x'] >= order['x'] + order['width']
    drawn = graph(office)
    assert [flow['answer'] for flow in drawn['flows'] if flow['to'] == order['key']] == ['yes'], drawn['flows']
    admin.picture('step-10-drawn')


def choose(desk, name, mnemonic, downs):
    """Comes to a choice of the inspector by its letter, which others may have too, and takes one below."""
    choice = desk.see(name, 'combo box')
    for _ in range(6):
        desk.key(f'alt+{mnemonic}')
        if desk.all(role='list', within=choice) or any(node.is_focused() for node in choice.walk()):
            break
    if not desk.all(role='list item', within=choice):
        desk.key('space')
    desk.key(*['Down'] * downs, 'Return')


@scenario.step
def inspected(office, desk):
    """R75 R100 the refusal asks for its reason and the other end loses the deal: set in the inspector"""
    admin = desk('admin')
    # All of it in sight.
    admin.key('ctrl+0')
    click(admin, point(admin, 'End: Lost'))
    choose(admin, 'The deal', 'd', 2)
    wait(lambda: find(office, 'Lost').get('outcome') == 'lost', 'the deal to be lost at the end')
    click(admin, point(admin, 'Action: Refusal'))
    admin.see('What is asked')
    admin.press('What is asked')
    choose(admin, 'Asks when it is completed', 'a', 1)
    wait(lambda: find(office, 'Refusal').get('answers_from') == 'loss_reason', 'the reason to be asked for')
    admin.picture('step-10-inspected')


@scenario.step
def taken_back(office, desk):
    """R74 every gesture can be taken back and done again"""
    admin = desk('admin')
    before = graph(office)
    click(admin, point(admin, 'Action: Refusal'))
    admin.key('Delete')
    wait(lambda: 'Refusal' not in names(office), 'the refusal to go')
    admin.key('ctrl+z')
    wait(lambda: graph(office) == before, 'the map as it was')


@scenario.step
def tried_out(office, desk):
    """R85 the map is played on the drawing: the task as the performer sees it, the answers, the end"""
    admin = desk('admin')
    click(admin, admin.see('Try out'))
    admin.press('Complete', 'push button')
    wait(lambda: admin.all('Yes', 'push button'), 'the question of the condition at the offer')
    admin.picture('step-10-question')
    admin.press('No', 'push button')
    admin.press('Complete', 'push button')
    admin.see('The process has ended: Lost.')
    admin.picture('step-10-played')
    assert office.value("select count(*) from kontor.process p join kontor.route_map m on m.id = p.map_id"
                        f" where m.name = '{NAME}'") == '0'
    click(admin, admin.see('Try out'))


@scenario.step
def two_on_one_draft(office, desk):
    """R74 somebody else draws on the same draft: it appears, and one's own work stays"""
    admin = desk('admin')
    office.sql("select kontor.save_map_draft(m.id, jsonb_set(v.graph, '{decorations}',"
               " '[{\"key\": \"d1\", \"kind\": \"note\", \"text\": \"Ask for the budget\", \"x\": 100, \"y\": 420, \"width\": 160, \"height\": 80}]'))"
               " from kontor.route_map m join kontor.route_map_version v on v.map_id = m.id and v.state = 'draft'"
               f" where m.name = '{NAME}'", user='admin')
    admin.see('Note: Ask for the budget', 'list item')
    click(admin, point(admin, 'Action: Check'))
    admin.key('F2')
    name_it(admin, 'Check the request')
    wait(lambda: 'Check the request' in names(office), 'the name in the draft')
    assert graph(office)['decorations'][0]['text'] == 'Ask for the budget'


@scenario.step
def crash(office, desk):
    """R74 the power goes off right after a gesture: it is there"""
    admin = desk('admin')
    click(admin, point(admin, 'Action: Order'))
    admin.key('F2')
    name_it(admin, 'Take the order')
    wait(lambda: 'Take the order' in names(office), 'the last gesture in the draft')
    admin.kill()


@scenario.step
def published(office, desk):
    """R75 R100 nothing outside the editor is needed to publish it"""
    again = Desk(office, 'admin')
    try:
        # The tab comes back as it was left.
        again.see(f'{NAME} — Kontor', 'frame')
        again.see('Action: Take the order')
        again.see('No problems: the map can be published.')
        again.press('Publish', 'push button')
        wait(lambda: graph(office, 'published'), 'the published version')
        again.picture('step-10-published')
    finally:
        again.close()
    drawn = graph(office, 'published')
    lost = next(each for each in drawn['points'] if each.get('name') == 'Lost')
    refusal = next(each for each in drawn['points'] if each.get('name') == 'Refusal')
    assert (lost['outcome'], refusal['answers_from']) == ('lost', 'loss_reason'), drawn['points']
    kinds = sorted(each['kind'] for each in drawn['points'])
    assert kinds == ['action', 'action', 'action', 'action', 'condition', 'end', 'end', 'start'], kinds


scenario.run()
