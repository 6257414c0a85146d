"""Counts of street files in Parquet: the store takes from them what it would read in the files."""

from __future__ import annotations

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from tests.support import street
from tests.support.paths import EXCERPTS
from tests.support.street import Incidents
from tests.support.told import told
from xlsrc.extracts import kept_counts, police_uk, street_counts
from xlsrc.extracts.counts_folder import Counted, counted_folder
from xlsrc.extracts.kept_counts import CountsFolder
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xlsrc.extracts.street_table import StreetTable

SOUTH, DORSET, RAILWAYS = "South Yorkshire Police", "Dorset Police", "British Transport Police"
HEARD = "Violence and sexual offences"


def dorset(month: str) -> list[str]:
    """Rows with a comma within a name, without a place, and with a Crime ID again."""
    rows = street.rows(
        DORSET,
        month,
        [
            Incidents(place="Bournemouth, Christchurch and Poole", kind=HEARD, number=30),
            Incidents(place="Dorset", kind=street.ASB, number=9),
            Incidents(place="", kind="Burglary", number=3),
        ],
    )
    return [*rows, rows[0]]


def files() -> dict[str, bytes]:
    """Real months, a force with commas, a semicolon file with two forces, a copy, one at fault."""
    june, august = ((EXCERPTS / f"police_uk_2019-{at}.csv").read_bytes() for at in ("06", "08"))
    mixed = [
        *street.rows(SOUTH, "2019-09", [Incidents(place="Sheffield", kind=HEARD, number=25)]),
        *street.rows(RAILWAYS, "2019-09", [Incidents(place="Barnsley", kind=HEARD, number=2)]),
    ]
    wrong = street.street_file(dorset("2019-08")).replace("2019-08", "August")
    return {
        "2019-06/2019-06-south-yorkshire-street.csv": june,
        "2019-08/2019-08-south-yorkshire-street.csv": august,
        "2019-08/again.csv": august,
        "2019-09/mixed.csv": "\ufeff".encode()
        + street.street_file(mixed).replace(",", ";").encode(),
        **{
            f"{at}/{at}-dorset-street.csv": street.street_file(dorset(at)).encode()
            for at in ("2019-06", "2019-07")
        },
        "2019-08/2019-08-dorset-street.csv": wrong.encode(),
        "partner.csv": b"indicator,area,month,value\nOther,Sheffield,2019-06,4\n",
    }


def put(folder: Path, contents: dict[str, bytes]) -> Path:
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def counted(extracts: Path, counts: Path) -> tuple[Counted, ...]:
    with ThreadPoolExecutor(1) as executor:
        return counted_folder(extracts, counts, executor)


def listening(counting: Callable[[StreetTable], Any], heard: list[str]) -> Callable[..., Any]:
    def counted_and_heard(table: StreetTable) -> Any:  # noqa: ANN401 - as police_uk.counted
        heard.extend(table.files)
        return counting(table)

    return counted_and_heard


def archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in files().items():
            file.writestr(name, content)
    return packed.getvalue()


@pytest.fixture(params=["loose", "archive"])
def extracts(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The files, or an archive with all of them."""
    contents = files() if request.param == "loose" else {"crimes.zip": archive()}
    return put(tmp_path / "extracts", contents)


def test_the_store_is_the_same_from_counts_and_reads_no_street_file(
    extracts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Extracts, findings, faults, and what became of each file; faults are told all the same."""
    read = Store.open(extracts, cache=None)
    first = counted(extracts, tmp_path / "counts")
    counts = CountsFolder(tmp_path / "counts")
    read_again: list[str] = []
    monkeypatch.setattr(police_uk, "counted", listening(police_uk.counted, read_again))
    again = Store.open(extracts, cache=None, counts=counts)

    assert sum(one.rows for one in first) > 50
    assert {PurePosixPath(one).name for one in read_again} == {"2019-08-dorset-street.csv"}
    assert any("August" in fault for fault in read.faults)
    assert (again.faults, again.files, again.lost) == (read.faults, read.files, read.lost)
    assert told(again.findings) == told(read.findings)
    if extracts.joinpath("crimes.zip").exists():  # joined in another order
        for one, other in zip(again.extracts, read.extracts, strict=True):
            assert (one.file, one.notes, one.months) == (other.file, other.notes, other.months)
            keys = ["area_code", "area_name", "offence", "month"]
            ours, theirs = (
                each.frame().sort_values(keys, ignore_index=True) for each in (one, other)
            )
            assert ours.equals(theirs)
    else:
        assert told(again.extracts) == told(read.extracts)


def test_an_analyst_finds_each_count_under_plain_names(tmp_path: Path) -> None:
    """A Crime ID of one place and type counts once; what has no place has no code."""
    name = "2019-07/2019-07-dorset-street.csv"
    extracts = put(tmp_path / "extracts", {name: files()[name]})
    counted(extracts, tmp_path / "counts")
    found = pl.read_parquet(tmp_path / "counts" / "**" / "*.parquet", hive_partitioning=True)

    assert set(found.columns) == {*street_counts.COLUMNS, "force", "month"}
    own = found.select("force", "month", "lsoa_code", "crime_type", "count", "source").rows()
    poole = street.lsoa_of("Bournemouth, Christchurch and Poole").code
    home = street.lsoa_of("Dorset").code
    assert sorted(own, key=lambda row: row[4]) == [
        (DORSET, "2019-07", None, "Burglary", 3, name),
        (DORSET, "2019-07", home, street.ASB, 9, name),
        (DORSET, "2019-07", poole, HEARD, 30, name),
    ]


def test_what_was_just_counted_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The counts of a copy are taken away in the same run, by what the tasks say they wrote."""
    extracts, counts = put(tmp_path / "extracts", files()), tmp_path / "counts"
    monkeypatch.setattr(kept_counts, "described", None)
    found = counted(extracts, counts)
    monkeypatch.undo()

    there = pl.read_parquet(counts / "**" / "*.parquet", hive_partitioning=False)
    assert set(there["source"]) == {source for one in found for source in one.sources}
    assert "2019-08/again.csv" not in set(there["source"])


def test_only_what_changed_is_counted_again_and_what_is_gone_is_taken_away(
    extracts: Path, tmp_path: Path
) -> None:
    """A copy of a file counts once; a changed file's counts take the place of those before."""
    counts = tmp_path / "counts"
    first = sum(one.rows for one in counted(extracts, counts))
    assert sum(one.rows for one in counted(extracts, counts)) == 0
    if extracts.joinpath("crimes.zip").exists():
        return
    changed = "2019-06/2019-06-dorset-street.csv"
    put(extracts, {changed: street.street_file(dorset("2019-06")[:7]).encode()})
    (extracts / "2019-07/2019-07-dorset-street.csv").unlink()

    assert sum(one.rows for one in counted(extracts, counts)) == 7
    there = pl.read_parquet(counts / "**" / "*.parquet", hive_partitioning=True)
    assert there.filter(pl.col("force") == DORSET)["count"].sum() == 7
    assert set(there["source"]) == {
        "2019-06/2019-06-south-yorkshire-street.csv",
        "2019-08/2019-08-south-yorkshire-street.csv",
        "2019-09/mixed.csv",
        changed,
    }
    assert there["count"].sum() < first


def test_damaged_counts_and_those_of_other_code_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store reads the file itself then, and the next count writes them anew."""
    name = "2019-07/2019-07-dorset-street.csv"
    extracts = put(tmp_path / "extracts", {name: files()[name]})
    (own,) = counted(extracts, tmp_path / "counts")
    (path,) = (tmp_path / "counts").rglob("*.parquet")
    whole = path.read_bytes()
    for damage in (b"", whole[:-9], b"x" * 100, pl_bytes(whole)):
        path.write_bytes(damage)
        assert CountsFolder(tmp_path / "counts").counts(name, own.sha256) is None
        assert counted(extracts, tmp_path / "counts")[0].rows == 43
    assert CountsFolder(tmp_path / "counts").counts(name, own.sha256) is not None
    monkeypatch.setattr(street_counts, "READER_VERSION", -1)
    assert CountsFolder(tmp_path / "counts").counts(name, own.sha256) is None


def test_a_damaged_file_of_counts_costs_no_other(tmp_path: Path) -> None:
    """Those of many files are read in one go."""
    names = {"2019-06/2019-06-dorset-street.csv", "2019-07/2019-07-dorset-street.csv"}
    extracts = put(tmp_path / "extracts", {name: files()[name] for name in names})
    own = {one.file: one.sha256 for one in counted(extracts, tmp_path / "counts")}
    (path,) = (tmp_path / "counts").rglob("month=2019-07/*.parquet")
    content = path.read_bytes()
    path.write_bytes(content[:4] + b"x" * 400 + content[404:])
    counts = CountsFolder(tmp_path / "counts")

    found = {name: counts.counts(name, own[name]) for name in sorted(names)}
    assert [one is not None for one in found.values()] == [True, False]


def pl_bytes(whole: bytes) -> bytes:
    """A foreign file of Parquet."""
    written = io.BytesIO()
    pl.read_parquet(io.BytesIO(whole)).write_parquet(written)
    return written.getvalue()


def test_a_force_of_any_name_stays_within_the_folder(tmp_path: Path) -> None:
    """Its name is a text of the file: no path, no other partition."""
    rows = street.street_file(dorset("2019-07"))
    hostile = {
        f"{at}.csv": rows.replace(DORSET, force).encode()
        for at, force in enumerate(("../../up", "a=b/month=1999-01", "%2e%2e", ".."))
    }
    extracts = put(tmp_path / "extracts", hostile)
    counted(extracts, tmp_path / "counts")
    found = pl.read_parquet(tmp_path / "counts" / "**" / "*.parquet", hive_partitioning=True)

    assert set(found["force"]) == {"../../up", "a=b/month=1999-01", "%2e%2e", ".."}
    assert set(found["month"]) == {"2019-07"}
    assert {path.name for path in tmp_path.iterdir()} == {"extracts", "counts"}


@pytest.mark.parametrize("cell", ['"a""b"', 'a"b', '"two\nlines"', '""', '"x" ', ' "x"'], ids=str)
def test_quotes_of_other_kinds_are_read_line_by_line(
    cell: str, store_of: Callable[..., Store]
) -> None:
    """As what they are: the same counts as without them."""
    plain = street.street_file(dorset("2019-07"))
    quoted = plain.replace("On or near Street 1,", f"{cell},")
    assert quoted != plain
    figures = [
        told(store_of({"2019-07/a.csv": text.encode()}).extracts[0].count)
        for text in (plain, quoted)
    ]
    assert figures[0] == figures[1]
