"""Every oddity of spelling on its own, and rows and cells without addresses in a prefix."""

from __future__ import annotations

from xml.parsers import expat

import pytest

from workbook.package.spelling import plainly_spelt, with_addresses

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\r\n'


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ('<a b="1"><!-- c --><d/></a>', '<a b="1"><d/></a>'),
        ("<a><![CDATA[x < y & z\r]]></a>", "<a>x &lt; y &amp; z\n</a>"),
        ("<a>1<?p q?>2</a>", "<a>12</a>"),
        ("<a b='1'/>", '<a b="1"/>'),
        ("<a b='say \"x\"' c=\"it's\"></a>", '<a b="say &quot;x&quot;" c="it\'s"/>'),
        ('<a b= "1"/>', '<a b="1"/>'),
        ('<a b ="1"/>', '<a b="1"/>'),
        ("<a ></a >", "<a/>"),
        ("<a>x</a\n>", "<a>x</a>"),
        ('<a\nb="1"/>', '<a b="1"/>'),
        ('<a\rb="1"/>', '<a b="1"/>'),
        ('<a\tb="1"/>', '<a b="1"/>'),
        ("<a b='&#10;&#13;&#9;&lt;&gt;&amp;'>&#13;&gt;</a>",
         '<a b="&#10;&#13;&#9;&lt;&gt;&amp;">&#13;&gt;</a>'),
        ("<a b='1'>it's</a>", '<a b="1">it\'s</a>'),
        ('<a\nb="1">\n</a>', '<a b="1">\n</a>'),
        ('<a\tb="1">\t</a>', '<a b="1">\t</a>'),
        ('<a b= "1">1= 2</a>', '<a b="1">1= 2</a>'),
        ('<a b ="1">1 =2</a>', '<a b="1">1 =2</a>'),
        ("<a><!-- b -->!</a>", "<a>!</a>"),
        ("<a><?b c?>?</a>", "<a>?</a>"),
        ("<x:a xmlns:x='u'><x:b x:c='1'> <d/> </x:b></x:a>",
         '<x:a xmlns:x="u"><x:b x:c="1"> <d/> </x:b></x:a>'),
    ],
)  # fmt: skip
def test_an_oddity_becomes_plain_and_all_else_stays(odd: str, plain: str) -> None:
    assert plainly_spelt(HEAD + odd) == HEAD + plain
    assert plainly_spelt(odd) == plain
    assert plainly_spelt("\ufeff" + HEAD + odd) == "\ufeff" + HEAD + plain
    assert plainly_spelt(plain) == plain


@pytest.mark.parametrize(
    "text",
    [
        "<a>! ? ' = \" = '\n\r\t</a>",
        '<a b="x=1">\n<c/>\r\n\t<d e=""/></a>',
        '<a b="!?"> =" 1" </a>',
        "",
    ],
)
def test_what_is_plain_comes_back_as_it_is(text: str) -> None:
    assert plainly_spelt(text) is text
    assert plainly_spelt(HEAD + text) == HEAD + text


def test_what_is_odd_and_no_xml_is_refused() -> None:
    with pytest.raises(expat.ExpatError):
        plainly_spelt("<a><!-- b --></c>")
    with pytest.raises(expat.ExpatError):
        plainly_spelt(HEAD + "<a b='1'>")


@pytest.mark.parametrize("p", ["", "x:"])
def test_addresses_are_added_where_they_are_missing(p: str) -> None:
    def sheet(*rows: str, before: str = "", behind: str = "") -> str:
        return (
            f"<{p}worksheet>{before}<{p}sheetData>{''.join(rows)}</{p}sheetData>{behind}"
            f"</{p}worksheet>"
        )

    def row(said: str, *cells: str) -> str:
        return f"<{p}row{said}>{''.join(cells)}</{p}row>" if cells else f"<{p}row{said}/>"

    def cell(said: str, inner: str = "") -> str:
        return f"<{p}c{said}>{inner}</{p}c>" if inner else f"<{p}c{said}/>"

    outside = cell("") + row("")
    odd = sheet(
        row(' spans="1:2"', cell("", "<v>1</v>"), cell(' s="1"'), cell(' r="AA1"'), cell("")),
        row(""),
        row(' ht="3" r="9"', cell(' s="2" r="C9"'), cell("", "x")),
        row("", cell(""), cell(' r="E10" s="3"')),
        row(' x="1"', "\n" + cell(' s="1" r="B20"'), cell("")),
        row(' r="21"', f"<{p}cell/>", cell(' r="A21"')),
        before=outside,
        behind=outside,
    )  # fmt: skip
    assert with_addresses(odd, p) == sheet(
        row(' r="1" spans="1:2"', cell(' r="A1"', "<v>1</v>"), cell(' r="B1" s="1"'),
            cell(' r="AA1"'), cell(' r="AB1"')),
        row(' r="2"'),
        row(' ht="3" r="9"', cell(' s="2" r="C9"'), cell(' r="D9"', "x")),
        row(' r="10"', cell(' r="A10"'), cell(' r="E10" s="3"')),
        row(' r="20" x="1"', "\n" + cell(' s="1" r="B20"'), cell(' r="C20"')),
        row(' r="21"', f"<{p}cell/>", cell(' r="A21"')),
        before=outside,
        behind=outside,
    )  # fmt: skip
    whole = sheet(row(' r="1"', cell(' r="A1"')), row(' s="1" r="2"', cell(' t="s" r="B2"')))
    assert with_addresses(whole, p) is whole


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('<row r="1048576a"/>', 'r="1048576a"'),
        ('<row r="01"/>', 'r="01"'),
        ('<row r="12345678"/>', 'r="12345678"'),
        ('<row r="A1"/>', 'r="A1"'),
        ('<row r=""/>', 'r=""'),
        ('<row><c r="A"/></row>', 'r="A"'),
        ('<row><c r="AAAA1"/></row>', 'r="AAAA1"'),
        ('<row><c r="A01"/></row>', 'r="A01"'),
        ('<row><c/><c s="1" r="$A$1"/></row>', 'r="$A$1"'),
    ],
)
def test_what_is_no_address_is_said(row: str, said: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - its whole text is compared
        with_addresses(f"<worksheet><sheetData>{row}</sheetData></worksheet>", "")
    assert str(refused.value) == said


def test_a_text_without_cells_has_no_addresses() -> None:
    assert with_addresses("<worksheet/>", "") == "<worksheet/>"
    assert with_addresses("<row/>", "") == "<row/>"
