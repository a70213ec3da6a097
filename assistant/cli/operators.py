"""`malar operator`: the accounts of those who use the records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.cli.open_store import opened
from assistant.cli.sign_in import add_sign_in
from assistant.errors import AssistantError
from assistant.records.operators.roles import Role

if TYPE_CHECKING:
    import argparse

    from assistant.records.operators.accounts import Account, Accounts
    from assistant.records.records import Records

SUMMARY = "list, add, change or remove accounts with a PIN and a role"

EXPLANATION = """\
`add R7 clinician` makes an account and asks for its PIN, twice. As soon as there is one, malar asks who is
there. The first account administers the others; `--administers` gives that to further ones. `role R7
auditor` gives another role, `reset R7` another PIN to who forgot it, `pin` another one to oneself, `remove
R7` takes the account away; what was signed under its name stays. A PIN has at least 6 characters and may be
a passphrase; it is never an argument. docs/access.md tells what each role may do, and what a PIN does not
keep out."""

EXAMPLES = (
    "malar operator add R7 clinician",
    "malar operator add C1 curator --new-pin-fd 0 < pin.txt",
    "malar operator role R7 auditor",
    "malar operator pin --operator R7",
)

TAKES = {
    "list": (0, 0, "nothing more"),
    "add": (1, 2, "NAME, and a role where it is not clinician"),
    "role": (2, 2, "NAME ROLE"),
    "reset": (1, 1, "NAME"),
    "pin": (0, 0, "nothing more; it is for who signs in"),
    "remove": (1, 1, "NAME"),
}
"""How many further words an action takes, at least and at most, and which."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("action", nargs="?", choices=tuple(TAKES), default="list", help="list (default)")
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORD",
        help=f"NAME ROLE; a role is {', '.join(role.value for role in Role)}",
    )
    rights = parser.add_mutually_exclusive_group()
    rights.add_argument(
        "--administers",
        action="store_true",
        default=None,
        help="the account may change accounts, back up and encrypt",
    )
    rights.add_argument(
        "--administers-no-more", dest="administers", action="store_false", help="the account may not any more"
    )
    parser.add_argument(
        "--new-pin-fd",
        type=int,
        metavar="N",
        help="read the new PIN from an open descriptor; 0: standard input",
    )
    parser.add_argument("--json", action="store_true", help="list: one line of JSON an account")
    add_sign_in(parser)
    parser.set_defaults(usage_error=parser.error, demo=False)


def run(arguments: argparse.Namespace) -> int:
    """Do it, and return the exit code."""
    least, most, which = TAKES[arguments.action]
    words: list[str] = arguments.words
    if not least <= len(words) <= most:
        arguments.usage_error(f"{arguments.action} takes {which}")
    from assistant.records.operators import presence
    from assistant.records.operators.accounts import Accounts

    role = _role(arguments, words[1] if len(words) > 1 else Role.CLINICIAN.value)
    with opened(arguments) as records:
        accounts = Accounts(records)
        if arguments.action == "list":
            return _list(accounts.all(), as_json=arguments.json)
        print(_done(arguments, records, accounts, role))
        presence.note(there=bool(accounts.all()))
    return 0


def _role(arguments: argparse.Namespace, written: str) -> Role:
    try:
        return Role(written)
    except ValueError:
        roles = ", ".join(role.value for role in Role)
        arguments.usage_error(f"there is no role {written!r}; choose one of {roles}")
        raise


def _done(arguments: argparse.Namespace, records: Records, accounts: Accounts, role: Role) -> str:
    """Do what was asked for, and say what was done. Raises AccountRefused, PinRefused or NotAllowed."""
    action: str = arguments.action
    if action == "pin":
        if not accounts.all():
            raise AssistantError("there is no account yet; malar operator add NAME makes the first")
        name = records.author.operator
        accounts.reset(name, _new_pin(arguments, name))
        return f"{name} has another PIN."
    name = arguments.words[0]
    if action == "add":
        first = not accounts.all()
        made = accounts.add(name, role, _new_pin(arguments, name), administers=bool(arguments.administers))
        asks = " From now on malar asks who is there; the PIN cannot be read anywhere." if first else ""
        return f"{_line(made)}.{asks}"
    if action == "role":
        return f"{_line(accounts.change_role(name, role, administers=arguments.administers))}."
    if action == "reset":
        accounts.reset(name, _new_pin(arguments, name))
        return f"{name} has another PIN."
    accounts.remove(name)
    left = "" if accounts.all() else " There is no account any more: malar asks nobody."
    return f"{name} is removed.{left}"


def _list(found: tuple[Account, ...], *, as_json: bool) -> int:
    for each in found:
        print(json.dumps(each.as_json(), ensure_ascii=False) if as_json else _line(each))
    if not found and not as_json:
        print("There is no account: malar asks nobody who is there. malar operator add NAME makes the first.")
    return 0


def _line(account: Account) -> str:
    return f"{account.name}, {account.role.value}{', administers accounts' if account.administers else ''}"


def _new_pin(arguments: argparse.Namespace, name: str) -> str:
    from assistant.cli.passphrase_prompt import ask_twice, asker
    from assistant.records.safekeeping.passphrases import read_descriptor

    if arguments.new_pin_fd is not None:
        return read_descriptor(arguments.new_pin_fd, "PIN")
    ask = asker()
    if ask is None:
        raise AssistantError("there is no terminal to ask for the new PIN; give it by --new-pin-fd 3 3<file")
    return ask_twice(ask, f"PIN for {name}")
