from __future__ import annotations

from xlsrc.domain.nearest import nearest_names


def test_a_misspelt_name_is_offered_as_it_is_written() -> None:
    assert nearest_names("barnett", ("Barnet", "Brent", "Westminster")) == ("Barnet", "Brent")


def test_a_name_like_none_is_offered_none() -> None:
    assert nearest_names("Atlantis", ("Barnet", "Brent")) == ()


def test_names_are_compared_by_their_key() -> None:
    def letters(name: str) -> str:
        return name.replace("-", "").casefold()

    assert nearest_names("upontames", ("Upon-Thames", "Barnet"), letters) == ("Upon-Thames",)
