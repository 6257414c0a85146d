"""What is kept for the next run: its owner's alone, within its limits, and no more than ours."""

from __future__ import annotations

import os
import stat
import time
from typing import TYPE_CHECKING, BinaryIO

import pytest

from xlsrc.extracts.kept_file import in_one_step, read_again
from xlsrc.keeping import trimmed
from xlsrc.keeping.held import caches_held
from xlsrc.keeping.limits import APPLICATION, CACHE_DAYS, SECONDS_A_DAY
from xlsrc.keeping.trimmed import MARK, tended, trim

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "{:064x}.npz"
AS_ROOT = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away"
)
ON_UNIX = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no modes")


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of 100,000 bytes, with the mark of one."""
    monkeypatch.setattr(trimmed, "CACHE_BYTES", 100_000)
    monkeypatch.setattr(trimmed, "UNIT", 100)
    folder = tmp_path / APPLICATION / "extracts"
    assert tended(folder) == folder
    return folder


def written(path: Path, size: int = 10, days: float = 0) -> Path:
    with in_one_step(path) as file:
        file.write(bytes(size))
    then = time.time() - days * SECONDS_A_DAY
    os.utime(path, (then, then))
    return path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@ON_UNIX
@pytest.mark.usefixtures("umask")
def test_all_that_is_kept_is_its_owners_alone_whatever_the_umask(cache: Path) -> None:
    written(cache / "measures" / NAME.format(1))

    top = cache.parent
    assert {mode(path) for path in (top, *top.rglob("*")) if path.is_dir()} == {0o700}
    assert {mode(path) for path in top.rglob("*") if path.is_file()} == {0o600}


@ON_UNIX
def test_a_cache_of_wider_rights_is_narrowed_and_what_others_could_write_goes(
    cache: Path,
) -> None:
    read, changed = written(cache / NAME.format(1)), written(cache / "findings" / NAME.format(2))
    read.chmod(0o644)
    changed.chmod(0o666)
    for folder in (cache.parent, cache, changed.parent):
        folder.chmod(0o775)

    tended(cache)

    assert [mode(path) for path in (cache.parent, cache, changed.parent)] == [0o700] * 3
    assert (mode(read), changed.exists()) == (0o600, False)


@AS_ROOT
def test_a_folder_that_somebody_else_put_into_a_cache_is_not_used(cache: Path) -> None:
    planted = written(cache / "measures" / NAME.format(1))
    os.chown(planted.parent, 12345, 12345)
    cache.chmod(0o777)

    tended(cache)

    assert sorted(one.name for one in cache.iterdir() if one.is_dir()) == ["not-trusted-measures"]


@AS_ROOT
@pytest.mark.parametrize("how", ["folder", "folder above", "link"])
def test_a_cache_of_somebody_elses_is_not_trusted_and_said_so(cache: Path, how: str) -> None:
    os.chown(cache.parent if how == "folder above" else cache, 12345, 12345)
    if how == "link":
        cache.rename(cache.with_name("theirs"))
        cache.symlink_to(cache.with_name("theirs"))
    said: list[str] = []

    assert tended(cache, said.append) is None

    assert len(said) == 1
    assert "somebody else's: nothing is kept" in said[0]


def test_the_longest_unused_go_first_and_the_cache_stays_below_its_limit(cache: Path) -> None:
    first, second = (
        written(cache / NAME.format(at), 20_000, days) for at, days in ((1, 3), (2, 2))
    )
    with read_again(first):
        pass  # which is a use of today
    third = cache / "measures" / NAME.format(3)
    for _ in range(4):
        written(third, 4_000)
        written(cache / NAME.format(4), 60_000)

    assert (first.exists(), second.exists()) == (True, False)


def test_many_runs_leave_a_cache_below_its_limit(cache: Path) -> None:
    most = 0
    for at in range(60):
        written(cache / "functions" / NAME.format(at), 3_000 + 97 * at)
        most = max(most, sum(size for _, size, _ in trimmed.files_of(cache)))

    assert 80_000 < most < 100_000


def test_what_no_run_used_for_long_goes_at_the_first_run_of_another_day(cache: Path) -> None:
    old = written(cache / NAME.format(1), days=CACHE_DAYS + 1)
    young = written(cache / NAME.format(2), days=CACHE_DAYS - 1)

    tended(cache)
    assert old.exists()

    os.utime(cache / MARK, (0, 0))
    tended(cache)
    assert (old.exists(), young.exists()) == (False, True)


def test_a_trim_takes_nothing_that_is_not_ours(cache: Path) -> None:
    foreign = [cache / "letter.docx", cache / "figures.npz", cache / "sub" / "0123.json"]
    for path in foreign:
        written(path, days=CACHE_DAYS + 9)
    outside = written(cache.parent.parent / NAME.format(7), days=CACHE_DAYS + 9)
    (cache / "elsewhere").symlink_to(outside.parent, target_is_directory=True)
    (cache / NAME.format(8)).symlink_to(outside)

    trim(cache)

    assert [path.exists() for path in (*foreign, outside)] == [True] * 4


@ON_UNIX
def test_a_trim_leaves_what_is_being_written_and_takes_what_was_left_half_written(
    cache: Path,
) -> None:
    left = written(cache / "tmpleft.part", 10, days=CACHE_DAYS + 9)
    with in_one_step(cache / NAME.format(1)) as file:
        file.write(bytes(20_000))
        file.flush()
        os.utime(file.fileno(), (0, 0))
        trim(cache)
        file.write(bytes(5))

    assert [path.stat().st_size for path in cache.glob("*.npz")] == [20_005]
    assert not left.exists()


@ON_UNIX
@pytest.mark.parametrize("is_gone", [True, False], ids=["removed before", "being removed"])
def test_a_part_that_another_run_removes_before_it_is_held_is_made_again(
    cache: Path, monkeypatch: pytest.MonkeyPatch, *, is_gone: bool
) -> None:
    import fcntl

    real = fcntl.flock
    others: list[BinaryIO] = []

    def after_another(descriptor: int, how: int) -> None:
        if not others:
            (part,) = cache.glob("*.part")
            others.append(part.open("rb"))
            real(others[0], how)
            if is_gone:
                part.unlink()
                others[0].close()
        real(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", after_another)
    with in_one_step(cache / NAME.format(1)) as file:
        file.write(b"whole")
    others[0].close()

    assert (cache / NAME.format(1)).read_bytes() == b"whole"


def test_a_folder_without_the_mark_is_never_trimmed(tmp_path: Path) -> None:
    old = written(tmp_path / NAME.format(1), days=CACHE_DAYS + 9)
    for _ in range(3):
        written(tmp_path / NAME.format(2), 1 << 20)

    assert old.exists()


def test_what_is_kept_is_said_in_a_line(cache: Path) -> None:
    written(cache / "measures" / NAME.format(1), 50_000, days=12.5)

    (held,) = caches_held(cache.parent)

    assert (held.files, held.bytes) == (1, 50_000)
    assert held.sentence.startswith("extracts: 0 MB of 1,024, ")
    assert held.sentence.endswith("oldest 12 days, owner only")


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(TypeError), in_one_step(tmp_path / "x" / "a.npz") as file:
        file.write("text")  # type: ignore[call-overload]  # it fails

    assert list((tmp_path / "x").iterdir()) == []
