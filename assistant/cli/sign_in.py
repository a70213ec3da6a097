"""Sign in for one command: name and PIN from where a script has them, or asked for at the terminal."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from assistant.cli.needs import needed
from assistant.cli.passphrase_prompt import ask_shown, asker
from assistant.errors import AssistantError
from assistant.records.operators.admission import OPERATOR_VARIABLE, WrongPin

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from assistant.records.operators.roles import Signed
    from assistant.records.operators.sign_in import SignIn

PIN_VARIABLE = "MALAR_PIN_FD"
TRIES = 3


class NobodyToAsk(AssistantError):
    """A sign-in is needed, and there is no terminal to ask at."""

    def __init__(self) -> None:
        super().__init__(
            "the records ask for an operator and a PIN, and there is no terminal to ask at; give --operator "
            f"NAME ({OPERATOR_VARIABLE}) and the PIN by --pin-fd 3 3<file ({PIN_VARIABLE}=3)"
        )


def add_sign_in(parser: argparse.ArgumentParser) -> None:
    """Declare where the passphrase of encrypted records is, and who signs in where there are accounts."""
    parser.add_argument(
        "--key-fd",
        type=int,
        metavar="N",
        help="read the passphrase of encrypted records from an open descriptor: --key-fd 3 3<file",
    )
    parser.add_argument(
        "--keyring", action="store_true", help="take the passphrase from the keyring of the system"
    )
    parser.add_argument("--operator", metavar="NAME", default="", help="who does this; else MALAR_OPERATOR")
    parser.add_argument(
        "--pin-fd",
        type=int,
        metavar="N",
        help="where there are accounts, read the operator's PIN from an open descriptor; 0 is standard input",
    )


def signs_in(arguments: argparse.Namespace) -> Callable[[SignIn], Signed]:
    """Has the operator sign in, and refuses what the role does not allow."""

    def sign_in(way: SignIn) -> Signed:
        signed = _signed(way, arguments.operator, arguments.pin_fd)
        act = needed(arguments)
        if act is not None:
            signed.require(act)
        return signed

    return sign_in


def admit(arguments: argparse.Namespace) -> None:
    """Have the operator sign in for a command that opens no records, where these have accounts.

    Raises SignInRefused, NotAllowed, StoreError.
    """
    from assistant.records.operators import presence

    if not (presence.noted() or presence.in_file(encrypted=False)):
        return
    from assistant.cli.open_store import opened

    with opened(arguments):
        pass


def given_pin(descriptor: int | None) -> str | None:
    """The PIN that a descriptor of the arguments or the settings holds; None where there is none."""
    from assistant.records.safekeeping.passphrases import descriptor_named, read_descriptor

    chosen = descriptor if descriptor is not None else descriptor_named(PIN_VARIABLE)
    # It is read once: afterwards the number may be that of another file.
    os.environ.pop(PIN_VARIABLE, None)
    return None if chosen is None else read_descriptor(chosen, "PIN")


def _signed(way: SignIn, operator: str, descriptor: int | None) -> Signed:
    name = operator or os.environ.get(OPERATOR_VARIABLE, "")
    given = given_pin(descriptor)
    if given is not None and name:
        return way.sign_in(name, given).signed
    ask = asker()
    if ask is None:
        raise NobodyToAsk
    name = name or ask_shown("Operator: ")
    if given is not None:
        return way.sign_in(name, given).signed
    for number in range(1, TRIES + 1):
        try:
            return way.sign_in(name, ask(f"PIN of {name}: ")).signed
        except WrongPin as error:
            if number == TRIES or error.seconds:
                raise
    raise NobodyToAsk
