"""Rows that stand twice, that are sums of others, that are lost or stand under a wrong name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.damage.table import Damaged, Random, Rows, Table

    Maker = Callable[[Table, Random], Damaged]


def rows_doubled(count: int) -> Maker:
    """So many rows stand twice, the second one anywhere."""

    def made(table: Table, random: Random) -> Damaged:
        for at in random.choice(len(table.rows), count, replace=False).tolist():
            table.rows.insert(int(random.integers(len(table.rows))), list(table.rows[at]))
        return table.damaged("repeated-key")

    return made


def area_doubled(table: Table, random: Random) -> Damaged:
    """All rows of an area stand twice."""
    area = table.some_area(random)
    table.rows += [list(row) for row in table.of(area)]
    return table.damaged("repeated-key", area=area)


def total_of_group(name: str) -> Maker:
    """A total of one area's thefts, under any name."""

    def made(table: Table, random: Random) -> Damaged:
        area = table.some_area(random)
        some = [row for row in table.of(area) if row[table.group] == "THEFT"]
        table.rows.append(_named(table, some, {table.label: name}))
        return table.damaged("total-row", area=area, label=name)

    return made


def total_of_area(name: str) -> Maker:
    """A total of all that one area has, under any name."""

    def made(table: Table, random: Random) -> Damaged:
        area = table.some_area(random)
        cells = {table.group: name, table.label: name}
        table.rows.append(_named(table, table.of(area), cells))
        return table.damaged("total-row", area=area, label=name)

    return made


def total_of_london(name: str) -> Maker:
    """A total of all areas for each label, under any name of an area."""

    def made(table: Table, _random: Random) -> Damaged:
        parts: dict[tuple[str, str], Rows] = {}
        for row in table.rows:
            parts.setdefault((row[table.group], row[table.label]), []).append(row)
        table.rows += [_named(table, some, {table.area: name}) for some in parts.values()]
        return table.damaged("total-row", label=name)

    return made


def sum_of_three(table: Table, random: Random) -> Damaged:
    """The sum of three rows of one area and group under a name that says nothing."""
    area = table.some_area(random)
    some = [row for row in table.of(area) if row[table.group] == "THEFT"]
    three = [some[at] for at in random.choice(len(some), 3, replace=False).tolist()]
    table.rows.append(_named(table, three, {table.label: "SELECTED ACQUISITIVE"}))
    return table.damaged("total-row", "unknown-label", area=area)


def misspelt(share: float) -> Maker:
    """A letter of an area's name stands twice in a part of its rows; 0: in one."""

    def made(table: Table, random: Random) -> Damaged:
        area = table.some_area(random)
        own = table.of(area)
        at = int(random.integers(1, len(area) - 1))
        for row in own[: max(1, round(share * len(own)))]:
            row[table.area] = area[:at] + area[at] + area[at:]
        return table.damaged("unknown-area", area=area)

    return made


def area_missing(table: Table, random: Random) -> Damaged:
    """An area has no rows."""
    area = table.some_area(random)
    table.rows = [row for row in table.rows if row[table.area] != area]
    return table.damaged("area-missing", area=area)


def row_missing(table: Table, random: Random) -> Damaged:
    """An area has no row of a common label."""
    area, label = table.some_area(random), table.some_label(random)
    table.rows = [row for row in table.rows if (row[table.area], row[table.label]) != (area, label)]
    return table.damaged("rows-missing", area=area, label=label)


def any_rows_missing(count: int) -> Maker:
    """So many rows of any areas and labels are missing, rare ones among them."""

    def made(table: Table, random: Random) -> Damaged:
        lost = set(random.choice(len(table.rows), count, replace=False).tolist())
        table.rows = [row for at, row in enumerate(table.rows) if at not in lost]
        return table.damaged("rows-missing")

    return made


def group_missing(table: Table, random: Random) -> Damaged:
    """An area has no thefts."""
    area = table.some_area(random)
    table.rows = [
        row for row in table.rows if row[table.area] != area or row[table.group] != "THEFT"
    ]
    return table.damaged("rows-missing", area=area)


def cut(share: float, *, shuffled: bool) -> Maker:
    """The file ends early; shuffled: it is sorted by nothing."""

    def made(table: Table, random: Random) -> Damaged:
        if shuffled:
            random.shuffle(table.rows)
        table.rows = table.rows[: round((1 - share) * len(table.rows))]
        return table.damaged("rows-missing", "area-missing")

    return made


def _named(table: Table, rows: Rows, cells: dict[int, str]) -> list[str]:
    """A row with the sums of some, and other names."""
    row = list(rows[0])
    row[table.first :] = table.summed(rows)
    for column, text in cells.items():
        row[column] = text
    return row
