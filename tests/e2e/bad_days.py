#!/usr/bin/env python3
"""A desk that is killed while it saves: nothing is half-written, and it opens again as it was."""
from harness import Scenario, wait
from people import open_by_palette, some_partner

scenario = Scenario('bad days')

WAITING = """select count(*) from pg_stat_activity
             where usename = 'amra' and wait_event_type = 'Lock' and datname = current_database()"""


@scenario.step
def killed_while_saving(office, desk):
    """kill -9 of the desk while it saves: the change is whole or not there, with its history"""
    identifier, name = some_partner(office)
    amra = desk('amra')
    open_by_palette(amra, name)
    amra.see('Phone', 'text')
    version = int(office.value(f"select version from kontor.partner where id = '{identifier}'"))
    # Two connections: one holds the record, so that the save stands in the middle of its work.
    with office.holding(f"select 1 from kontor.partner where id = '{identifier}' for update"):
        amra.write('Phone', '+387 33 999 999', 'text')
        amra.key('ctrl+s')
        wait(lambda: office.value(WAITING) != '0', 'the save that waits')
        amra.kill()
    wait(lambda: office.value("select count(*) from pg_stat_activity where usename = 'amra' and datname = current_database()") == '0',
         'the end of its connections', 40)
    after, phone = office.sql(f"select version, phone from kontor.partner where id = '{identifier}'")[0]
    lines = office.value(f"select count(*) from kontor.history where id = '{identifier}' and version > {version} and action = 'update'")
    written = phone == '+387 33 999 999'
    assert int(after) == version + written, 'a version for what was written, and none for what was not'
    assert int(lines) == int(written), 'and a line in the history'


scenario.run()
