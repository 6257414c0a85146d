"""Text in XML is spelt as the standard library spells it."""

from __future__ import annotations

from xml.sax import saxutils

import pytest

from workbook.package.xml_text import escape, quoteattr, writable

TEXTS = ("", "A & B <c> \"d\" 'e'", '"only"', "it's", "a\nb\rc\td", "&amp; &quot;", "ü ‡ <&\n\"'>")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("more", [{}, {'"': "&quot;", "\n": "&#10;"}, {"\r": "&#13;"}])
def test_it_is_what_the_standard_library_makes(text: str, more: dict[str, str]) -> None:
    assert escape(text, more) == saxutils.escape(text, more)
    assert quoteattr(text, more) == saxutils.quoteattr(text, more)


def test_a_text_lacks_what_no_xml_can_hold() -> None:
    text = "\x00a\x08\x0b\x0c\x0e\x1f\ud800b\udfff\ufffe\uffffc\x7f"
    assert (escape(text), quoteattr(text)) == ("abc\x7f", '"abc\x7f"')


def test_a_part_lacks_what_no_xml_can_hold() -> None:
    every = "".join(map(chr, [*range(0x300), *range(0xE000, 0x10300)]))
    kept = "".join(
        one for one in every if one in "\t\n\r" or (one >= " " and one not in "\ufffe\uffff")
    )
    assert writable(every.encode()).decode() == kept
