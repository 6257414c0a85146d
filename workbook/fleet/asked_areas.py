"""Whose workbooks are asked for: all with figures, a group of areas, or those of a list."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsrc.domain.area import Level
from xlsrc.domain.errors import AreaError, AreaListError, NoFiguresError, UnknownAreaError
from xlsrc.domain.names import name_key
from xlsrc.extracts.peer_words import all_partnerships, named_peers
from xlsrc.national.areas import authority_codes, shipped_areas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.domain.area import Area
    from xlsrc.extracts.store import Store

EVERYONE: Final = "all"
LONDON: Final = "london"
CITY_OF_LONDON: Final = "E09000001"
COLUMN: Final = "area"


def words_of(asked: str) -> tuple[str, ...]:
    """What is asked for: the lines of a list, or the word itself.

    A list is a text file with a name or code a line, or a .csv with a column Area. `AreaError`
    for one that cannot be read, or names nobody.
    """
    path = Path(asked)
    if asked.casefold() in (EVERYONE, LONDON) or not _is_file(path):
        return (asked,)
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        rows = [row for row in csv.reader(lines) if any(cell.strip() for cell in row)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        message = (
            f"A list of areas was wanted; found that {path} is no text that can be read ({error}): "
            "save it as CSV (UTF-8)."
        )
        raise AreaListError(message) from error
    headings = [cell.strip().casefold() for cell in rows[0]] if rows else []
    if COLUMN in headings:
        at = headings.index(COLUMN)
        names = [row[at].strip() for row in rows[1:] if len(row) > at]
    else:  # a name may have a comma in it
        names = [line.strip().strip('"') for line in lines]
    names = list(dict.fromkeys(name for name in names if name))
    if not names:
        message = (
            f"A list of areas was wanted; found no name in {path}: write one a line, or in a "
            "column with the heading Area."
        )
        raise AreaListError(message)
    return tuple(names)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # as for a word that is longer than the name of any file
        return False


def asked_areas(words: Sequence[str], store: Store) -> dict[str, Area | AreaError]:
    """The area that each of the words means, or what is wrong with it; each area once.

    `AreaError` when one word alone was given, and nobody goes by it.
    """
    if len(words) == 1:
        return {area.name: area for area in _of_word(words[0], store)}
    found: dict[str, Area | AreaError] = {}
    codes: set[str] = set()
    for name in words:
        try:
            area = store.area(name)
        except AreaError as error:
            found[name] = error
            continue
        if area.code not in codes:
            codes.add(area.code)
            found[area.name] = area
    return found


def _of_word(word: str, store: Store) -> Sequence[Area]:
    held = areas_held(store)
    if word.casefold() == EVERYONE:
        if not held:
            message = (
                f"Figures of an area were wanted; found none in {store.folder}: put the police's "
                "files there."
            )
            raise NoFiguresError("\n".join((message, *store.faults)))
        return held
    named = named_peers([word], store.places)
    if named.faults:
        message = (
            f"Areas were wanted: {EVERYONE}, {LONDON}, a group such as South Yorkshire "
            f"partnerships, one area, or a file with a name a line; found {word!r}, which is none "
            f"of these: perhaps {store.places.nearest(word)}."
        )
        raise UnknownAreaError(message)
    areas = [*named.members, *(area for area in held if area in named.among)]
    if word.casefold() == LONDON:
        areas += [area for area in held if area.code == CITY_OF_LONDON]
    return list(dict.fromkeys(areas))


def areas_held(store: Store) -> tuple[Area, ...]:
    """The partnerships that a store has figures of, by name, those of its own list among them.

    One of several authorities is there where all of these are.
    """
    codes = {area.code for area in store.areas(Level.BOROUGH)}
    own = [(one.area, store.places.whole(one.area)) for one in store.places.boroughs]
    known = [(area, shipped_areas().find(area.code)) for area in all_partnerships()]
    held = {
        area.code: area
        for area, whole in (*known, *own)
        if area.code in codes or (whole is not None and codes.issuperset(authority_codes(whole)))
    }
    return tuple(sorted(held.values(), key=lambda area: name_key(area.name)))
