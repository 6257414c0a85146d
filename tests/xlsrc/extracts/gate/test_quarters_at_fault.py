"""Tables by the quarter: of some of several releases, files, areas, offences and quarters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.made_up_release import made_up_extract
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.quarters import quarter_findings
from xlsrc.extracts.label import Label
from xlsrc.national.areas import shipped_areas
from xlsrc.national.named_area import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.extracts.extract import Extract

NAN = np.nan
MARCH = Month.parse("2024-03").ordinal
LABELS = (
    Label(group="Theft offences", offence="Shoplifting"),
    Label(group="Burglary", offence="Residential burglary"),
)
SHEFFIELD = Area(code="E08000019", name="Sheffield")
ROTHERHAM = Area(code="E08000018", name="Rotherham")
BARNSLEY = Area(code="E08000016", name="Barnsley")
NAMES = (
    "January to March 2024", "April to June 2024", "July to September 2024",
    "October to December 2024", "January to March 2025", "April to June 2025",
)  # fmt: skip


def of(
    counts: object,
    areas: Sequence[Area] = (SHEFFIELD, ROTHERHAM),
    *,
    file: str = "a.xlsx",
    first: int = 0,
    vintage: str = "2026-01",
    **changes: Any,
) -> Extract:
    """A file of area × label × quarter from January to March 2024 on; NaN has no row."""
    figures = np.array(counts, dtype=float)
    extract = made_up_extract(figures, areas, LABELS[: figures.shape[1]], vintage=vintage)
    begins = MARCH + 3 * first
    months = tuple(range(begins, begins + 3 * figures.shape[2], 3))
    month = np.array(months, dtype=np.int32)[extract.month - extract.months[0]]
    given = {"source": Source.HOME_OFFICE, "file": file, "months": months, "month": month}
    return replace(extract, **(given | changes))


def plain(quarters: int, areas: int = 2, labels: int = 1) -> list[list[list[float]]]:
    return np.full((areas, labels, quarters), 5.0).tolist()


def found(rule: str, text: str, **facts: Any) -> Finding:
    finding = Finding(
        rule=rule,
        severity=Severity.WITHHOLDS,
        source=Source.HOME_OFFICE,
        files=("a.xlsx",),
        wanted="Every partnership should have rows in every quarter",
        found=text,
        where="File a.xlsx",
        action="The figures are missing there, not 0: fetch the files again, or ask the publisher",
    )
    return replace(finding, **facts)


def quarters(*places: int) -> frozenset[int]:
    return frozenset(MARCH + 3 * at for at in places)


def test_quarters_that_no_release_has_have_all_their_facts() -> None:
    one = of(plain(2))
    other = of(plain(1), file="b.xlsx", first=4, vintage="2026-04")
    third = of(plain(1), file="c.xlsx", first=2, vintage="2025-01")

    def hole(text: str, files: tuple[str, ...], held: frozenset[int]) -> Finding:
        return found(
            "hole",
            text,
            files=files,
            months=held,
            wanted="Every quarter from the first to the last was wanted",
            where=f"Files {', '.join(files)}",
            action="Add the file that has them; sums over them are not given",
            size=float(len(held)),
        )

    assert quarter_findings([one, other]) == (
        hole(f"2 quarters missing: {NAMES[2]}, {NAMES[3]}", ("a.xlsx", "b.xlsx"), quarters(2, 3)),
    )
    assert quarter_findings([one, other, third]) == (
        hole(f"1 quarter missing: {NAMES[3]}", ("a.xlsx", "b.xlsx", "c.xlsx"), quarters(3)),
    )
    # Files of other kinds fill nothing.
    for change in ({"level": Level.WARD}, {"source": Source.POLICE_UK}):
        fills = of(plain(4), file="x.xlsx", first=1, **change)
        assert quarter_findings([one, fills, other]) == quarter_findings([one, other])
    nothing = replace(of(plain(1)), months=())
    assert quarter_findings([nothing]) == ()


def test_figures_that_disagree_have_all_their_facts() -> None:
    counts = np.arange(1.0, 13).reshape(2, 2, 3)
    other = counts[::-1].copy()
    other[1, 1, 2], other[0, 0, 1], other[0, 0, 2] = 1999, 77, 88
    lacking = counts.copy()
    lacking[0, 0] = NAN
    one = of(counts)

    def apart(text: str, files: tuple[str, str], size: float, **facts: Any) -> Finding:
        return found(
            "same-month-twice",
            text,
            files=files,
            wanted="One figure for each quarter of a release was wanted",
            where=f"Files {', '.join(files)}",
            action="Take out the file that is wrong, or put each in the folder of its own release",
            size=size,
            **facts,
        )

    files = ("a.xlsx", "b.xlsx")
    again = of(other, (ROTHERHAM, SHEFFIELD), file="b.xlsx")
    # The first of them by quarter, area and offence is told.
    assert quarter_findings([one, again]) == (
        apart(
            f"Rotherham, Shoplifting, {NAMES[1]}: 8 and 77; 2 figures more",
            files,
            3.0,
            areas=frozenset([SHEFFIELD, ROTHERHAM]),
            offences=frozenset(["Shoplifting", "Residential burglary"]),
            months=quarters(1, 2),
        ),
    )
    assert quarter_findings([one, of(lacking, file="b.xlsx")]) == ()
    assert quarter_findings([one, of(counts, file="b.xlsx", vintage="2025-01")]) == ()
    one_more = counts.copy()
    one_more[1, 1, 2] = 1999
    (single,) = quarter_findings([one, of(one_more, file="b.xlsx")])
    assert single == apart(
        f"Rotherham, Residential burglary, {NAMES[2]}: 12 and 1,999",
        files,
        1.0,
        areas=frozenset([ROTHERHAM]),
        offences=frozenset(["Residential burglary"]),
        months=quarters(2),
    )
    # Of three files each two are compared; of different quarters the common ones.
    later = of(one_more[:, :, 1:], file="c.xlsx", first=1)
    both = quarter_findings([one, of(counts, file="b.xlsx"), later])
    assert [each.files for each in both] == [("a.xlsx", "c.xlsx"), ("b.xlsx", "c.xlsx")]
    assert both[0].found == single.found


def test_rows_of_one_offence_add_up_and_missing_figures_do_not_disagree() -> None:
    counts = np.array([[[5.0, 6], [1, 2]], [[7, 8], [3, 4]]])
    both = of(counts, labels=(LABELS[0], replace(LABELS[0], group="Theft")))
    sums = of(counts.sum(axis=1, keepdims=True), file="b.xlsx")

    assert [one.offence for one in both.meanings] == ["Shoplifting", "Shoplifting"]
    assert quarter_findings([both, sums]) == ()
    missing = replace(sums, count=np.where(sums.count == 8, NAN, sums.count))
    assert quarter_findings([both, missing]) == ()
    wrong = replace(sums, count=np.where(sums.count == 8, 9, sums.count))
    assert len(quarter_findings([both, wrong])) == 1


def test_areas_that_are_missing_in_some_quarters() -> None:
    counts = np.full((5, 1, 6), 5.0)
    counts[0, 0, [1, 3]] = counts[1, 0, [1, 3]] = counts[2, 0, 4:] = counts[3, 0, :2] = NAN
    counts[4, 0, 2] = NAN
    nobody = Area(code="", name="Unknown")
    doncaster = Area(code="E08000017", name="Doncaster")
    extract = of(counts, [SHEFFIELD, ROTHERHAM, BARNSLEY, doncaster, nobody])

    # What begins in the midst lacks nothing before, and rows without a code are of no area.
    assert quarter_findings([extract]) == (
        found(
            "area-missing",
            f"Rotherham, Sheffield have none in {NAMES[1]}, {NAMES[3]}",
            areas=frozenset([SHEFFIELD, ROTHERHAM]),
            months=quarters(1, 3),
            size=2.0,
        ),
        found(
            "area-missing",
            f"Barnsley has none in {NAMES[4]}, {NAMES[5]}",
            areas=frozenset([BARNSLEY]),
            months=quarters(4, 5),
            size=1.0,
        ),
    )
    # Files of one release fill one another.
    rest = of([[[5.0, 5, 5, 5]], [[5, 5, 5, 5]]], [ROTHERHAM, BARNSLEY], file="b.xlsx", first=2)
    (first,) = [one for one in quarter_findings([extract, rest]) if one.months == quarters(1, 3)]
    assert first.areas == frozenset([SHEFFIELD])
    assert first.files == ("a.xlsx", "b.xlsx")
    assert first.where == "Files a.xlsx, b.xlsx"


def test_a_former_area_that_ends_lacks_nothing_after_and_something_between() -> None:
    former = shipped_areas().named("Mendip")
    assert former.kind is Kind.FORMER
    ended = Area(code=former.code, name=former.name)
    unknown = Area(code="E07999999", name="Moon District")
    counts = np.full((3, 1, 6), 5.0)
    counts[0, 0, 4:] = counts[1, 0, 4:] = counts[1, 0, 1] = NAN

    lacking = quarter_findings([of(counts, [ended, unknown, SHEFFIELD])])

    assert [(one.areas, one.months) for one in lacking] == [(frozenset([unknown]), quarters(1))]


def test_areas_are_looked_for_in_each_release_that_is_not_said_again() -> None:
    counts = np.full((2, 1, 3), 5.0)
    counts[1, 0, 1] = NAN
    whole = np.full((2, 1, 3), 5.0)

    def files(*extracts: Extract) -> list[tuple[str, ...]]:
        return [one.files for one in quarter_findings(extracts) if one.rule == "area-missing"]

    old = of(counts, vintage="2025-01")
    assert files(old, of(whole, file="b.xlsx")) == []
    assert files(old, of(whole[:, :, :2], file="b.xlsx", first=1)) == [("a.xlsx",)]
    two = of(whole[:, :, :2], file="b.xlsx", first=1), of(whole[:, :, :1], file="c.xlsx")
    assert files(old, *two) == []
    apart = of(whole[:, :, :1], file="c.xlsx", vintage="2025-06")
    assert files(old, two[0], apart) == []
    assert files(old, of(counts, file="b.xlsx")) == [("b.xlsx",)]


# A release of under half of the partnerships is an excerpt.
@pytest.mark.parametrize(("share", "is_found"), [(0.5, True), (0.49, False)])
def test_partnerships_that_a_release_never_has(share: float, *, is_found: bool) -> None:
    every = [Area(code=one.code, name=one.name) for one in shipped_areas().partnerships]
    there = every[: int(np.ceil(share * len(every)))]
    names = sorted(one.name for one in every if one not in there)

    lacking = quarter_findings([of(np.ones((len(there), 1, 1)), there)])

    assert (
        lacking
        == (
            found(
                "area-missing",
                f"{', '.join(names[:4])} and {len(names) - 4} more have none",
                severity=Severity.NOTES,
                areas=frozenset(),
                wanted="Every partnership should have rows",
                action=(
                    "Ranks and comparisons lack them: add the file's names for them to areas.csv "
                    "beside the extracts, or fetch it again"
                ),
                size=float(len(names)),
            ),
        )
        * is_found
    )
    assert quarter_findings([of(np.ones((len(every), 1, 1)), every)]) == ()
