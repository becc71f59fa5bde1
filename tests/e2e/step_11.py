#!/usr/bin/env python3
"""A new colleague comes and leaves: by the keyboard of the administrator, and seen at the colleague's own desk."""
import base64
import hashlib
import hmac
import os
import pathlib

from harness import Scenario, wait

scenario = Scenario('people come and leave')
# Logins are the server's, which outlives this office.
LOGIN = f'ena{os.getpid()}'


def stored_key(password, salt, iterations):
    """What PostgreSQL keeps of a password (RFC 5802)."""
    salted = hashlib.pbkdf2_hmac('sha256', password.encode(), base64.b64decode(salt), int(iterations))
    return base64.b64encode(hashlib.sha256(hmac.digest(salted, b'Client Key', 'sha256')).digest()).decode()


@scenario.step
def let_in(office, desk):
    """R301 a new person is one form, and no hand leaves the keyboard"""
    # Whatever the server is told is in its log.
    office.sql(f'alter database {office.name} set log_statement = \'all\'')
    admin = desk('admin')
    admin.key('ctrl+k')
    admin.type('Administration')
    admin.see('Administration', 'list item', within=admin.see('What was found'))
    admin.key('Return')
    admin.see('New person…')
    admin.key('alt+p')
    admin.see('Let in', 'push button')
    admin.type('Ena Begic')
    admin.key('Tab')
    # The first name is offered as the login.
    wait(lambda: admin.entry('Login', 'text').text() == 'ena', 'the login made of the name')
    admin.key('ctrl+a')
    admin.type(LOGIN)
    admin.key('ctrl+Return')
    admin.see('Ena Begic can sign in now')
    admin.picture('step-11-let-in')
    wait(lambda: office.value(f"select rolcanlogin from pg_roles where rolname = '{LOGIN}'") == 't', 'the login on the server')
    assert office.value(f"select role from kontor.employee where login = '{LOGIN}'") == 'seller'


@scenario.step
def password_is_the_one_that_was_shown(office, desk):
    """R294 the password that is shown once is the one that the server has, and its log has nothing of it"""
    admin = desk('admin')
    shown = wait(lambda: next((node.name for node in admin.look().walk()
                               if node.role == 'label' and node.name.count('-') == 3 and len(node.name) == 19), None),
                 'the password on the screen')
    kept = office.value(f"select rolpassword from pg_authid where rolname = '{LOGIN}'")
    _, made, keys = kept.split('$')
    iterations, salt = made.split(':')
    assert stored_key(shown, salt, iterations) == keys.split(':')[0]
    log = pathlib.Path(os.environ['KONTOR_TEST_LOG']).read_text(errors='replace')
    assert kept in log and shown not in log
    admin.key('Return')
    admin.see('Ena Begic — Kontor', 'frame')


@scenario.step
def signs_in_at_a_desk(office, desk):
    """R301 the new colleague signs in at a desk of their own"""
    ena = desk(LOGIN)
    ena.see('My day')
    assert not ena.all('Administration')
    ena.picture('step-11-new-desk')


@scenario.step
def shut_out(office, desk):
    """R38 whoever is deactivated is shut out at once, and who takes over is named"""
    admin, ena = desk('admin'), desk(LOGIN)
    admin.key('alt+d')
    admin.see('Deactivate Ena Begic?')
    admin.picture('step-11-leaving')
    admin.key('alt+d')
    wait(lambda: office.value(f"select rolcanlogin from pg_roles where rolname = '{LOGIN}'") == 'f', 'the login to be shut')
    ena.see('You may not sign in any more.')
    ena.picture('step-11-shut-out')


scenario.run()
