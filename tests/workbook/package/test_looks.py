"""Looks of several cells whose fonts, fills and borders differ, and what none of them says."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.support.little_workbook import archive_of
from workbook.package.formats import (
    Look,
    cell_formats,
    format_code,
    looks,
    number_format,
    text_styles,
)
from workbook.package.sheet import SheetXml

STYLES = (
    '<styleSheet xmlns="m"><numFmts><numFmt numFmtId="170" formatCode="0.00"/>'
    '<numFmt numFmtId="171" formatCode="0 &quot;x&quot;"/><numFmt numFmtId="172"/></numFmts>'
    "<fonts><font><sz val='9'/></font><font><b/><sz val='9'/></font></fonts>"
    "<fills><fill/><fill><patternFill patternType='gray125'><fgColor rgb='FF00ff00'/>"
    "<bgColor indexed='64'/></patternFill></fill></fills>"
    "<borders><border/><border diagonalUp='1'><left style='thin'><color auto='1'/></left>"
    "</border></borders>"
    "<cellXfs><xf/><xf numFmtId='170' fontId='1' fillId='1' borderId='1'/><xf numFmtId='171'/>"
    "<xf numFmtId='172'/><xf numFmtId='14'><alignment wrapText='true' vertical='top'/></xf>"
    "<xf numFmtId='0'><alignment wrapText='0'/><protection hidden='1' locked='0'/></xf></cellXfs>"
    "<cellXfs><xf numFmtId='2'/></cellXfs></styleSheet>"
)
NOTHING: frozenset[Look] = frozenset()
FONT: Look = ("font", (), frozenset({("sz", (("val", "9"),), NOTHING)}))
FILL: Look = ("fill", (), NOTHING)
BORDER: Look = ("border", (), NOTHING)


def _looks(styles: str) -> list[Look]:
    return looks(ElementTree.fromstring(styles))  # noqa: S314 - ours


def test_what_each_format_looks_like() -> None:
    bold = (
        "font",
        (),
        frozenset({("b", (), NOTHING), ("sz", (("val", "9"),), NOTHING)}),
    )
    pattern = (
        "patternFill",
        (("patternType", "gray125"),),
        frozenset(
            {
                ("fgColor", (("rgb", "00FF00"),), NOTHING),
                ("bgColor", (("auto", "1"),), NOTHING),
            }
        ),
    )
    left = (
        "left",
        (("style", "thin"),),
        frozenset({("color", (("auto", "1"),), NOTHING)}),
    )
    plain: Look = (FONT, FILL, BORDER)
    aligned = ("alignment", (("vertical", "top"), ("wrapText", "1")), NOTHING)
    protected = ("protection", (("hidden", "1"), ("locked", "0")), NOTHING)
    assert _looks(STYLES) == [
        (*plain, "0", NOTHING),
        (
            bold,
            ("fill", (), frozenset({pattern})),
            ("border", (("diagonalUp", "1"),), frozenset({left})),
            "2",
            NOTHING,
        ),
        (*plain, r"0 \x", NOTHING),
        (*plain, "", NOTHING),
        (*plain, "14", frozenset({aligned})),
        (*plain, "0", frozenset({protected})),
        (*plain, "2", NOTHING),
    ]


def _font(*inner: str) -> Look:
    styles = (
        f"<s><fonts><font>{''.join(inner)}</font></fonts><fills><fill/></fills>"
        "<borders><border/></borders><cellXfs><xf/></cellXfs></s>"
    )
    font = _looks(styles)[0][0]
    assert isinstance(font, tuple)
    return font


FLAGS = ("b", "i", "strike", "outline", "shadow", "condense", "extend")


@pytest.mark.parametrize("flag", FLAGS)
def test_a_flag_of_a_font_says_yes_by_being_there(flag: str) -> None:
    yes = ("font", (), frozenset({(flag, (), NOTHING)}))
    for said in ("", ' val="1"', ' val="true"'):
        assert _font(f"<{flag}{said}/>") == yes
    for said in (' val="0"', ' val="false"'):
        assert _font(f"<{flag}{said}/>") == ("font", (), NOTHING)


@pytest.mark.parametrize("part", ["charset", "family", "scheme"])
def test_parts_of_a_font_that_nobody_sees_say_nothing(part: str) -> None:
    assert _font(f'<{part} val="1"/>', "<i/>") == _font("<i/>")


def test_lines_under_a_text() -> None:
    under = frozenset({("u", (), NOTHING)})
    assert _font("<u/>") == _font('<u val="single"/>') == ("font", (), under)
    double = frozenset({("u", (("val", "double"),), NOTHING)})
    assert _font('<u val="double"/>') == ("font", (), double)
    named = frozenset({("name", (("val", "single"),), NOTHING)})
    assert _font('<name val="single"/>') == ("font", (), named)


@pytest.mark.parametrize(
    ("said", "unsaid"),
    [
        *((name, "0") for name in ("textRotation", "indent", "relativeIndent", "wrapText")),
        *((name, "0") for name in ("shrinkToFit", "readingOrder", "justifyLastLine")),
        *((name, "0") for name in ("diagonalUp", "diagonalDown", "hidden")),
        *((name, "1") for name in ("outline", "locked")),
        *(("vertical", "bottom"), ("horizontal", "general"), ("style", "none")),
        ("patternType", "none"),
    ],
)
def test_what_an_attribute_means_that_is_not_there(said: str, unsaid: str) -> None:
    def part(value: str) -> object:
        return _font(f'<x {said}="{value}" y="1"/>')

    assert part(unsaid) == _font('<x y="1"/>') != part("7")
    truth = {"0": "false", "1": "true"}.get(unsaid)
    if truth:
        assert part(truth) == _font('<x y="1"/>')


@pytest.mark.parametrize(
    "part",
    ["alignment", "protection", "left", "right", "top", "bottom", "diagonal", "start", "end"],
)
def test_parts_that_hold_nothing_say_nothing(part: str) -> None:
    assert _font(f"<{part}/>", f'<{part} style="none"/>') == ("font", (), NOTHING)
    assert _font(f'<{part} style="thin"/>') != ("font", (), NOTHING)
    assert _font(f"<{part}><color/></{part}>") != ("font", (), NOTHING)
    assert _font("<other/>") == ("font", (), frozenset({("other", (), NOTHING)}))


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        (' patternType="none"', ()),
        ("", ()),
        (' patternType="solid"', ("fgColor",)),
        (' patternType="gray125"', ("fgColor", "bgColor")),
    ],
)
def test_the_colours_of_a_fill_that_are_seen(kind: str, shown: tuple[str, ...]) -> None:
    fill = f'<patternFill{kind}><fgColor theme="1"/><bgColor theme="2"/><x/></patternFill>'
    parts = _font(fill)[2]
    assert isinstance(parts, frozenset)
    ((name, _, inner),) = parts
    assert name == "patternFill"
    assert {part[0] for part in inner} == set(shown)


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ('0.0"pt"', r"0.0\p\t"),
        (r"0.0\p\t", r"0.0\p\t"),
        ('"−"0', "−0"),
        (r"\−0", "−0"),
        ('""0', "0"),
        (r'"a-b c"', r"\a-\b \c"),
        ("0.0", "0.0"),
    ],
)
def test_a_number_format_in_one_spelling(code: str, written: str) -> None:
    assert number_format(code) == written


def test_a_format_s_own_code_is_its_code() -> None:
    assert (format_code("14"), format_code("0.0"), format_code("9")) == ("14", "0.0", "0%")


def test_cells_and_texts_by_their_formats() -> None:
    archive = archive_of({"styles.xml": STYLES.replace("0.00", "@")})
    assert text_styles(archive, "styles.xml") == {1}
    numbered = archive_of({"styles.xml": STYLES.replace("'14'", "'49'")})
    assert text_styles(numbered, "styles.xml") == {4}
    sheet = SheetXml(
        '<x:worksheet><x:sheetData><x:row r="1"><x:c r="A1" s="6"/><x:c r="B1" s="7"/></x:row>'
        '<x:row r="3"><x:c r="C3" s=\'2\'><x:v>1</x:v></x:c><x:c r="D3" s="0"/><x:c r="E3"/>'
        "</x:row></x:sheetData></x:worksheet>",
        where="S",
    )
    known = _looks(STYLES)
    assert cell_formats(archive_of({"styles.xml": STYLES}), "styles.xml", sheet) == {
        (1, 1): known[6],
        (3, 3): known[2],
    }
