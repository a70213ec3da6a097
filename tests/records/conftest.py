"""Both databases: every test that takes `database_url` runs against each of them for real."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.running import Malar
from tests.records.clinic import Clinic
from tests.records.postgres import NEEDED_VARIABLE, NoServer, Server, server_needed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server of this test run."""
    try:
        server = Server()
    except NoServer:
        if server_needed():
            pytest.fail(
                f"PostgreSQL is missing, and {NEEDED_VARIABLE} or CI is set: apt-get install postgresql"
            )
        pytest.skip("PostgreSQL is not installed here: apt-get install postgresql, and these tests run")
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives addresses of new, empty databases of one kind."""
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgres")
        return server.new_database
    numbers = iter(range(1_000))
    return lambda: f"sqlite:///{tmp_path / f'records-{next(numbers)}.sqlite'}"


@pytest.fixture
def database_url(new_url: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> str:
    """A new, empty database, which the program is told to use."""
    url = new_url()
    monkeypatch.setenv("MALAR_DATABASE_URL", url)
    monkeypatch.setenv("MALAR_OPERATOR", "tester")
    return url


@pytest.fixture
def clinic(database_url: str) -> Iterator[Clinic]:
    """Records in a new database."""
    clinic = Clinic(database_url)
    yield clinic
    clinic.close()


@pytest.fixture
def malar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Malar:
    """The command line."""
    return Malar(monkeypatch, capsys)
