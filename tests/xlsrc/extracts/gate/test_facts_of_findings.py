"""What a finding is known by, whom it is about, and that it comes back as it was kept."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.findings import facts
from tests.support.made_up_release import ARSON, BARNET, boroughs, made_up_extract, wards
from xlsrc.domain.acknowledgement import Acknowledgement
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.gate import kept, street_judged
from xlsrc.extracts.gate.acknowledged import (
    acknowledged_findings,
    day_words,
    entries_at_fault,
    reference_parts,
)
from xlsrc.extracts.gate.eras import barred
from xlsrc.extracts.gate.finding import Finding, Missing, Severity, rounded
from xlsrc.extracts.gate.kept import findings_kept, kept_by, origins_of
from xlsrc.extracts.gate.release import named
from xlsrc.extracts.gate.releases import is_by_quarter, is_judged, used
from xlsrc.extracts.offences import Offences, shipped_offences
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.street_file import STREET, StreetFile, Use

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xlsrc.extracts.extract import Extract

MPS = Source.MPS_RECORDED_CRIME
TODAY = datetime.date(2026, 3, 3)
WARD = Area(code="E05000001", name="Abbey", level=Level.WARD, borough="Barnet")


def finding(**changes: Any) -> Finding:
    plain = Finding(
        rule="hole",
        severity=Severity.WITHHOLDS,
        source=MPS,
        files=("a.csv",),
        areas=frozenset([BARNET, WARD]),
        offences=frozenset(["Arson", "Rape"]),
        months=frozenset([24300, 24310]),
        wanted="A file was wanted",
        found="none",
        where="File a.csv",
        action="Fetch it",
        size=1234.0,
    )
    return replace(plain, **changes)


def known_by(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]


def test_what_a_finding_is_known_by() -> None:
    places = sorted(map(repr, (BARNET, WARD)))
    begins = ("hole", "MPS recorded crime")

    one = finding()
    assert one.id == known_by(*begins, *places, "|", "Arson", "Rape", "|", "24300")
    every = finding(areas=None, offences=None, months=None)
    assert every.id == known_by(*begins, "*", "|", "*", "|", "")
    none = finding(areas=frozenset(), offences=frozenset(), months=frozenset())
    assert none.id == known_by(*begins, "|", "|", "")
    whole = Area(code="X", name="Both")
    made = finding(areas=frozenset([BARNET, WARD, whole]), wholes=frozenset([whole]))
    assert made.id == one.id
    assert finding(areas=None, wholes=frozenset([whole])).id == finding(areas=None).id
    assert one.reference == f"{one.id}-1230"
    assert finding(size=float("nan")).reference == one.id
    assert one.sentence == "A file was wanted: none. File a.csv. Fetch it."


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0"),
        (1000, "1000"),
        (1234567, "1230000"),
        (0.034567, "0.0346"),
        (-99.96, "-100"),
        (2.5, "2.5"),
    ],
)
def test_sizes_to_three_figures(size: float, text: str) -> None:
    assert rounded(size) == text


def test_whom_a_finding_is_about() -> None:
    other = Area(code="E05000002", name="Other", level=Level.WARD, borough="Barnet")
    brent = Area(code="E09000005", name="Brent")

    def reaches(*areas: Area) -> list[bool]:
        one = finding(areas=frozenset(areas))
        return [one.reaches(area) for area in (BARNET, WARD, other, brent)]

    assert reaches(BARNET) == [True, False, False, False]
    # What is about a part of a borough is about the borough.
    assert reaches(WARD) == [True, True, False, False]
    assert reaches() == [False] * 4
    assert reaches(replace(WARD, borough="Brent")) == [False, False, False, True]
    whole = replace(BARNET, borough="Brent")
    assert reaches(whole) == [False] * 4
    assert finding(areas=None).reaches(brent)


def test_which_sums_a_finding_changes() -> None:
    arson, both, more = frozenset(["Arson"]), frozenset(["Arson", "Rape"]), frozenset(["Drugs"])
    moved = finding(within=both)

    def changes(one: Finding) -> list[bool]:
        return [one.changes_the_sum_of(of) for of in (arson, both, more, both | more)]

    assert changes(finding()) == [True, True, False, True]
    assert changes(moved) == [True, False, False, False]
    assert changes(finding(offences=None)) == [True] * 4
    assert changes(finding(offences=None, within=both)) == [True] * 4
    assert [finding().counts_in(MPS, of) for of in (arson, more)] == [True, False]
    assert [finding(offences=None).counts_in(MPS, of) for of in (arson, more)] == [True, True]
    assert not finding().counts_in(Source.POLICE_UK, arson)
    assert not finding(offences=None).counts_in(Source.POLICE_UK, arson)


def entry(one: Finding, **changes: Any) -> Acknowledgement:
    reference, size = reference_parts(one.reference) or ("", 0.0)
    plain = Acknowledgement(
        reference=one.reference, finding=reference, size=size, who="Ann", why="known",
        until=None, cell="Settings!A70",
    )  # fmt: skip
    return replace(plain, **changes)


@pytest.mark.parametrize("severity", list(Severity))
def test_which_findings_are_doubts(severity: Severity) -> None:
    one = finding(severity=severity)

    assert one.is_doubt == (severity is not Severity.NOTES)
    assert not replace(one, acknowledged=entry(one)).is_doubt


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("3f9a1c20b7", ("3f9a1c20b7", None)),
        (" 3F9A1C20B7-1200 ", ("3f9a1c20b7", 1200)),
        ("3f9a1c20b7--0.5", ("3f9a1c20b7", -0.5)),
        ("3f9a1c20b7-1.", None),
        ("x3f9a1c20b7", None),
        ("3f9a1c20b7x", None),
        ("3f9a1c20g7", None),
        ("3f9a1c20b71", None),
    ],
)
def test_the_parts_of_a_reference(text: str, parts: tuple[str, float | None] | None) -> None:
    found = reference_parts(text)

    assert repr(found) == repr(
        None if parts is None else (parts[0], float("nan" if parts[1] is None else parts[1]))
    )


LAPSED = "acknowledged by Ann, but "


# Within a tenth of the size that was acknowledged.
@pytest.mark.parametrize(
    ("then", "now", "lapsed"),
    [
        (100.0, 110.0, ""),
        (100.0, 90.0, ""),
        (100.0, 110.1, f"{LAPSED}the figure moved from 100 to 110"),
        (100.0, 89.9, f"{LAPSED}the figure moved from 100 to 89.9"),
        (-100.0, -110.0, ""),
        (-100.0, -111.0, f"{LAPSED}the figure moved from -100 to -111"),
        (0.0, 0.0, ""),
        (0.0, 0.1, f"{LAPSED}the figure moved from 0 to 0.1"),
        (2500.0, 12345.0, f"{LAPSED}the figure moved from 2,500 to 12,300"),
        (float("nan"), float("nan"), ""),
        (float("nan"), 5.0, f"{LAPSED}the reference lacks its figure: copy it whole"),
        (2500.0, float("nan"), "acknowledged by Ann at 2,500, but there is no such figure now"),
    ],
)
def test_when_an_acknowledgement_holds(then: float, now: float, lapsed: str) -> None:
    known = entry(finding(), size=then)

    (found,) = acknowledged_findings([finding(size=now)], [known], TODAY)

    assert (found.acknowledged, found.lapsed) == ((None, lapsed) if lapsed else (known, ""))


def test_which_of_several_acknowledgements_holds() -> None:
    one = finding()
    ended = entry(one, until=TODAY - datetime.timedelta(days=1), who="Bob")
    moved = entry(one, size=5.0)
    faulty = entry(one, fault="a row at fault")
    other = entry(one, finding="0000000000")
    good, better = entry(one), entry(one, who="Cat")

    def of(*entries: Acknowledgement) -> tuple[str, str]:
        (found,) = acknowledged_findings([one], entries, TODAY)
        return ("" if found.acknowledged is None else found.acknowledged.who, found.lapsed)

    assert of(good, better) == of(ended, good, moved) == ("Ann", "")
    assert of(ended, moved) == ("", f"{LAPSED}the figure moved from 5 to 1,230")
    assert of(moved, ended) == ("", "acknowledged by Bob, but only until 2 March 2026")
    assert of() == of(faulty) == of(other) == ("", "")
    (same,) = acknowledged_findings([one], [], TODAY)
    assert same is one
    lapsed = replace(one, lapsed="why")
    assert acknowledged_findings([lapsed], [], TODAY) == (one,)
    assert day_words(TODAY) == "3 March 2026"


def test_rows_of_the_table_that_are_wrong_or_name_nothing() -> None:
    one = finding()
    good, gone = entry(one), entry(one, reference="ffffffffff-7", finding="ffffffffff")
    faulty = entry(one, fault="a row at fault")

    assert entries_at_fault([good, gone, faulty], ["nonsense", one.reference]) == (
        (
            "Settings!A70: the reference of a finding on Data quality was wanted; found "
            "'ffffffffff-7', which none has now: take the row out if what it was about is mended, "
            "or copy the reference again."
        ),
        "a row at fault",
    )
    assert entries_at_fault([good], []) != ()


def full(**changes: Any) -> Finding:
    """A finding of which no fact is as it is without being said."""
    return finding(
        files=("b.csv", "a.csv"),
        missing=tuple(
            Missing(area=area, offence=offence, months=frozenset([3, 1]), most=most)
            for area, offence, most in ((WARD, "Rape", 1.5), (BARNET, "Arson", 2.0))
        ),
        within=frozenset(["Arson", "Drugs"]),
        **changes,
    )


WORDS = {Severity.STOPS: "stops", Severity.WITHHOLDS: "withholds", Severity.NOTES: "notes"}


@pytest.mark.parametrize(
    "one",
    [
        full(),
        finding(),
        full(areas=None),
        full(offences=None),
        full(months=None),
        full(areas=frozenset(), offences=frozenset(), months=frozenset()),
        full(size=float("nan")),
        full(size=0.0),
        full(severity=Severity.NOTES, source=Source.POLICE_UK),
        full(severity=Severity.STOPS),
    ],
)
def test_a_finding_comes_back_as_it_was_kept(one: Finding, tmp_path: Path) -> None:
    def never() -> tuple[Finding, ...]:
        raise AssertionError

    kept_by(tmp_path, ["of this"], lambda: (one, full()))
    again = kept_by(tmp_path, ["of this"], never)

    assert facts(again) == facts([one, full()])
    written, _ = json.loads(next((tmp_path / "findings").iterdir()).read_text("utf-8"))
    assert {of.name for of in fields(Finding)} - set(written) == {
        "acknowledged",
        "lapsed",
        "wholes",
    }
    assert written["severity"] == WORDS[one.severity]


def test_what_is_kept_is_known_by_all_that_it_is_made_from(tmp_path: Path) -> None:
    asked = []

    def work() -> tuple[Finding, ...]:
        asked.append(1)
        return (finding(),)

    for origin in (["a", "b"], ["a", "b"], ["ab"], ["b", "a"], ["a", "b", ""]):
        assert kept_by(tmp_path, origin, work) == (finding(),)
    assert len(asked) == 4
    name = hashlib.sha256(b"a\x1fb").hexdigest()
    assert (tmp_path / "findings" / f"{name}.json").is_file()
    assert kept_by(None, ["a", "b"], work) == (finding(),)
    assert len(asked) == 5


@pytest.mark.parametrize("text", ["", "no json", "[1]", '[{"rule": 1}]', "{}x", "[null]"])
def test_a_damaged_file_is_worked_out_again(text: str, tmp_path: Path) -> None:
    kept_by(tmp_path, ["a"], lambda: (full(),))
    (file,) = (tmp_path / "findings").iterdir()
    file.write_text(text, encoding="utf-8")

    assert kept_by(tmp_path, ["a"], lambda: (finding(),)) == (finding(),)
    assert kept_by(tmp_path, ["a"], lambda: ()) == (finding(),)


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.write_text("x", encoding="utf-8")

    assert kept_by(file, ["a"], lambda: (finding(),)) == (finding(),)


def an_extract(**changes: Any) -> Extract:
    return replace(made_up_extract(np.ones((2, 1, 2)), boroughs(2), [ARSON]), **changes)


def test_what_findings_of_a_folder_are_made_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path | None, list[str]]] = []
    monkeypatch.setattr(
        kept, "kept_by", lambda folder, origin, _: asked.append((folder, [*origin]))
    )
    monkeypatch.setattr(kept, "code_of", lambda folder: f"code of {folder.name}")
    monkeypatch.setattr(kept, "READER_VERSION", 99)
    quarterly = an_extract(source=Source.HOME_OFFICE, file="q.ods")
    returned = an_extract(source=Source.PARTNER_RETURN, file="r.csv")
    street = StreetFile(
        file="s.csv", layout=STREET, force="North Police", month=1, placed=(), unplaced=(),
        sample=(), use=Use.USED,
        **dict.fromkeys(("rows", "identified", "repeated", "distinct", "even", "pointed"), 0),
    )  # fmt: skip
    places = shipped_places()

    findings_kept(tmp_path, [returned, quarterly, an_extract()], places, "words", [street])

    ((folder, origin),) = asked
    assert (folder, origin[:3]) == (tmp_path, ["code of gate", places.digest, "words"])
    assert origin[3:] == [
        "as read by 99",
        "2026-01 2026-01.csv borough 2026-01",
        "2026-01 q.ods borough 2026-01",
        repr(street),
    ]
    assert origins_of([an_extract(sha256="abc", level=Level.WARD, vintage="x")]) == [
        "as read by 99",
        "abc 2026-01.csv ward x",
    ]
    # Of nothing that is judged nothing is kept, nor without a folder.
    assert findings_kept(tmp_path, [returned], places, "words") == ()
    assert findings_kept(None, [an_extract()], places, "words") == ()
    assert len(asked) == 1
    for some in ([an_extract()], [quarterly]):
        findings_kept(tmp_path, some, places, "words")
    findings_kept(tmp_path, [], places, "words", [street])
    assert len(asked) == 4


def test_findings_of_a_folder_are_those_of_releases_quarters_and_street_files() -> None:
    counts = np.array([[[10.0] * 24, [500.0] * 24]])
    counts[0, 0, 12:] = 0
    release = made_up_extract(
        counts, boroughs(1), (replace(ARSON, offence="CRIMINAL DAMAGE"), ARSON)
    )
    months = tuple(range(24300, 24312, 3))
    quarters = replace(
        made_up_extract(np.ones((1, 1, 2)), [Area(code="E08000019", name="Sheffield")], [ARSON]),
        source=Source.HOME_OFFICE, file="q.ods", months=(months[0], months[3]),
        month=np.array([months[0], months[3]], dtype=np.int32),
    )  # fmt: skip
    again = StreetFile(
        file="s.csv", layout=STREET, force="North Police", month=1, placed=(), unplaced=(),
        sample=(), use=Use.REPEATED, rows=9, identified=0, repeated=0, distinct=9, even=9,
        pointed=0,
    )  # fmt: skip

    found = findings_kept(None, [quarters, release], shipped_places(), "", [again])

    assert [(one.rule, one.files) for one in found] == [
        ("label-stops", ("2026-01.csv",)),
        ("hole", ("q.ods",)),
        ("street-repeated", ("s.csv",)),
    ]


def test_street_labels_are_those_that_the_folder_s_own_list_knows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Offences] = []

    def street_findings(_: object, __: object, known: Offences) -> list[Finding]:
        asked.append(known)
        return []

    monkeypatch.setattr(street_judged, "street_findings", street_findings)
    own = Offences(by_source=shipped_offences().by_source)

    findings_kept(None, [an_extract(offences=own)], shipped_places(), "", [])
    findings_kept(None, [], shipped_places(), "", [])  # else the shipped one

    assert [one is own for one in asked] == [True, False]


def test_which_files_are_judged_and_used() -> None:
    assert is_judged(an_extract())
    assert is_judged(an_extract(source=Source.MPS_DASHBOARD))
    changes: list[dict[str, Any]]
    changes = [{"source": Source.POLICE_UK}, {"sparse": False}, {"months": ()}]
    for change in changes:
        assert not is_judged(an_extract(**change))
    home: dict[str, Any] = {"source": Source.HOME_OFFICE}
    assert is_by_quarter(an_extract(**home))
    changes = [{"level": Level.WARD}, {"months": ()}, {"source": MPS}]
    for change in changes:
        assert not is_by_quarter(an_extract(**(home | change)))
    files = [an_extract(file=f"{at}.csv") for at in range(4)]
    stops = finding(severity=Severity.STOPS, files=("1.csv", "3.csv"))
    assert used(files, [stops, finding(files=("0.csv",))]) == (files[0], files[2])
    assert used(files, []) == tuple(files)


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (list("abcd"), "a, b, c, d"),
        (list("abcde"), "a, b, c, d and 1 more"),
        (list("abcdefg"), "a, b, c, d and 3 more"),
    ],
)
def test_a_few_names(names: Sequence[str], text: str) -> None:
    assert named(names) == text


def test_which_names_are_not_taken_from_which_files() -> None:
    def of(vintage: str, first: int, last: int, **changes: Any) -> Extract:
        return an_extract(file=f"{vintage}.csv", vintage=vintage, months=(first, last), **changes)

    newer, older = of("2026-01", 24310, 24330), of("2025-12", 24300, 24320)
    oldest, longer = of("2025-10", 24290, 24320), of("2025-11", 24300, 24321)
    later, other = of("2026-02", 24300, 24319), of("2025-09", 24300, 24310, source=Source.POLICE_UK)
    every = [newer, older, oldest, longer, later, other]
    changed = finding(rule="definition-changed", files=(newer.file, older.file))

    def out(
        *findings: Finding, as_at: int = 24310, among: Sequence[Extract] = every
    ) -> dict[str, Any]:
        return dict(barred(among, findings, Month(as_at)))

    keys = frozenset(["arson", "rape"])
    assert out(changed) == {older.file: keys, oldest.file: keys}
    assert out(changed, as_at=24309) == out(replace(changed, offences=None)) == {}
    assert out(finding(files=changed.files)) == out(changed, among=every[1:]) == {}
    assert out(replace(changed, files=(newer.file, "gone.csv"))) == {}
    assert out(replace(changed, files=(newer.file, "gone.csv", oldest.file))) == {oldest.file: keys}
    more = replace(changed, offences=frozenset(["Bicycle theft"]), files=(newer.file, oldest.file))
    assert out(changed, more) == {older.file: keys, oldest.file: keys | {"bicycletheft"}}
    assert wards(1)[0].level is Level.WARD
