"""What several scenarios do: find a record that can be typed, open it by the palette."""

TYPEABLE = "'^[A-Z][a-z]{4,}[A-Za-z. ]*$'"


def some_partner(office, login='amra', number=0):
    """(id, name) of a partner of this person that any keyboard can type and that is the only one of its name."""
    return office.sql(
        "select p.id, p.name from kontor.partner p join kontor.employee e on e.id = p.manager_id"
        f" where e.login = '{login}' and p.name ~ {TYPEABLE}"
        " and (select count(*) from kontor.partner q where q.name = p.name) = 1"
        f" order by p.sort_key limit 1 offset {number}")[0]


def open_by_palette(desk, name):
    """Types a name into the palette and opens what has exactly that name."""
    desk.key('ctrl+k')
    desk.type(name)
    desk.see(f'{name},', 'list item', within=desk.see('What was found'))
    desk.key('Return')
    desk.see(f'{name} — Kontor', 'frame')
