from __future__ import annotations

import pytest

from workbook.pack.theme import contrast, theme_of

DARK = {"bg1": "dk1", "tx1": "lt1", "tx2": "lt2"}


def theme(accent: str, *, second: str = "1F497D") -> str:
    colours = {"dk1": "000000", "lt1": "FFFFFF", "dk2": second, "accent1": accent}
    listed = "".join(f'<a:{n}><a:srgbClr val="{v}"/></a:{n}>' for n, v in colours.items())
    return (
        f"<a:clrScheme>{listed}</a:clrScheme>"
        '<a:majorFont><a:latin typeface="Georgia"/></a:majorFont>'
        '<a:minorFont><a:latin typeface="Arial"/></a:minorFont>'
    )


def test_black_on_white_has_the_contrast_that_wcag_gives() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)


def test_the_contrast_of_mid_grey_on_white_is_known() -> None:
    # The grey of WCAG's own examples: the palest that passes 4.5 : 1 on white.
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.005)


def test_a_readable_accent_is_taken() -> None:
    assert theme_of(theme("7A1F5C")).accent == "accent1"


def test_an_accent_too_pale_to_read_is_left_for_the_dark_colour() -> None:
    assert theme_of(theme("FFD966")).accent == "tx2"


def test_words_are_in_the_text_colour_where_no_other_can_be_read() -> None:
    pale = theme_of(theme("FFD966", second="EEECE1"))

    assert (pale.accent, pale.second) == ("tx1", "tx1")


def test_the_face_is_that_of_the_text_not_of_the_headings() -> None:
    assert theme_of(theme("7A1F5C")).face == "Arial"


def test_an_accent_for_a_dark_background_is_one_that_can_be_read_there() -> None:
    assert theme_of(theme("FFD966"), DARK).accent == "accent1"


def test_words_on_a_pale_ground_are_dark_where_the_accent_is_pale() -> None:
    assert theme_of(theme("FFD966"), DARK).on_wash == "1F2933"


def test_invented_figures_on_a_dark_background_are_in_the_text_colour() -> None:
    assert theme_of(theme("FFD966"), DARK).illustrative == "tx1"
