"""Of one kind of thing there is a line for each sheet, and one for all where there are many."""

from __future__ import annotations

from tests.support.little_book import Leaf, little_book, row, table
from tests.support.little_workbook import link, links
from workbook.build.left_behind import MANY_SHEETS, left_behind

SHEETS = [f"S{at}" for at in range(MANY_SHEETS + 1)]


def told(count: int, old: Leaf, new: Leaf | None = None) -> tuple[str, ...]:
    """What is left behind of as many sheets alike."""
    one, other = (little_book(dict.fromkeys(SHEETS[:count], leaf)) for leaf in (old, new or Leaf()))
    return left_behind(one, other, ())


def test_one_kind_on_very_many_sheets_is_one_line() -> None:
    merged = Leaf(after='<mergeCells><mergeCell ref="B2:C3"/></mergeCells>')

    assert told(MANY_SHEETS, merged) == tuple(
        f"the merged cells {name}!B2:C3" for name in SHEETS[:MANY_SHEETS]
    )
    assert told(MANY_SHEETS + 1, merged) == (
        f"the merged cells {MANY_SHEETS + 1} sheets: {', '.join(SHEETS)}",
    )


def test_one_and_several_of_a_kind_are_of_one_kind() -> None:
    wide = '<cols><col min="2" max="2" width="33" customWidth="1"/></cols>'
    wider = wide.replace('max="2"', 'max="3"')
    sheets = dict.fromkeys(SHEETS, Leaf(before=wide)) | {SHEETS[0]: Leaf(before=wider)}
    new = little_book(dict.fromkeys(SHEETS, Leaf()))

    assert left_behind(little_book(sheets), new, ()) == (
        f"the column widths of {len(SHEETS)} sheets: {', '.join(SHEETS)}",
    )


def test_charts_are_told_by_their_name_and_changed_ones_by_none() -> None:
    def book(kind: str, name: str) -> dict[str, str]:
        frame = (
            f'<graphicFrame><cNvPr name="{name}" descr="Robbery"/><graphicData uri="x/chart"/>'
            f'<chart xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
            f' r:id="c"/></graphicFrame>'
        )
        return {
            "xl/drawings/drawing1.xml": f'<wsDr xmlns="d"><anchor>{frame}</anchor></wsDr>',
            "xl/drawings/_rels/drawing1.xml.rels": links(link("c", "chart", "/xl/charts/c.xml")),
            "xl/charts/c.xml": f'<c xmlns="c"><{kind}/></c>',
        }

    hung = Leaf(links=(link("d", "drawing", "/xl/drawings/drawing1.xml"),))
    old, new = (
        little_book(dict.fromkeys(SHEETS, hung), parts=book(kind, "Chart 1"))
        for kind in ("barChart", "lineChart")
    )
    bare = little_book(dict.fromkeys(SHEETS, Leaf()), parts=book("lineChart", "Chart 1"))

    assert left_behind(old, new, ()) == (
        f"the changes to the charts on {len(SHEETS)} sheets: {', '.join(SHEETS)}",
    )
    assert left_behind(old, bare, ()) == (
        f"the chart 'Chart 1' on {len(SHEETS)} sheets: {', '.join(SHEETS)}",
    )


def test_a_filter_is_said_table_by_table() -> None:
    chosen = '<autoFilter ref="A4:A5"><filterColumn colId="0"/></autoFilter>'
    old, new = (Leaf(tables=(table("WardMap", "A4:A5", "Ward", inside=i),)) for i in (chosen, ""))

    assert told(1, old, new) == (
        "the filter or sorting of the table WardMap (all its rows are kept)",
    )


def test_a_line_names_a_few_things_and_says_how_many_more_there_are() -> None:
    old = little_book({"Map": Leaf(row(5, *"abcdefg"))})

    assert left_behind(old, little_book({"Map": Leaf()}), ()) == (
        "the contents of Map!A5, B5, C5, D5, E5 and 2 more",
    )


def test_as_many_things_as_a_line_names_are_all() -> None:
    old = little_book({"Map": Leaf(row(5, *"abcde"))})

    assert left_behind(old, little_book({"Map": Leaf()}), ()) == (
        "the contents of Map!A5, B5, C5, D5, E5",
    )


def test_a_text_with_the_name_of_one_indicator_is_that_of_another() -> None:
    old, new = (
        little_book({"Map": Leaf(row(5, f"{name} by ward"))})
        for name in ("Residential burglary", "Burglary")
    )

    assert left_behind(old, new, ("Burglary", "Residential burglary")) == ()
    assert left_behind(old, new, ()) == ("the contents of Map!A5",)
