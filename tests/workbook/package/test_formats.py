from __future__ import annotations

from xml.etree import ElementTree

import pytest

from workbook.package.archive import Archive
from workbook.package.formats import cell_formats, format_code, looks, number_format
from workbook.package.sheet import SheetXml
from workbook.package.zip_entry import Entry


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("#,##0;−#,##0;0", '#,##0;"−"#,##0;0'),
        ("#,##0;−#,##0;0", r"#,##0;\−#,##0;0"),
        ('+0.0 "pt"', r"\+0.0\ \p\t"),
        ('0.0 "%"', r"0.0\ \%"),
        ("+0 %", '"+"0" "%'),
    ],
)
def test_quoted_escaped_and_bare_letters_are_one_format(one: str, other: str) -> None:
    assert number_format(one) == number_format(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("0 %", '0 "%"'), ("0.0", '0"."0'), ("d mmm", '"d" mmm'), ("0;0", '0";"0'), ("@", r"\@")],
)
def test_a_letter_with_a_meaning_is_not_the_same_when_quoted(one: str, other: str) -> None:
    assert number_format(one) != number_format(other)


STYLES = """<styleSheet><numFmts>{codes}</numFmts><fonts><font>{font}</font></fonts>
<fills><fill>{fill}</fill></fills><borders><border{diagonal}><left/>{side}</border></borders>
<cellXfs><xf numFmtId="{number}" fontId="0" fillId="0" borderId="0">{inner}</xf></cellXfs>
</styleSheet>"""
PLAIN = {
    "codes": "",
    "font": '<b/><sz val="9"/><color rgb="FF12436D"/>',
    "fill": '<patternFill patternType="solid"><fgColor rgb="FFEEEEEE"/></patternFill>',
    "diagonal": "",
    "side": "",
    "number": "0",
    "inner": '<alignment horizontal="left"/>',
}


def look(**parts: str) -> object:
    return looks(ElementTree.fromstring(STYLES.format(**PLAIN | parts)))[0]  # noqa: S314 - ours


@pytest.mark.parametrize(
    "parts",
    [
        {
            "font": '<sz val="9"/><b val="true"/><i val="0"/><color rgb="0012436d"/>'
            '<charset val="1"/>'
        },
        {"codes": '<numFmt numFmtId="167" formatCode="General"/>', "number": "167"},
        {"diagonal": ' diagonalUp="false"', "side": "<right style='none'/>"},
        {
            "inner": '<alignment horizontal="left" vertical="bottom" wrapText="false" indent="0"/>'
            '<protection locked="true" hidden="false"/>'
        },
        {
            "fill": '<patternFill patternType="solid"><fgColor rgb="FFEEEEEE"/>'
            '<bgColor rgb="FF064A45"/></patternFill>'
        },
    ],
    ids=["font", "number", "border", "alignment", "fill"],
)
def test_what_programs_say_in_other_words_is_one_look(parts: dict[str, str]) -> None:
    assert look(**parts) == look()


@pytest.mark.parametrize(
    "parts",
    [
        {"font": '<b val="0"/><sz val="9"/><color rgb="FF12436D"/>'},
        {"number": "9"},
        {"side": '<right style="thin"/>'},
        {"inner": '<alignment horizontal="left" wrapText="1"/>'},
        {"inner": '<alignment horizontal="left"/><protection locked="0"/>'},
        {"fill": '<patternFill patternType="none"/>'},
    ],
    ids=["font", "number", "border", "wrap", "unlocked", "fill"],
)
def test_another_look_is_told_apart(parts: dict[str, str]) -> None:
    assert look(**parts) != look()


def test_one_line_under_a_text_is_what_is_meant_where_none_is_named() -> None:
    assert look(font="<u/>") == look(font='<u val="single"/>') != look(font='<u val="double"/>')


# ECMA-376 part 1, 18.8.30.
@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("0", "General"),
        ("1", "0"),
        ("2", "0.00"),
        ("3", "#,##0"),
        ("4", "#,##0.00"),
        ("9", "0%"),
        ("10", "0.00%"),
        ("49", "@"),
        ("d mmm", "d mmm"),
    ],
)
def test_the_code_of_excel_s_own_numbers(number: str, code: str) -> None:
    assert format_code(number) == code


def test_cells_with_a_look_of_their_own() -> None:
    styles = STYLES.format(**PLAIN).replace(
        "</cellXfs>", '<xf numFmtId="9"/><xf numFmtId="10"/></cellXfs>'
    )
    parts = {"xl/styles.xml": styles}
    archive = Archive("a.xlsx", {name: Entry.of(name, t.encode()) for name, t in parts.items()})
    sheet = SheetXml(
        '<worksheet><sheetData><row r="2"><c r="A2" s="0"/><c r="B2" s="1"><v>1</v></c></row>'
        '<row r="3"><c r="AB3" s="2"/><c r="AC3" s="3"/><c r="AD3"/></row></sheetData></worksheet>',
        where="Data",
    )

    found = cell_formats(archive, "xl/styles.xml", sheet)

    known = looks(ElementTree.fromstring(styles))  # noqa: S314 - ours
    assert found == {(2, 2): known[1], (3, 28): known[2]}
    assert cell_formats(archive, None, sheet) == {}
