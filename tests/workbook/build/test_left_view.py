"""How a sheet was set up and is no longer: columns, rows, panes, merged cells, protection."""

from __future__ import annotations

import pytest

from tests.support.little_book import Leaf, little_book, pair, row, table
from workbook.build.left_view import lines


def told(old: Leaf, new: Leaf | None = None, name: str = "Sheet") -> list[str]:
    one, other = little_book({name: old}), little_book({name: new or Leaf()})
    return list(lines(pair(one, other, name)))


def cols(*each: str) -> Leaf:
    return Leaf(before=f"<cols>{''.join(f'<col {said}/>' for said in each)}</cols>")


@pytest.mark.parametrize(
    ("theirs", "ours", "said"),
    [
        ('min="2" max="2" width="33" customWidth="1"', "", ["the column width of Sheet!B"]),
        ('min="2" max="4" width="33" customWidth="true"', "", ["the column widths of Sheet!B:D"]),
        ('min="2" max="2" width="33"', "", []),  # a width that nobody gave
        ('min="2" max="2" width="33.05" customWidth="1"',
         'min="1" max="9" width="33" customWidth="1"', []),
        ('min="2" max="2" width="33.2" customWidth="1"',
         'min="1" max="9" width="33" customWidth="1"', ["the column width of Sheet!B"]),
        # A width for all the columns there are is the sheet's default.
        ('min="2" max="16384" width="33" customWidth="1"', "", []),
        ('min="2" max="3" hidden="1"', "", ["the hidden columns Sheet!B:C"]),
        ('min="2" max="2" hidden="1"', 'min="2" max="2" hidden="1"', []),
        ('min="5" max="5" outlineLevel="2"', 'min="5" max="5" outlineLevel="1"',
         ["the grouped column Sheet!E"]),
        ('min="5" max="5" outlineLevel="1"', 'min="5" max="5" outlineLevel="1"', []),
    ],
)  # fmt: skip
def test_columns(theirs: str, ours: str, said: list[str]) -> None:
    assert told(cols(theirs), cols(ours) if ours else None) == said


def test_columns_that_do_not_stand_side_by_side_are_named_one_by_one() -> None:
    apart = cols(*(f'min="{at}" max="{at}" hidden="1"' for at in (1, 2, 5)))

    assert told(apart) == ["the hidden columns Sheet!A:B, E"]


def test_widths_that_follow_names_or_that_a_table_takes_along_are_not_missed() -> None:
    wide = 'min="1" max="1" width="33" customWidth="1"'
    entries = (table("Acknowledged", "A4:B5", "Finding", "Who"),)
    mine = (table("WardMap", "A4:B5", "Mine", "Code"),)
    made = (table("WardMap", "A4:B5", "Ward", "Code"),)

    assert told(cols(wide), name="Heat tables") == []
    assert told(cols(wide)._replace(tables=entries), Leaf(tables=entries)) == []
    assert told(cols(wide)._replace(tables=mine), Leaf(tables=made)) == []
    assert told(cols(wide)._replace(tables=made), Leaf(tables=made)) == [
        "the column width of Sheet!A"
    ]


def rows(*each: str) -> Leaf:
    return Leaf("".join(f"<row {said}/>" for said in each))


@pytest.mark.parametrize(
    ("theirs", "ours", "said"),
    [
        ('r="7" ht="77" customHeight="1"', "", ["the row height of Sheet!7"]),
        ('r="7" ht="77"', "", []),
        ('r="7" customHeight="1"', "", []),
        ('r="7" ht="77.5" customHeight="1"', 'r="3" ht="77" customHeight="1"', []),
        ('r="7" ht="78" customHeight="1"', 'r="3" ht="77" customHeight="1"',
         ["the row height of Sheet!7"]),
        ('r="7" hidden="1"', "", ["the hidden row Sheet!7"]),
        ('r="7" hidden="1"', 'r="7" hidden="1"', []),
        ('r="7" outlineLevel="1"', "", ["the grouped row Sheet!7"]),
        ('r="7" outlineLevel="1" hidden="1"', 'r="7" outlineLevel="1" hidden="1"', []),
    ],
)  # fmt: skip
def test_rows(theirs: str, ours: str, said: list[str]) -> None:
    assert told(rows(theirs), rows(ours) if ours else None) == said


def test_rows_that_a_filter_hides_are_not_hidden_by_hand() -> None:
    hidden = rows('r="5" hidden="1"', 'r="9" hidden="1"')
    chosen = table("Files", "A4:B6", "a", "b", inside='<autoFilter><filterColumn colId="0"/>')
    filtered = chosen.replace("</table>", "</autoFilter></table>")

    assert told(hidden._replace(tables=(filtered,))) == ["the hidden row Sheet!9"]
    assert told(hidden._replace(after='<autoFilter ref="A4:B9"/>')) == ["the filter of Sheet"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('<sheetPr><tabColor rgb="FF0000FF"/></sheetPr>', "", ["the tab colour of Sheet"]),
        ("<sheetPr/>", "", []),
        ("", '<sheetProtection sheet="1"/>', ["the protection of Sheet"]),
        ("", '<sheetProtection sheet="0"/>', []),
        ("", '<autoFilter ref="A1:B2"/>', ["the filter of Sheet"]),
        ("", "<scenarios/>", ["the scenarios of Sheet"]),
        ("", '<picture r:id="p"/>', ["the background picture of Sheet"]),
    ],
)
def test_settings_of_a_sheet(before: str, after: str, said: list[str]) -> None:
    old = Leaf(before=before, after=after)

    assert told(old) == said
    assert told(old, old) == []


def panes(*each: str) -> Leaf:
    views = "".join(f"<sheetView>{pane}</sheetView>" for pane in each)
    return Leaf(before=f"<sheetViews>{views}</sheetViews>")


@pytest.mark.parametrize(
    ("theirs", "is_left"),
    [
        (('<pane xSplit="1" ySplit="4" state="frozen"/>',), False),
        (('<pane xSplit="2" ySplit="4" state="frozen"/>',), True),
        (('<pane ySplit="4" state="frozenSplit"/>',), True),
        (('<pane xSplit="2.5" ySplit="900" state="split"/>',), False),
        (('<selection activeCell="A1"/>',), False),
        # Of several views the first that is frozen tells.
        (("", '<pane xSplit="2" state="frozen"/>'), True),
        (('<pane xSplit="1" ySplit="4" state="frozen"/>', '<pane xSplit="2" state="frozen"/>'),
         False),
        ((), False),
    ],
)  # fmt: skip
def test_frozen_panes(theirs: tuple[str, ...], *, is_left: bool) -> None:
    made = panes('<pane xSplit="1" ySplit="4" state="frozen"/>')

    assert told(panes(*theirs), made) == ["the frozen panes of Sheet"] * is_left


def test_panes_that_move_with_their_rows_are_the_same() -> None:
    def table_at(row: int) -> tuple[str, ...]:
        return (table("Files", f"A{row}:B{row + 1}", "a", "b"),)

    old = panes('<pane ySplit="4" state="frozen"/>')._replace(tables=table_at(4))
    new = panes('<pane ySplit="6" state="frozen"/>')._replace(tables=table_at(6))

    assert told(old, new) == []


def test_merged_cells() -> None:
    def merged(*areas: str) -> Leaf:
        return Leaf(after=f"<mergeCells>{''.join(areas)}</mergeCells>")

    one, other = '<mergeCell ref="B2:C3"/>', '<mergeCell ref="E2:F2"/>'

    assert told(merged(one, other), merged(other)) == ["the merged cells Sheet!B2:C3"]
    assert told(merged(other), merged(one, other)) == []


def extension(uri: str, inside: str = "") -> Leaf:
    return Leaf(row(1, "a"), after=f'<extLst><ext uri="{uri}">{inside}</ext></extLst>')


def test_an_extension_that_nobody_knows_is_named_by_what_it_holds() -> None:
    known, new = "{05c60535-1F16-4FD2-B633-F4F36F0B64E0}", "{1}"

    assert told(extension(known)) == []
    assert told(extension(new), extension(new)) == []
    assert told(extension(new, "<wonders/>")) == [
        "something of Sheet that this version does not know (wonders)"
    ]
    assert told(extension(new)) == ["something of Sheet that this version does not know ({1})"]
