"""The few lines that speak TAP: each check is a function that yields what is wrong."""
import sys


def run(*checks):
    """Runs each check; its first docstring line names it; every string it yields is a fault."""
    print(f'1..{len(checks)}')
    failed = 0
    for number, check in enumerate(checks, 1):
        faults = list(check())
        name = check.__doc__.strip().splitlines()[0]
        print(f'{"not ok" if faults else "ok"} {number} - {name}')
        for fault in faults[:40]:
            print(f'#   {fault}')
        failed += bool(faults)
    sys.exit(1 if failed else 0)
