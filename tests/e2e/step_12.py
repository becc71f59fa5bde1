#!/usr/bin/env python3
"""The drawing without a mouse: lines are reached, hung elsewhere and bent, space is made, several points are taken together and
a frame gets another size, all by keys and all undone."""
import json

from harness import Scenario, wait

scenario = Scenario('a map without a mouse')
NAME = 'By keyboard'


def graph(office):
    text = office.value("select v.graph from kontor.route_map_version v join kontor.route_map m on m.id = v.map_id"
                        f" where m.name = '{NAME}' and v.state = 'draft'")
    return json.loads(text) if text else {'points': [], 'flows': [], 'decorations': []}


def point(office, name):
    return next((p for p in graph(office)['points'] if p.get('name') == name), None)


def line(office, tail):
    key = point(office, tail)['key']
    return next(f for f in graph(office)['flows'] if f['from'] == key)


def go_to(desk, name):
    """Tab comes to the points of the drawing one after the other, and selects each."""
    desk.key('Tab')
    desk.tab_to(name, 'list item')


def append(desk, kind, text):
    desk.key('a')
    entry = desk.see('What comes next')
    wait(lambda: any(node.is_focused() for node in [entry, *entry.walk()]), 'the list of points')
    desk.type(kind)
    desk.key('Return')
    wait(lambda: any(node.is_focused() for node in desk.all('Name on the drawing')), 'the name on the drawing')
    desk.type(text)
    desk.key('Return')


@scenario.step
def begins(office, desk):
    """R74 a map is begun and goes on by keys"""
    admin = desk('admin')
    admin.key('ctrl+7')
    admin.see('Route maps — Kontor', 'frame')
    admin.press('New map', 'push button')
    admin.see('New route map')
    admin.type(NAME)
    admin.key('Return')
    admin.see('Action: New action')
    go_to(admin, 'Action: New action')
    append(admin, 'Action', 'Offer')
    wait(lambda: point(office, 'Offer'), 'the offer in the draft')


@scenario.step
def bent(office, desk):
    """R74 a piece of a line goes aside by the arrows, and comes back with one undo"""
    admin = desk('admin')
    go_to(admin, 'Action: New action')
    for key in ('l', 'b', 'Down', 'Down', 'Down', 'Down', 'Down'):
        admin.key(key)
    admin.picture('step-12-bent')
    admin.key('Return')
    wait(lambda: len(line(office, 'New action').get('bends', [])) >= 2, 'the corners in the draft')
    admin.key('ctrl+z')
    wait(lambda: not line(office, 'New action').get('bends'), 'the straight line in the draft')


@scenario.step
def hung_elsewhere(office, desk):
    """R74 the end of a line is hung to another point"""
    admin = desk('admin')
    go_to(admin, 'Action: New action')
    admin.key('l')
    admin.key('c')
    go_to(admin, 'End: End')
    admin.key('Return')
    end = point(office, 'End')['key']
    wait(lambda: line(office, 'New action')['to'] == end, 'the line to the end in the draft')
    admin.key('ctrl+z')
    offer = point(office, 'Offer')['key']
    wait(lambda: line(office, 'New action')['to'] == offer, 'the line back in the draft')


@scenario.step
def space_is_made(office, desk):
    """R74 everything from a point on goes aside by S and the arrows, in one step"""
    admin = desk('admin')
    before = point(office, 'Offer')['x'], point(office, 'End')['x'], point(office, 'New action')['x']
    go_to(admin, 'Action: Offer')
    for key in ('s', 'Right', 'Right', 'Right'):
        admin.key(key)
    admin.picture('step-12-space')
    admin.key('Return')
    wait(lambda: (point(office, 'Offer')['x'], point(office, 'End')['x'], point(office, 'New action')['x'])
         == (before[0] + 30, before[1] + 30, before[2]), 'the space in the draft')
    admin.key('ctrl+z')
    wait(lambda: point(office, 'Offer')['x'] == before[0], 'no space in the draft')


@scenario.step
def taken_together(office, desk):
    """R74 points are taken together by Space and moved"""
    admin = desk('admin')
    before = point(office, 'New action')['y'], point(office, 'Offer')['y'], point(office, 'End')['y']
    go_to(admin, 'Action: New action')
    admin.key('space')
    go_to(admin, 'Action: Offer')
    admin.key('Down')
    admin.key('Down')
    admin.picture('step-12-together')
    wait(lambda: (point(office, 'New action')['y'], point(office, 'Offer')['y'], point(office, 'End')['y'])
         == (before[0] + 20, before[1] + 20, before[2]), 'both moved in the draft')
    admin.key('Escape')
    admin.key('ctrl+z')
    wait(lambda: point(office, 'Offer')['y'] == before[1], 'both back in the draft')


@scenario.step
def sized(office, desk):
    """R74 a frame gets another size"""
    admin = desk('admin')
    admin.press('Group', 'push button')
    wait(lambda: any(node.is_focused() for node in admin.all('Name on the drawing')), 'the name on the drawing')
    admin.type('Together')
    admin.key('Return')
    wait(lambda: graph(office)['decorations'], 'the frame in the draft')
    before = graph(office)['decorations'][0]
    go_to(admin, 'Group: Together')
    for key in ('r', 'Right', 'Right', 'Down'):
        admin.key(key)
    admin.picture('step-12-size')
    admin.key('Return')
    wait(lambda: (graph(office)['decorations'][0]['width'], graph(office)['decorations'][0]['height'])
         == (before['width'] + 20, before['height'] + 10), 'the new size in the draft')


scenario.run()
