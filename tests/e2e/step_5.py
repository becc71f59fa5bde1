#!/usr/bin/env python3
"""A deal walks the route map "Sale": tasks on the right desks, a question, stages that follow."""
import subprocess
import time

from harness import Scenario, wait
from people import open_by_palette, some_partner

DEAL = 'Twelve desks for the new floor'
scenario = Scenario('a sale on its route map')


def deal(office, column):
    return office.value(f"select {column} from kontor.deal where name = '{DEAL}'")


def stage(office):
    return office.value(f"select s.name from kontor.deal d join kontor.stage s on s.id = d.stage_id where d.name = '{DEAL}'")


def task(office, name, column='id'):
    return office.value(f"select t.{column} from kontor.task t join kontor.deal d on d.id = t.deal_id"
                        f" where d.name = '{DEAL}' and t.name = '{name}' order by t.number desc limit 1")


def refused(office, user, statement):
    """Whether the server refuses this person's statement."""
    try:
        office.sql(statement, user)
    except subprocess.CalledProcessError as error:
        return error.stderr
    return None


def open_task(desk, name):
    """Opens a task of the deal from the deal's card."""
    open_by_palette(desk, DEAL)
    desk.press(name)
    desk.see(f'{name} — Kontor', 'frame')


@scenario.step
def new_deal(office, desk):
    """R44 R63 a deal of the kind Sale begins on the partner's card"""
    _, name = some_partner(office)
    amra = desk('amra')
    open_by_palette(amra, name)
    amra.key('alt+d')
    amra.see('Subject', 'text')
    amra.type(DEAL)
    # Past amount and currency to the kind, whose first suggestion is taken.
    amra.key('Tab', 'Tab', 'Tab')
    amra.type('Sale')
    amra.see('Sale by stages')
    amra.picture('step-5-new-deal')
    amra.key('Return')
    amra.see_gone('Sale by stages')
    amra.key('ctrl+Return')
    wait(lambda: deal(office, 'status') == 'open', 'the deal in the database')
    assert office.value("select k.name from kontor.deal d join kontor.deal_kind k on k.id = d.kind_id"
                        f" where d.name = '{DEAL}'") == 'Sale'


@scenario.step
def process_begins(office, desk):
    """R79 the map is started on the deal's card; the first task comes to the desk by itself"""
    amra = desk('amra')
    open_by_palette(amra, DEAL)
    amra.see('This kind of deal walks a route map')
    amra.key('ctrl+4')
    amra.see('My tasks — Kontor', 'frame')
    open_by_palette(amra, DEAL)
    amra.press('Start process')
    wait(lambda: task(office, 'Clarify the needs'), 'the first task in the database')
    began = time.monotonic()
    amra.see('Clarify the needs')
    # How long it may take is measured in tests/bench, on a machine that does nothing else.
    print(f'# on the desk after {time.monotonic() - began:.2f} s')
    assert stage(office) == 'Needs clarified'
    amra.picture('step-5-started')


@scenario.step
def nothing_is_skipped(office, desk):
    """R50 R83 the server refuses to move the deal or to complete what is not due"""
    identifier, version = deal(office, 'id'), deal(office, 'version')
    order = office.value("select id from kontor.stage where name = 'Order'")
    complaint = refused(office, 'amra',
                        f"select kontor.save('deal', '{identifier}', {version}, '{{\"stage_id\": \"{order}\"}}', gen_random_uuid())")
    assert complaint, 'the stage was moved'
    assert refused(office, 'amra', f"update kontor.deal set stage_id = '{order}' where id = '{identifier}'")
    assert refused(office, 'boris', f"select kontor.complete_task('{task(office, 'Clarify the needs')}', null, null, gen_random_uuid())")
    assert stage(office) == 'Needs clarified'


@scenario.step
def first_task(office, desk):
    """R80 the task says what to do and is completed by keyboard; two ways go on at once"""
    amra, selma = desk('amra'), desk('selma')
    selma.key('ctrl+4')
    selma.see('My tasks — Kontor', 'frame')
    amra.press('Clarify the needs')
    amra.see('Call the client')
    amra.picture('step-5-task')
    amra.key('ctrl+Return')
    wait(lambda: task(office, 'Clarify the needs', 'state') == 'done', 'the task to be done')
    assert task(office, 'Prepare the offer', 'state') == 'open'
    # The other way is the head's, on another desk.
    selma.see_row("Check the client's standing")
    amra.see('Prepare the offer — Kontor', 'frame')
    amra.picture('step-5-next')


@scenario.step
def offer_comes_first(office, desk):
    """R82 the step ends with an offer: it is made from the task"""
    amra = desk('amra')
    assert refused(office, 'amra', f"select kontor.complete_task('{task(office, 'Prepare the offer')}', null, null, gen_random_uuid())")
    amra.press('Make it now')
    wait(lambda: office.value("select o.number from kontor.offer o join kontor.deal d on d.id = o.deal_id"
                              f" where d.name = '{DEAL}' and o.task_id is not null"), 'the offer of the task')
    amra.picture('step-5-offer')
    open_task(amra, 'Prepare the offer')
    amra.key('ctrl+Return')
    wait(lambda: task(office, 'Prepare the offer', 'state') == 'done', 'the offer step to be done')
    assert not task(office, 'Talk the offer over'), 'the merge did not wait'


@scenario.step
def merge_waits(office, desk):
    """R76 the ways come together when the head has done the other one"""
    selma = desk('selma')
    open_task(selma, "Check the client's standing")
    selma.key('ctrl+Return')
    wait(lambda: task(office, 'Talk the offer over', 'state') == 'open', 'the task behind the merge')
    assert stage(office) == 'Negotiation'


@scenario.step
def question_decides(office, desk):
    """R81 completing the point asks the question; the answer picks the way"""
    amra = desk('amra')
    open_task(amra, 'Talk the offer over')
    amra.see('Does the client agree?')
    amra.picture('step-5-question')
    amra.press('Yes')
    amra.press('Complete')
    wait(lambda: task(office, 'Talk the offer over', 'answer') == 'yes', 'the answer in the database')
    wait(lambda: task(office, 'Take the order', 'state') == 'open', 'the task of the way chosen')
    assert not task(office, 'Note the reason of refusal')


@scenario.step
def sale_is_won(office, desk):
    """the last step wins the deal and ends the process"""
    amra = desk('amra')
    amra.see('Take the order — Kontor', 'frame')
    amra.key('ctrl+Return')
    wait(lambda: deal(office, 'status') == 'won', 'the deal to be won')
    assert office.value("select p.state from kontor.process p join kontor.deal d on d.id = p.deal_id"
                        f" where d.name = '{DEAL}'") == 'done'
    open_by_palette(amra, DEAL)
    amra.see('Won')
    amra.picture('step-5-won')


scenario.run()
