from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.fleet.asked_areas import areas_held, asked_areas, words_of
from xlsrc.domain.errors import AreaError
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def store(made_extracts: Path) -> Store:
    return Store.open(made_extracts)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sheffield\n\n  Barnsley \nSheffield\n", ("Sheffield", "Barnsley")),
        ("\ufeffBristol, City of\nE08000019", ("Bristol, City of", "E08000019")),
        ('Lead,Area\nAnn,"Bristol, City of"\nBo,\nCy,Leeds\n', ("Bristol, City of", "Leeds")),
        (" area \nLeeds", ("Leeds",)),
    ],
)
def test_a_list_is_a_name_a_line_or_a_column(
    text: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "areas.csv"
    path.write_text(text, encoding="utf-8")

    assert words_of(str(path)) == names


@pytest.mark.parametrize("content", ["", "\n \n", "Area\n"])
def test_a_list_of_nobody_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "areas.txt"
    path.write_text(content)

    with pytest.raises(AreaError, match="found no name in"):
        words_of(str(path))


def test_a_list_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "areas.xlsx"
    path.write_bytes(b"PK\x03\x04\xff\xfe")

    with pytest.raises(AreaError, match=r"is no text that can be read .* save it as CSV"):
        words_of(str(path))


def test_words_go_before_a_file_of_their_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "all").write_text("Leeds")
    monkeypatch.chdir(tmp_path)

    assert (words_of("all"), words_of("London")) == (("all",), ("London",))


def test_all_are_the_partnerships_with_figures(store: Store) -> None:
    names = [area.name for area in areas_held(store)]

    assert names == ["Barnsley", "Doncaster", "Rotherham", "Sheffield"]
    assert list(asked_areas(["ALL"], store)) == names


def test_londons_are_its_boroughs_and_the_city_where_it_has_figures(store: Store) -> None:
    found = asked_areas(["london"], store)

    assert (len(found), "Barnet" in found, "City of London" in found) == (32, True, False)


def test_one_partnership_of_several_authorities_is_there_when_all_of_these_are(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "areas.csv").write_text(
        "code,name,aliases,group,has_mps_data,members\n"
        ",South and West,,,no,Sheffield|Rotherham\n,Far off,,,no,Sheffield|Leeds\n"
    )
    from dataclasses import replace

    from xlsrc.extracts.places import places_for

    held = areas_held(replace(store, places=places_for(tmp_path)))

    assert [area.name for area in held][-2:] == ["Sheffield", "South and West"]


def test_a_word_longer_than_the_name_of_any_file_is_a_word() -> None:
    assert words_of("x" * 300) == ("x" * 300,)
