"""Formats that say nothing of themselves, each built-in one, and days at both ends."""

from __future__ import annotations

import datetime

import pytest

from tests.support.little_workbook import archive_of
from workbook.package.dates import date_styles, iso_date, iso_serial, moment, serial


def _dates(styles: str) -> set[int]:
    return set(date_styles(archive_of({"styles.xml": f"<s>{styles}</s>"}), "styles.xml"))


def test_the_built_in_dates() -> None:
    """ECMA-376 part 1, 18.8.30: 14 to 22, and those of East Asia, 27 to 36 and 50 to 58."""
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in range(70))
    assert _dates(f"<cellXfs>{styles}</cellXfs>") == {
        *range(14, 23), *range(27, 37), *range(50, 59),
    }  # fmt: skip


def test_formats_of_their_own_and_formats_that_say_nothing() -> None:
    codes = "".join(
        f'<numFmt{said} formatCode="{code}"/>'
        for said, code in (
            (' numFmtId="14"', "0.00"),
            (' numFmtId="170"', "0;d"),
            (' numFmtId="171"', "d;0"),
            (' numFmtId="172"', "[mm]:ss"),
            (' numFmtId="173"', "[S]"),
            (' numFmtId="174"', "[Red]0 &quot;day&quot; \\d *d_d"),
            (' numFmtId="175"', "[$-809]H"),
            (' numFmtId="176"', "0;[h]"),
            ("", "y"),
        )
    )
    styles = "".join(
        f"<xf{said}/>" for said in ("", *(f' numFmtId="{n}"' for n in (14, *range(170, 178))))
    )
    found = _dates(
        f'<numFmts>{codes}<numFmt numFmtId="177"/></numFmts><cellXfs>{styles}</cellXfs>'
        f'<cellXfs><xf numFmtId="22"/></cellXfs><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    )
    assert found == {0, 3, 7, 10}
    assert _dates("<cellXfs><xf/><xf numFmtId='14'/></cellXfs>") == {1}


def test_without_a_part_of_formats_there_are_no_dates() -> None:
    archive = archive_of({})
    assert date_styles(archive, None) == date_styles(archive, "styles.xml") == frozenset()


@pytest.mark.parametrize(
    ("number", "date_1904", "date"),
    [
        (0, False, None),
        (0.999, False, None),
        (1, False, (1900, 1, 1)),
        (59.5, False, (1900, 2, 28, 12)),
        (60, False, (1900, 2, 28)),
        (60.5, False, (1900, 2, 28, 12)),
        (61, False, (1900, 3, 1)),
        (2_958_465, False, (9999, 12, 31)),
        (2_958_466, False, None),
        (-0.1, True, None),
        (0, True, (1904, 1, 1)),
        (59, True, (1904, 2, 29)),
        (2_957_003, True, (9999, 12, 31)),
        (2_957_004, True, None),
    ],
)
def test_the_moment_of_a_day_number(
    number: float, date: tuple[int, ...] | None, *, date_1904: bool
) -> None:
    found = moment(number, date_1904=date_1904)
    if date is None:
        assert found == number
        assert not isinstance(found, datetime.datetime)
    else:
        assert found == datetime.datetime(*date)  # type: ignore[arg-type]  # noqa: DTZ001


def test_moments_are_as_fine_as_a_thousandth_of_a_second() -> None:
    second = 1 / 86_400
    for seconds, wanted in ((1, 1_000_000), (0.001, 1_000), (0.0004, 0), (0.0006, 1_000)):
        found = moment(1 + seconds * second, date_1904=True)
        day = datetime.datetime(1904, 1, 2)  # noqa: DTZ001 - dates of cells have no zone
        assert found == day + datetime.timedelta(microseconds=wanted)


@pytest.mark.parametrize(
    ("date", "date_1904", "number"),
    [
        ((1900, 1, 1), False, 1),
        ((1900, 1, 1, 6), False, 1.25),
        ((1900, 2, 28), False, 59),
        ((1900, 2, 28, 18), False, 59.75),
        ((1900, 3, 1), False, 61),
        ((1904, 1, 1), True, 0),
        ((1904, 1, 1), False, 1_462),
        ((9999, 12, 31), False, 2_958_465),
    ],
)
def test_the_day_number_of_a_moment(
    date: tuple[int, ...], number: float, *, date_1904: bool
) -> None:
    full = datetime.datetime(*date)  # type: ignore[arg-type]  # noqa: DTZ001
    assert serial(full, date_1904=date_1904) == number
    zoned = full.replace(tzinfo=datetime.UTC)
    assert serial(zoned, date_1904=date_1904) == number
    if len(date) == 3:
        assert serial(full.date(), date_1904=date_1904) == number


@pytest.mark.parametrize(
    ("date", "date_1904"),
    [((1899, 12, 31), False), ((1899, 12, 31, 23), False), ((1903, 12, 31, 23), True)],
)
def test_what_is_before_the_calendar_is_said(date: tuple[int, ...], *, date_1904: bool) -> None:
    full = datetime.datetime(*date)  # type: ignore[arg-type]  # noqa: DTZ001
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - its whole text is compared
        serial(full, date_1904=date_1904)
    assert str(refused.value) == f"Excel has no date before its calendar begins; found {full}"


def test_dates_as_a_cell_of_their_own_type_holds_them() -> None:
    full = datetime.datetime(2025, 7, 1, 6, 30, tzinfo=datetime.UTC)
    assert iso_date(full) == "2025-07-01T06:30:00"
    assert iso_date(full.date()) == "2025-07-01T00:00:00"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (" 1900-01-02 ", 2),
        ("1900-01-02T06:00:00", 2.25),
        ("1900-01-02T06:00:00Z", 2.25),
        ("06:00", 0.25),
        ("18:00:00Z", 0.75),
    ],
)
def test_the_day_number_of_what_such_a_cell_holds(text: str, number: float) -> None:
    assert iso_serial(text, date_1904=False) == number
    later = number if number < 1 else None
    if later is not None:
        assert iso_serial(text, date_1904=True) == later
    with pytest.raises(ValueError, match=r"."):
        iso_serial("x" + text, date_1904=False)
