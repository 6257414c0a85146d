from __future__ import annotations

import pytest

from xlsrc.domain.file_name import fault_in_windows, file_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dashboard Barnet 2025-12", "Dashboard Barnet 2025-12"),
        ("Dashboard ../../x 2025-12", "Dashboard x 2025-12"),
        ("Dashboard C:\\Windows\\x 2025-12", "Dashboard C Windows x 2025-12"),
        ("/etc/passwd", "etc passwd"),
        ("..", "unnamed"),
        ("", "unnamed"),
        (" . ", "unnamed"),
        ("St John's, N.H.S. & Co. ", "St John's, N.H.S. & Co"),
        ("Kensington\u200b and\tChelsea\n\x00", "Kensington and Chelsea"),
        ("\u202exslx.exe", "xslx.exe"),
        ('a<b>c:d"e|f?g*h', "a b c d e f g h"),
        ("Łódź – Œuvre", "Łódź – Œuvre"),
        ("Cafe\u0301", "Café"),
        ("CON", "_CON"),
        ("nul.xlsx", "_nul.xlsx"),
        ("com1", "_com1"),
        ("LPT¹", "_LPT¹"),
        ("Console", "Console"),
        ("\ud800", "unnamed"),
    ],
)
def test_a_name_is_one_that_every_system_takes(text: str, name: str) -> None:
    assert file_name(text) == name


@pytest.mark.parametrize("letter", ["a", "é", "字", "🏙"])
def test_a_name_leaves_room_for_an_ending(letter: str) -> None:
    name = file_name(letter * 400)

    assert 170 < len(name.encode()) <= 180
    assert set(name) == {letter}


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("Dashboard Barnet 2025-12.xlsx", ""),
        ("Ærø – 火.xlsx", ""),
        (".", ""),
        ("..", ""),
        (".safer", ""),
        ("12:30.xlsx", "has :"),
        ("a<b>?.xlsx", "has <>?"),
        ("tab\t.xlsx", "has a sign that cannot be seen"),
        ("aux.xlsx", "is the name of a device"),
        ("Com1", "is the name of a device"),
        ("NUL .tar.gz", "is the name of a device"),
        ("Nuland.xlsx", ""),
        ("Board.", "ends in a blank or a point"),
        ("Board ", "ends in a blank or a point"),
    ],
)
def test_why_windows_has_no_file_of_a_name(name: str, fault: str) -> None:
    assert fault_in_windows(name) == fault


@pytest.mark.parametrize("text", ["CON", "aux.x", "a:b", "x. ", "LPT9 .y", "\t", "nul"])
def test_a_name_that_is_made_is_one_that_windows_has(text: str) -> None:
    assert fault_in_windows(file_name(text)) == ""
