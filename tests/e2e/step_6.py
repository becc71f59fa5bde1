#!/usr/bin/env python3
"""The route map: where a deal stands on it, a point moved and one added, a new version published."""
from harness import Scenario, wait

scenario = Scenario('route map')


def draft(office, path):
    return office.value("select v.graph from kontor.route_map_version v join kontor.route_map m on m.id = v.map_id"
                        " where m.name = 'Sale' and v.state = 'draft'") and office.value(
        f"select {path} from kontor.route_map_version v join kontor.route_map m on m.id = v.map_id,"
        " jsonb_array_elements(v.graph->'points') p"
        " where m.name = 'Sale' and v.state = 'draft' and p->>'name' = 'Take the order'")


@scenario.step
def deal_is_marked(office, desk):
    """R88 the map of a running sale shows where it stands"""
    amra = desk('amra')
    amra.key('ctrl+6')
    amra.see('Processes — Kontor', 'frame')
    amra.see_row('Sale: ')
    amra.key('Down', 'Return')
    amra.see('Waiting for')
    amra.see('stands here')
    amra.picture('step-6-process')


@scenario.step
def editor_opens(office, desk):
    """R74 R78 an administrator opens the map to change it"""
    admin = desk('admin')
    admin.key('ctrl+7')
    admin.see('Route maps — Kontor', 'frame')
    admin.see('From the request to the order')
    admin.key('Tab')
    admin.tab_to('Sale', 'list item', 'Down')
    admin.key('Return')
    admin.see('Sale — Kontor', 'frame')
    admin.see('Action: Take the order', 'list item')
    admin.picture('step-6-editor')


@scenario.step
def point_is_moved(office, desk):
    """R74 a point is moved by the arrow keys; the draft is kept by itself"""
    admin = desk('admin')
    before = office.value("select p->>'y' from kontor.route_map_version v join kontor.route_map m on m.id = v.map_id,"
                          " jsonb_array_elements(v.graph->'points') p where m.name = 'Sale' and p->>'name' = 'Take the order'")
    admin.tab_to('Action: Take the order', 'list item')
    admin.key('Down', 'Down')
    admin.picture('step-6-moved')
    wait(lambda: draft(office, "(p->>'y')::numeric > " + before) == 't', 'the moved point in the draft')


@scenario.step
def point_is_added(office, desk):
    """R74 R100 a point is appended by keyboard and named"""
    admin = desk('admin')
    before = int(office.value("select jsonb_array_length(v.graph->'points') from kontor.route_map_version v"
                              " join kontor.route_map m on m.id = v.map_id where m.name = 'Sale' and v.state = 'draft'"))
    admin.key('a')
    # The palette has a timer, and now the menu beside the point has one too.
    wait(lambda: len(admin.all('Timer', 'label')) > 1, 'the menu of points')
    admin.key('Return')
    wait(lambda: office.value("select jsonb_array_length(v.graph->'points') from kontor.route_map_version v"
                              " join kontor.route_map m on m.id = v.map_id where m.name = 'Sale' and v.state = 'draft'") == str(before + 1), 'the new point in the draft')
    admin.type('Ask for the feedback')
    admin.key('Return')
    wait(lambda: office.value("select count(*) from kontor.route_map_version v, jsonb_array_elements(v.graph->'points') p"
                              " where v.state = 'draft' and p->>'name' = 'Ask for the feedback'") == '1', 'the name in the draft')
    admin.picture('step-6-added')


@scenario.step
def new_version(office, desk):
    """R74 R75 the draft becomes version 2; running processes stay on the old one"""
    admin = desk('admin')
    running = office.value("select count(*) from kontor.process p join kontor.route_map m on m.id = p.map_id"
                           " where m.name = 'Sale' and p.state = 'running'")
    admin.see('No problems: the map can be published.')
    admin.press('Publish', 'push button')
    wait(lambda: office.value("select v.number from kontor.route_map_version v join kontor.route_map m on m.id = v.map_id"
                              " where m.name = 'Sale' and v.state = 'published'") == '2', 'version 2 in the database')
    old = office.value("select count(*) from kontor.process p join kontor.route_map_version v on v.id = p.map_version_id"
                       " join kontor.route_map m on m.id = v.map_id where m.name = 'Sale' and p.state = 'running' and v.number = 1")
    assert old == running, (old, running)
    admin.picture('step-6-published')


scenario.run()
