"""The map's shapes in an open workbook, on Windows and on a Mac."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.support.parity.board import AS_AT
from tests.support.parity.engine import opened
from tests.support.parity.shapes import SYS_DASH, Fill, ShapeRange, Shapes, Words
from workbook.block import ShapeStyle
from workbook.package.alt_texts import Given, Undescribed
from workbook.refresh import silent
from workbook.surfaces.live import LiveWorkbook
from workbook.surfaces.live_shapes import LiveShapes
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    import xlwings as xw


def a_book() -> tuple[xw.Book, Any]:
    workbook = openpyxl.Workbook()
    return opened(workbook, "Board.xlsx"), workbook.active


def write(book: xw.Book, style: ShapeStyle, system: str = "win32") -> tuple[str, ...]:
    return LiveWorkbook(book, system).write(
        [style], as_at=AS_AT, progress=silent, stopped=lambda: False
    )


def a_map(sheet: Any) -> list[Any]:  # noqa: ANN401 - a sheet with shapes of the test's own
    """A ward with its label, the figure bold, and its outline, in a group."""
    ward, label, edge = (
        SimpleNamespace(
            Name=f"E05013628{part}",
            Fill=Fill(),
            Line=SimpleNamespace(ForeColor=SimpleNamespace(RGB=0), Visible=0, DashStyle=1),
            AlternativeText="",
            TextFrame2=SimpleNamespace(TextRange=Words(lines), HasText=bool(lines)),
        )
        for part, lines in (("", []), (" label", [("Hendon", False), (" ", True)]), (" edge", []))
    )
    group = SimpleNamespace(GroupItems=Shapes([ward, label, edge]))
    sheet.test_shapes = [SimpleNamespace(name="Map", type="group", api=group)]
    return [ward, label, edge]


def test_a_map_shape_takes_its_colour_and_its_words() -> None:
    book, sheet = a_book()
    ward, label, _ = a_map(sheet)

    write(book, ShapeStyle("E05013628", "6C98C0", "Hendon: 12", "Hendon\n12"))

    assert (ward.Fill.ForeColor.RGB, ward.AlternativeText, label.TextFrame2.TextRange.Text) == (
        0xC0986C,
        "Hendon: 12",
        "Hendon\r12",
    )


def test_the_figure_of_a_label_keeps_its_weight() -> None:
    book, sheet = a_book()
    _, label, _ = a_map(sheet)

    write(book, ShapeStyle("E05013628", "6C98C0", "Hendon: 12", "Hendon\nand\n12"))

    assert label.TextFrame2.TextRange.lines() == [("Hendon", False), ("and", False), ("12", True)]


def test_a_cluster_is_outlined() -> None:
    book, sheet = a_book()
    _, _, edge = a_map(sheet)

    write(book, ShapeStyle("E05013628", "6C98C0", "", edge="1F2933"))

    assert (edge.Line.Visible, edge.Line.ForeColor.RGB) == (-1, 0x33291F)


def test_a_cluster_of_low_rates_has_a_dashed_outline() -> None:
    book, sheet = a_book()
    _, _, edge = a_map(sheet)

    write(book, ShapeStyle("E05013628", "6C98C0", "", edge="1F2933", dashed=True))

    assert edge.Line.DashStyle == SYS_DASH


def test_a_ward_without_data_is_hatched() -> None:
    book, sheet = a_book()
    ward, _, _ = a_map(sheet)

    write(book, ShapeStyle("E05013628", "FFFFFF", "", hatched=True))

    assert ward.Fill.look() == (0x94877B, 0xFFFFFF)


def test_a_ward_that_has_data_again_is_hatched_no_longer() -> None:
    book, sheet = a_book()
    ward, _, _ = a_map(sheet)
    ward.Fill.is_hatched = True

    write(book, ShapeStyle("E05013628", "6C98C0", ""))

    assert ward.Fill.look() == (0xC0986C,)


def test_a_ward_that_left_its_cluster_is_outlined_no_longer() -> None:
    book, sheet = a_book()
    _, _, edge = a_map(sheet)
    edge.Line.Visible = -1

    write(book, ShapeStyle("E05013628", "6C98C0", "", edge=""))

    assert edge.Line.Visible == 0


def test_a_map_without_its_outlines_is_a_fault() -> None:
    book, sheet = a_book()
    sheet.test_shapes = a_map(sheet)[:0]

    with pytest.raises(TemplateError, match="lacks the map's shape E05013628; run `safer build`"):
        write(book, ShapeStyle("E05013628", "FFFFFF", "", edge=""))


class Reference(SimpleNamespace):
    """What appscript has for a property: `set` sends a value to Excel."""

    def set(self, value: object) -> None:
        self.value = value


def test_on_a_mac_a_map_in_a_group_is_said_to_keep_its_colours() -> None:
    book, sheet = a_book()
    a_map(sheet)

    said = write(book, ShapeStyle("E05013628", "6C98C0", "Hendon: 12", "Hendon\n12", ""), "darwin")

    assert said[0] == (
        "The map keeps its old colours and values in 1 area: on a Mac a refresh in Excel cannot "
        "reach shapes in a group. Ungroup the map (Shape Format, Group, Ungroup) and refresh "
        "again, or close the workbook and run `safer refresh` on it."
    )


def test_on_a_mac_a_map_without_a_group_is_coloured() -> None:
    book, sheet = a_book()
    fill, alt, text, visible = (Reference() for _ in range(4))
    sheet.test_shapes = [
        SimpleNamespace(name=name, type="freeform", api=api)
        for name, api in (
            (
                "E05013628",
                SimpleNamespace(fill_format=SimpleNamespace(fore_color=fill), alternative_text=alt),
            ),
            (
                "E05013628 label",
                SimpleNamespace(
                    shape_text_frame=SimpleNamespace(text_range=SimpleNamespace(content=text))
                ),
            ),
            ("E05013628 edge", SimpleNamespace(line_format=SimpleNamespace(visible=visible))),
        )
    ]

    said = write(book, ShapeStyle("E05013628", "6C98C0", "Hendon: 12", "Hendon\n12", ""), "darwin")

    assert said == ()
    assert (fill.value, alt.value, text.value, visible.value) == (
        [0x6C, 0x98, 0xC0],
        "Hendon: 12",
        "Hendon\r12",
        False,
    )


def several_areas(sheet: Any) -> list[Any]:  # noqa: ANN401 - as above
    """Three areas with their labels, in a group: two of them numbered, one blank."""
    found = []
    for code, figure in (("E1", "1"), ("E2", "2"), ("E3", " ")):
        for name, lines in ((code, []), (f"{code} label", [(figure, False)])):
            found.append(
                SimpleNamespace(
                    Name=name,
                    Fill=Fill(),
                    AlternativeText="",
                    TextFrame2=SimpleNamespace(TextRange=Words(lines), HasText=bool(lines)),
                )
            )
    group = SimpleNamespace(GroupItems=Shapes(found))
    sheet.test_shapes = [SimpleNamespace(name="Map", type="group", api=group)]
    return found


@pytest.mark.parametrize("takes_words", [True, False])
def test_labels_that_are_alike_are_blank_whether_or_not_excel_writes_them_as_one(
    *, takes_words: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ShapeRange, "takes_words", takes_words)
    book, sheet = a_book()
    found = several_areas(sheet)

    styles = [ShapeStyle(code, "6C98C0", code, " ") for code in ("E1", "E2", "E3")]
    LiveWorkbook(book, "win32").write(styles, as_at=AS_AT, progress=silent, stopped=lambda: False)

    assert [one.TextFrame2.TextRange.Text for one in found[1::2]] == [" "] * 3
    assert {one.Fill.ForeColor.RGB for one in found[::2]} == {0xC0986C}


def test_a_map_of_which_one_shape_was_deleted_is_a_fault_that_names_it() -> None:
    book, sheet = a_book()
    found = several_areas(sheet)
    sheet.test_shapes[0].api.GroupItems.remove(found[2])

    styles = [ShapeStyle(code, "6C98C0", code, " ") for code in ("E1", "E2", "E3")]
    with pytest.raises(TemplateError, match="lacks the map's shape E2; run"):
        LiveWorkbook(book, "win32").write(
            styles, as_at=AS_AT, progress=silent, stopped=lambda: False
        )


def with_chart(*names: str) -> tuple[LiveShapes, list[Any]]:
    """Shapes of a sheet with charts of these names that have no alternative text."""
    charts = [SimpleNamespace(AlternativeText="") for _ in names]
    shapes = [
        SimpleNamespace(name=name, type="chart", api=chart)
        for name, chart in zip(names, charts, strict=True)
    ]
    return LiveShapes("Board.xlsx", {"Overall": SimpleNamespace(shapes=shapes)}, "win32"), charts


LACKING = Given("drawing1.xml", "Overall", Undescribed("graphicFrame", "Chart 1", 0, 0), "A line")


def test_a_chart_without_alternative_text_gets_it() -> None:
    shapes, (first, second) = with_chart("Chart 1", "Chart 2")

    for sheet, change in shapes.descriptions([LACKING]):
        assert sheet == "Overall"
        change()

    assert (first.AlternativeText, second.AlternativeText) == ("A line", "")


@pytest.mark.parametrize("names", [("Chart 1", "Chart 1"), ("Theirs",)])
def test_a_chart_that_its_name_does_not_tell_is_left(names: tuple[str, ...]) -> None:
    shapes, _ = with_chart(*names)

    assert shapes.descriptions([LACKING]) == []


def test_on_a_mac_a_chart_without_alternative_text_gets_it() -> None:
    chart = SimpleNamespace(alternative_text=Reference())
    sheet = SimpleNamespace(shapes=[SimpleNamespace(name="Chart 1", type="chart", api=chart)])

    ((_, change),) = LiveShapes("Board.xlsx", {"Overall": sheet}, "darwin").descriptions([LACKING])
    change()

    assert chart.alternative_text.value == "A line"
