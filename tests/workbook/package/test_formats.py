from __future__ import annotations

from xml.etree import ElementTree

import pytest

from workbook.package.formats import looks, number_format


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
