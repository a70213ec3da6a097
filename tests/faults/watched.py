"""Run malar where the kernel ends it the moment it asks for a socket that it may not have.

`python -m tests.faults.watched none|unix [ARGUMENT ...]`: `unix` allows those within the machine. The watch
holds for every thread, library and process that comes of it, whatever language it is written in.
"""

from __future__ import annotations

import ctypes
import platform
import sys
from socket import AF_UNIX

from assistant.cli import main as command

SOCKET_CALL = {"x86_64": 41, "aarch64": 198}
NO_NEW_PRIVILEGES, SET_SECCOMP, BY_FILTER = 38, 22, 2
LOAD, IF_EQUAL, RETURN = 0x20, 0x15, 0x06
CALL_NUMBER, FIRST_ARGUMENT = 0, 16
KILL, ALLOW = 0x8000_0000, 0x7FFF_0000


class Instruction(ctypes.Structure):
    """One step of a filter: what to do, how far to jump where it holds or not, and a constant."""

    _fields_ = (
        ("code", ctypes.c_uint16),
        ("holds", ctypes.c_uint8),
        ("fails", ctypes.c_uint8),
        ("constant", ctypes.c_uint32),
    )


class Program(ctypes.Structure):
    """A filter as the kernel takes it."""

    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(Instruction)))


def forbid_sockets(*, but_within_the_machine: bool) -> None:
    """From now on a socket ends the process. Raises OSError where the kernel does not take the filter."""
    allowed = AF_UNIX if but_within_the_machine else 0xFFFF
    steps = (
        Instruction(LOAD, 0, 0, CALL_NUMBER),
        Instruction(IF_EQUAL, 0, 3, SOCKET_CALL[platform.machine()]),
        Instruction(LOAD, 0, 0, FIRST_ARGUMENT),
        Instruction(IF_EQUAL, 1, 0, allowed),
        Instruction(RETURN, 0, 0, KILL),
        Instruction(RETURN, 0, 0, ALLOW),
    )
    program = Program(len(steps), (Instruction * len(steps))(*steps))
    kernel = ctypes.CDLL(None, use_errno=True)
    for call in ((NO_NEW_PRIVILEGES, 1, 0, 0, 0), (SET_SECCOMP, BY_FILTER, ctypes.byref(program), 0, 0)):
        if kernel.prctl(*call):
            raise OSError(ctypes.get_errno(), "the kernel does not take a filter of system calls")


def main() -> int:
    """Begin to watch, and run the command line."""
    _, sockets, *arguments = sys.argv
    forbid_sockets(but_within_the_machine=sockets == "unix")
    sys.argv[1:] = arguments
    return command.main()


if __name__ == "__main__":
    sys.exit(main())
