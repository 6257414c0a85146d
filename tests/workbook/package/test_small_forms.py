"""Small parts in whatever prefix, with all that they may leave out; names of files and kinds."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

import pytest

from tests.support.little_workbook import BARE, NS, archive_of, link, links
from workbook.block import FooterWords
from workbook.package.archive import Archive
from workbook.package.edition_parts import finished
from workbook.package.footers import sheet_footers, with_footer_words, with_footers
from workbook.package.kind import KINDS, as_workbook, refuse_suffix, suffix_of
from workbook.package.properties import (
    dated,
    modified,
    recalculated,
    without_content_type,
    without_relationship,
)
from workbook.package.reference import (
    LAST_COLUMN,
    LAST_ROW,
    Rectangle,
    cell_address,
    column_letters,
    column_number,
    sheet_range,
)
from workbook.package.sheet_rules import prompts
from workbook.package.strings import item_text, shared_texts, string_text
from workbook.package.synced import free_name, is_synced
from workbook.package.target import chosen_target
from workbook.package.zip_entry import Entry
from xlsrc.domain.errors import WorkbookError

OLD = "&amp;L&amp;8 A &amp;&amp; B · data to Dec 2025&amp;C&amp;8 &amp;A&amp;R&amp;8 Page &amp;P"


@pytest.mark.parametrize("p", ["", "x:"])
def test_footers_of_the_house_get_other_words_and_no_other_text_does(p: str) -> None:
    def sheet(*footers: str, cells: str = "") -> str:
        each = "".join(f'<{p}oddFooter a="1">{one}</{p}oddFooter>' for one in footers)
        return f"<{p}sheetData>{cells}</{p}sheetData><z/>{each}<{p}oddFooter/>"

    new = OLD.replace("A &amp;&amp; B · data to Dec 2025", "X &amp;&amp; Y &lt;Z&gt;")
    words = "X & Y <Z>"
    assert list(sheet_footers(sheet(OLD, "Mine"))) == [
        "&L&8 A && B · data to Dec 2025&C&8 &A&R&8 Page &P", "Mine",
    ]  # fmt: skip
    assert with_footer_words(sheet(OLD, "Mine", OLD), words) == sheet(new, "Mine", new)
    later = OLD.replace("Dec 2025", "Jan 2026")
    assert with_footers(
        sheet(OLD), [FooterWords(words="A & B · data to Feb 2026"),
                     FooterWords(words="A & B · data to Jan 2026")]
    ) == sheet(later)  # fmt: skip
    assert with_footers(sheet(OLD), []) == sheet(OLD)
    same = sheet("Mine &quot;x&quot; &#38;P")
    assert with_footer_words(same, words) is same
    if not p:
        inside = f"<v><oddFooter>{OLD}</oddFooter></v>"
        assert with_footer_words(sheet(OLD, cells=inside), words) == sheet(new, cells=inside)


@pytest.mark.parametrize("p", ["", "x:"])
def test_the_order_to_calculate_stands_behind_the_last_part_that_comes_before_it(p: str) -> None:
    order = f'<{p}calcPr fullCalcOnLoad="1"/>'
    for names in (
        ("sheets", "definedNames"),
        ("sheets", "functionGroups", "externalReferences", "definedNames"),
        ("sheets", "functionGroups", "externalReferences"),
        ("sheets", "functionGroups"),
        ("sheets",),
    ):
        for form in (f"<{p}{{0}}><{p}a/></{p}{{0}}>", f'<{p}{{0}} a="1"/>'):
            inner = "".join(form.format(name) for name in names)
            text = f"<{p}workbook>{inner}{{}}<{p}z/></{p}workbook>"
            assert recalculated(text.format("")) == text.format(order)
            assert recalculated(text.format(order)) == text.format(order)
    for said in (' fullCalcOnLoad="0" a="1"', " a=\"1\" fullCalcOnLoad = '1'", ' a="1"'):
        for end in (">", "/>"):
            text = f"<{p}calcPr{{}}{end}<{p}calcPr/>"
            assert recalculated(text.format(said)) == text.format(' a="1" fullCalcOnLoad="1"')


@pytest.mark.parametrize("p", ["", "x:"])
def test_of_relationships_and_content_types_the_asked_for_go_alone(p: str) -> None:
    one = f'<{p}Relationship Id="1" Type="http://o/calcChain" Target="a"/>'
    other = f"<{p}Relationship Target='b' Type='http://o/calcChains' Id='2' />"
    again = f"<{p}Relationship Type='x/calcChain' Id='3' />"
    assert without_relationship(one + other + again, "calcChain") == other
    chain = f'<{p}Override ContentType="c" PartName="/XL/chain.xml" />'
    longer = f"<{p}Override PartName='/xl/chain.xml.bak'/><{p}Override PartName='xl/chain.xml'/>"
    assert without_content_type(longer + chain + chain, "xl/chain.xml") == longer


@pytest.mark.parametrize("p", ["", "dcterms:"])
def test_the_date_of_a_document(p: str) -> None:
    text = f'<{p}created>2019</{p}created><{p}modified a="W3">{{}}</{p}modified><z/>'
    for day in (datetime.date(2026, 3, 31), datetime.datetime(2026, 3, 31, 23)):  # noqa: DTZ001
        assert dated(text.format("x"), day) == text.format("2026-03-31T00:00:00Z")
    found = modified(text.format("2020-05-06T07:08:09+01:00"))
    assert found == datetime.datetime(2020, 5, 6, 7, 8, 9)  # noqa: DTZ001
    for nothing in ("", "soon"):
        assert modified(text.format(nothing)) == datetime.datetime(2000, 1, 1)  # noqa: DTZ001


@pytest.mark.parametrize("p", ["", "x:"])
def test_an_edition_calculates_nothing_and_has_no_last_author(p: str) -> None:
    book = f'<{p}workbook {NS}><{p}calcPr calcId="{{}}/></{p}workbook>'.replace(
        NS, NS if not p else f'xmlns:x="main" {NS}'
    )
    core = "<c><cp:creator>a</cp:creator>{}<z/></c>"
    parts = {
        "_rels/.rels": links(
            link("a", "officeDocument", "book.xml"), link("b", "core-properties", "core.xml")
        ),
        "book.xml": book.format('1" fullCalcOnLoad="1"'),
        "core.xml": core.format("<cp:lastModifiedBy a='1'>Ann &amp; Bob</cp:lastModifiedBy>"),
    }
    after = Archive.of(finished(archive_of(parts)), source="e.xlsx")
    assert after.text("book.xml") == book.format('191029"')
    assert after.text("core.xml") == core.format("")
    bare = Archive.of(finished(archive_of(BARE)), source="e.xlsx")
    assert {name: bare.text(name) for name in bare.names} == dict(BARE)


@pytest.mark.parametrize(("kind", "ending"), KINDS.items())
def test_the_kind_of_a_workbook(kind: str, ending: str) -> None:
    types = f'<Override ContentType="{kind.upper()}"/>'
    assert suffix_of(types) == (".xlsm" if ending in {".xlsm", ".xltm", ".xlam"} else ".xlsx")
    wanted = {".xltx": ".xlsx", ".xltm": ".xlsm"}.get(ending, ending)
    (same,) = [one for one, its in KINDS.items() if its == wanted]
    assert as_workbook(f"a {kind} b {kind}") == f"a {same} b {same}"
    assert as_workbook("text/template.main+xml") == "text/template.main+xml"


def test_a_name_says_what_kind_of_workbook_it_is() -> None:
    refuse_suffix(Path("a.XLSX"), ".xlsx")
    refuse_suffix(Path("a.xlsm"), ".xlsm")
    for suffix, why in ((".xlsx", "without macros"), (".xlsm", "with macros")):
        with pytest.raises(WorkbookError) as refused:
            refuse_suffix(Path("d/a.xls"), suffix)
        assert str(refused.value) == (
            f"A workbook {why} is written as {suffix}; found the name '{Path('d/a.xls')}' to "
            f"write to. Give one that ends in {suffix} with --out."
        )


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")],
)
def test_letters_of_columns(number: int, letters: str) -> None:
    assert (column_letters(number), column_number(letters)) == (letters, number)
    assert cell_address(9, number) == f"{letters}9"


def test_ranges_at_the_edges() -> None:
    whole = Rectangle(1, 1, LAST_ROW, LAST_COLUMN)
    assert (whole.address, Rectangle.parse("$A$1:XFD$1048576")) == ("A1:XFD1048576", whole)
    assert (whole.shape, whole.is_sprawling) == ((1_048_576, 16_384), True)
    assert Rectangle(1, 1, 1_000_000, 20).is_sprawling is False
    assert Rectangle(1, 1, 1_000_000, 21).is_sprawling is True
    two = Rectangle(2, 3, 4, 5)
    assert two.address == "C2:E4"
    assert two.shape == (3, 3)
    inside = [
        (row, column) for row in range(1, 6) for column in range(2, 7) if two.contains(row, column)
    ]
    assert inside == [(row, column) for row in (2, 3, 4) for column in (3, 4, 5)]
    for other, meets in (
        ((1, 1, 2, 3), True), ((4, 5, 9, 9), True), ((1, 5, 9, 5), True), ((1, 1, 1, 9), False),
        ((5, 1, 9, 9), False), ((1, 1, 9, 2), False), ((1, 6, 9, 9), False),
    ):  # fmt: skip
        assert two.meets(Rectangle(*other)) is meets
        assert Rectangle(*other).meets(two) is meets
    assert two.around(Rectangle(3, 1, 9, 4)) == Rectangle(2, 1, 9, 5)
    assert two.around(Rectangle(1, 4, 2, 9)) == Rectangle(1, 3, 4, 9)
    for text in ("A0", "B1:A1", "A2:A1", "A1048577", "A1:B", "a1", " A1", "A1\n2", "1A", "ABCD1"):
        with pytest.raises(ValueError, match=r"a range"):
            Rectangle.parse(text)
    for text, place in (
        ("S!A1", ("S", Rectangle(1, 1, 1, 1))),
        ("='a ''b'''!A1:B2", ("a 'b'", Rectangle(1, 1, 2, 2))),
        ("S!A1!B2", None), ("'S!A1", None), ("A1", None), ("S!", None), ("S!A1,S!B2", None),
    ):  # fmt: skip
        assert sheet_range(text) == place


def test_prompts_of_rules_by_their_cells() -> None:
    text = (
        '<dataValidation sqref="A1 B2:C3 #REF!" promptTitle="a &lt; b"/>'
        '<dataValidation sqref="D4"/>'
        '<dataValidation promptTitle="c"/><x:dataValidation promptTitle="d" sqref="E:E F6">'
    )
    assert [(title, area.address) for title, area in prompts(text)] == [
        ("a < b", "A1"), ("a < b", "B2:C3"), ("d", "F6"),
    ]  # fmt: skip


@pytest.mark.parametrize("p", ["", "x:"])
def test_shared_texts(p: str) -> None:
    inner = (
        f"<{p}r><{p}rPr/><{p}t xml:space='preserve'> a</{p}t></{p}r><{p}rPh sb='0'><{p}t>no</{p}t>"
        f"</{p}rPh><{p}t/><{p}r><{p}t>&lt;_x0041_</{p}t></{p}r><{p}rPh><{p}t>no</{p}t></{p}rPh>"
    )
    text = (
        f"<{p}sst a='1'><{p}si>{inner}</{p}si><{p}si/><{p}si x='1'><{p}t>b</{p}t></{p}si></{p}sst>"
    )
    archive = archive_of({"t.xml": text})
    assert shared_texts(archive, "T.xml".lower()) == (" a<A", "", "b")
    assert shared_texts(archive, None) == shared_texts(archive, "no.xml") == ()
    assert (item_text(inner), string_text("&amp;_x000A_")) == (" a<A", "&\n")


def test_what_cannot_be_unpacked_is_named() -> None:
    for packed in (b"\xff\xff", b""):
        entry = Entry("a.bin", packed, zipfile.ZIP_DEFLATED, 1, 2)
        with pytest.raises(ValueError, match=r"^a\.bin$"):
            entry.content()


def test_names_of_files_that_are_taken(tmp_path: Path) -> None:
    first = tmp_path / "A b.tar.xlsx"
    assert free_name(first) == first
    first.touch()
    assert free_name(first) == tmp_path / "A b.tar 2.xlsx"
    assert chosen_target(first, "x", ".xlsx") == first
    synced = tmp_path / "SharePoint x" / "a.xlsx"
    assert chosen_target(synced, "", ".xlsx") == synced
    synced.parent.mkdir()
    synced.touch()
    assert chosen_target(synced, "", ".xlsx").name == "a 2.xlsx"


def test_folders_that_are_kept_in_step() -> None:
    for path, environment, wanted in (
        ("/a/b/c.xlsx", {"OneDrive": "/a/b"}, True),
        ("/a/b/c.xlsx", {"OneDriveConsumer": "/a/b/c"}, False),
        ("/a/b/c.xlsx", {"OneDriveCommercial": "/a", "OneDrive": ""}, True),
        ("/a/b/c.xlsx", {"Other": "/a"}, False),
        ("/a/onedrive.xlsx", {}, False),
        ("/a/ONEDRIVE x/b/c.xlsx", {}, True),
        ("/a/my onedrive/c.xlsx", {}, False),
        ("/a/CloudStorage/c.xlsx", {}, True),
        ("/a/CloudStorage2/c.xlsx", {}, False),
    ):
        assert is_synced(Path(path), environment) is wanted, path
