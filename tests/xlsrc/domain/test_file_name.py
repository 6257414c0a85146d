from __future__ import annotations

import pytest

from xlsrc.domain.file_name import file_name


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
