"""What others can write is not taken for content, and a data folder that others can write to is not used."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant import ownership, paths
from assistant.content.cache import cached_tree, keep_tree
from tests.cli.running import Malar
from tests.cli.test_fourth_instrument import ITCH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ELSEWHERE = 65_534
"""An account that is neither ours nor root's."""

LOOSE = {"world": 0o777, "group": 0o775, "sticky": 0o1777}


@pytest.fixture
def malar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Malar:
    return Malar(monkeypatch, capsys)


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of further content, below a folder that is ours: one instrument."""
    folder = tmp_path / "above" / "mine"
    (folder / "instruments" / "figures").mkdir(parents=True)
    (folder / "instruments" / "itch.yaml").write_text(ITCH, encoding="utf-8")
    for place in (folder.parent, folder, *folder.rglob("*")):
        place.chmod(0o755 if place.is_dir() else 0o644)
    monkeypatch.setenv("MALAR_CONTENT", str(folder))
    return folder


PLACES: dict[str, Callable[[Path], Path]] = {
    "a folder above": lambda content: content.parent,
    "the folder": lambda content: content,
    "the kind": lambda content: content / "instruments",
    "a folder within": lambda content: content / "instruments" / "figures",
    "the file": lambda content: content / "instruments" / "itch.yaml",
}


@pytest.mark.parametrize("mode", [0o777, 0o775], ids=["world", "group"])
@pytest.mark.parametrize("where", PLACES.values(), ids=PLACES)
def test_content_where_others_can_write_is_refused(
    malar: Malar, content: Path, where: Callable[[Path], Path], mode: int
) -> None:
    place = where(content)
    place.chmod(mode)
    message = malar("score", "itch", "--answers", "-", typed="{}").message
    assert message.startswith(f"malar: {place}: content is not taken from where others can write: ")
    assert f"can write to it ({'d' if place.is_dir() else '-'}rwxrwxr" in message
    assert f"chmod go-w {place}; or set MALAR_SHARED_FOLDERS=allow" in message


def test_it_is_used_once_it_is_mended_or_allowed(
    malar: Malar, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (content / "instruments").chmod(0o777)
    assert malar("instruments").code == 1
    monkeypatch.setenv("MALAR_SHARED_FOLDERS", "allow")
    assert malar("instruments").code == 0
    monkeypatch.setenv("MALAR_SHARED_FOLDERS", "0")
    assert malar("instruments").code == 1
    (content / "instruments").chmod(0o755)
    assert malar("score", "itch", "--answers", "-", "--json", typed="{}").json["instrument"] == "itch"


def test_a_sticky_folder_above_keeps_what_is_ours_and_a_sticky_folder_of_content_does_not(
    malar: Malar, content: Path
) -> None:
    content.parent.chmod(0o1777)
    assert malar("instruments").code == 0
    (content / "instruments").chmod(0o1777)
    assert "everybody can write to it (drwxrwxrwt)" in malar("instruments").message


@pytest.mark.parametrize("linked", ["instruments", "instruments/itch.yaml"])
def test_a_link_leads_to_where_it_leads(malar: Malar, content: Path, tmp_path: Path, linked: str) -> None:
    open_to_all = tmp_path / "open"
    open_to_all.mkdir()
    (content / linked).rename(open_to_all / "moved")
    (content / linked).symlink_to(open_to_all / "moved")
    assert malar("instruments").code == 0
    open_to_all.chmod(0o777)
    assert malar("instruments").message.startswith(f"malar: {open_to_all}: ")


def test_links_in_a_ring_end(content: Path) -> None:
    (content / "instruments" / "again").symlink_to(content)
    (content / "instruments" / "itself").symlink_to("itself")
    assert ownership.exposed_within(content / "instruments") == ()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("where", PLACES.values(), ids=PLACES)
def test_content_of_another_account_is_refused(
    malar: Malar, content: Path, where: Callable[[Path], Path]
) -> None:
    os.chown(where(content), ELSEWHERE, -1)
    message = malar("instruments").message
    assert f"{where(content)}: " in message
    assert "it belongs to " in message
    assert "chown " in message


def test_a_group_that_is_the_account_itself_is_nobody_else(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import grp
    import pwd

    place = content / "instruments"
    place.chmod(0o775)
    group = place.stat().st_gid
    account = pwd.struct_passwd(("ada", "x", 1001, group, "", "/", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda _: account)
    for name, members, alone in (("ada", [], True), ("ada", ["bob"], False), ("ward", [], False)):
        made = grp.struct_group((name, "x", group, members))
        monkeypatch.setattr(grp, "getgrgid", lambda _, made=made: made)
        assert (ownership.exposed(place) == ()) is alone


def test_a_kept_tree_that_another_could_have_written_is_not_used(own_cache: None) -> None:
    keep_tree(b"title: a\n", "{}")
    [tree] = (paths.data_folder() / "cache" / "content").iterdir()
    assert cached_tree(b"title: a\n") == "{}"
    tree.chmod(0o666)
    assert cached_tree(b"title: a\n") is None


@pytest.fixture
def judged_anew() -> Iterator[None]:
    """A data folder is judged once a run; each of these tests is several runs."""
    paths._refuse_shared.cache_clear()
    yield
    paths._refuse_shared.cache_clear()


@pytest.mark.usefixtures("judged_anew")
@pytest.mark.parametrize("command", [("patients",), ("training", "list"), ("unanswered",)])
@pytest.mark.parametrize("within", ["", "drafts"])
@pytest.mark.parametrize("mode", LOOSE.values(), ids=LOOSE)
def test_a_data_folder_where_others_can_write_is_refused(
    malar: Malar, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], within: str, mode: int
) -> None:
    home = Path(os.environ["MALAR_HOME"])
    (home / within).mkdir(parents=True, exist_ok=True)
    (home / within).chmod(mode)
    message = malar(*command).message
    assert "is not yours alone" in message
    assert f"chmod go-w {home / within}".rstrip("/") in message
    assert "MALAR_SHARED_FOLDERS=allow" in message
    assert [each.name for each in home.iterdir()] == ([within] if within else []), "nothing was written there"
    monkeypatch.setenv("MALAR_SHARED_FOLDERS", "allow")
    assert "not yours alone" not in malar(*command).err


@pytest.mark.usefixtures("judged_anew")
def test_where_the_data_folder_is_refused_scores_are_computed(malar: Malar) -> None:
    home = Path(os.environ["MALAR_HOME"])
    home.mkdir()
    home.chmod(0o777)
    run = malar("score", "cla-iga", "--answers", "-", "--json", typed="level: 3")
    assert (run.code, run.err, run.json["complete"]) == (0, "", True)
    assert [*home.iterdir()] == []


def test_records_where_others_can_put_another_file_are_refused(
    malar: Malar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "ward"
    folder.mkdir()
    monkeypatch.setenv("MALAR_DATABASE_URL", f"sqlite:///{folder}/records.sqlite")
    folder.chmod(0o777)
    assert f"chmod go-w {folder}, or set MALAR_SHARED_FOLDERS=allow" in malar("patients").message
    assert [*folder.iterdir()] == []
    folder.chmod(0o1777)
    assert malar("patients").code == 0
    (folder / "records.sqlite").rename(tmp_path / "moved")
    (folder / "records.sqlite").symlink_to(tmp_path / "moved")
    tmp_path.chmod(0o770)
    assert f"chmod go-w {tmp_path}" in malar("patients").message
