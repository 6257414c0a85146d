"""Files as spreadsheets, portals and broken connections leave them (extracts.md, trap 9)."""

from __future__ import annotations

import numpy as np
import pytest

from xlsrc.domain.errors import ExtractError
from xlsrc.extracts.text_numbers import counts, numbers
from xlsrc.extracts.text_table import text_table

PLAIN = "MajorText,MinorText,BoroughName,202511,202512\nTHEFT,SHOPLIFTING,Barnet,247,281\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode("utf-16"),
        PLAIN.replace(",", "\t").encode("utf-16-le"),
        PLAIN.replace("281\n", "281").encode(),
        PLAIN.replace("\n", ",,\n").replace("202512,,", "202512").encode(),
        (PLAIN + "\n,,,,\n").encode(),
    ],
    ids=[
        "utf-8",
        "byte order mark",
        "carriage returns",
        "semicolons",
        "Unicode text",
        "utf-16 without mark",
        "no last line end",
        "empty cells beyond the header",
        "empty lines",
    ],
)
def test_a_table_is_the_same_however_it_was_saved(content: bytes) -> None:
    table = text_table(content, "file.csv")

    assert table.rows == (("THEFT", "SHOPLIFTING", "Barnet", "247", "281"),)


def test_a_name_in_western_windows_letters_is_read() -> None:
    table = text_table("name\nSão\n".encode("cp1252"), "file.csv")

    assert table.rows == (("São",),)


def test_a_quoted_delimiter_belongs_to_its_cell() -> None:
    table = text_table(b'a,b\n"PUBLIC FEAR, ALARM",2\n', "file.csv")

    assert table.rows == (("PUBLIC FEAR, ALARM", "2"),)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "found an empty file"),
        (b"\xef\xbb\xbf\r\n", "found an empty file"),
        (b"<!DOCTYPE html><html><title>403 Forbidden</title></html>", "found a web page"),
        (b"PK\x03\x04rest", "found a workbook or archive"),
        (PLAIN.encode()[:-6], "line 2: 5 columns were wanted, as in the header; found 4"),
        (PLAIN.encode() + b"THEFT,SHOPLIFTING,Brent,1,2,3\n", "line 3: 5 columns were wanted"),
    ],
    ids=["empty", "only a mark", "web page", "workbook", "cut off", "a longer row"],
)
def test_what_is_no_table_is_refused_with_what_was_found(content: bytes, found: str) -> None:
    with pytest.raises(ExtractError, match=found):
        text_table(content, "file.csv")


def test_a_refusal_names_the_file() -> None:
    with pytest.raises(ExtractError, match=r"^MPS Borough\.csv:"):
        text_table(b"", "MPS Borough.csv")


@pytest.mark.parametrize("missing", ["", "-", "..", "NULL", "*", "n/a"])
def test_a_missing_figure_is_not_zero(missing: str) -> None:
    table = text_table(f"count,note\n{missing},x\n".encode(), "file.csv")

    figures = numbers(table.column(0), table, "count")

    np.testing.assert_array_equal(figures, [np.nan])


@pytest.mark.parametrize(
    ("text", "figure"),
    [("1,234", 1234.0), ("12,577", 12577.0), ("1 234", 1234.0), ("26.4%", 26.4), ("-3", -3.0)],
)
def test_a_figure_is_read_with_its_separators(text: str, figure: float) -> None:
    table = text_table(f'count,note\n"{text}",x\n'.encode(), "file.csv")

    assert numbers(table.column(0), table, "count").tolist() == [figure]


def test_a_cell_that_is_no_figure_is_named() -> None:
    table = text_table(b"count,note\n1,x\n\ntwelve,x\n", "file.csv")

    with pytest.raises(ExtractError, match=r"row 4, column count: .* found 'twelve'"):
        numbers(table.column(0), table, "count")


@pytest.mark.parametrize("text", ["9e300", "10000001", "7" * 300])
def test_a_count_beyond_belief_is_named(text: str) -> None:
    table = text_table(f"count,note\n10000000,x\n{text},x\n".encode(), "file.csv")

    with pytest.raises(ExtractError, match=r"row 3, column count: a count of at most 10,000,000"):
        counts(table.column(0), table, "count")


def test_a_count_that_is_not_whole_is_named_and_a_missing_one_stays_missing() -> None:
    whole = text_table(b"count,note\n12.0,x\n-,x\n1e1,x\n", "file.csv")
    part = text_table(b"count,note\n12.0,x\n-,x\n99.5,x\n", "file.csv")

    np.testing.assert_array_equal(counts(whole.column(0), whole, "count"), [12.0, np.nan, 10.0])
    with pytest.raises(ExtractError) as raised:
        counts(part.column(0), part, "count")
    assert str(raised.value) == (
        "file.csv, row 4, column count: a whole count was wanted; found '99.5': correct the cell, "
        "or ask the publisher for the count itself and not its rate"
    )


@pytest.mark.parametrize("line", ["x," * 500_001, '"' + "x" * 1_000_001], ids=["cells", "one cell"])
@pytest.mark.parametrize("end", ["\n", "\r"], ids=["lines", "lines of old"])
def test_an_endless_line_is_refused(line: str, end: str) -> None:
    with pytest.raises(ExtractError, match="found a line of more than a million letters"):
        text_table(f"{PLAIN}{line}".replace("\n", end).encode(), "a.csv")
