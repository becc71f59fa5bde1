#!/usr/bin/env python3
"""A task that comes while one works elsewhere: the desktop tells of it, and a click opens it."""
import os
import pathlib
import subprocess

from harness import Scenario, wait

scenario = Scenario('notification')


def session_of(desk):
    """The session bus of a desk's program: notifications go there."""
    for pid in desk.family():
        settings = pathlib.Path(f'/proc/{pid}/environ').read_bytes().split(b'\0')
        if pathlib.Path(f'/proc/{pid}/comm').read_text().strip() == 'kontor':
            address = next(each for each in settings if each.startswith(b'DBUS_SESSION_BUS_ADDRESS='))
            return dict(os.environ, DBUS_SESSION_BUS_ADDRESS=address.split(b'=', 1)[1].decode())
    return None


def dunstctl(desk, *words):
    return subprocess.run(['dunstctl', *words], env=session_of(desk), capture_output=True, text=True).stdout


@scenario.step
def task_is_told(office, desk):
    """R79 a task that comes while another window is in front is told by the desktop"""
    amra = desk('amra')
    amra.see('My day — Kontor', 'frame')
    boris = desk('boris')
    boris.see('My day — Kontor', 'frame')
    boris.focus()
    office.sql("insert into kontor.task (id, name, manager_id) select kontor.new_id(), 'Water the ficus', e.id"
               " from kontor.employee e where e.login = 'amra'")
    wait(lambda: 'Water the ficus' in dunstctl(amra, 'history') or dunstctl(amra, 'count', 'displayed').strip() == '1',
         'the notification on the desktop')
    amra.picture('notification')


@scenario.step
def click_opens_it(office, desk):
    """R79 a click on it brings the window to the front with the task"""
    amra = desk('amra')
    dunstctl(amra, 'action', '0')
    amra.see('Water the ficus — Kontor', 'frame')
    assert not desk('boris').all('Water the ficus')


scenario.run()
