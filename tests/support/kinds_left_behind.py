"""Every kind of thing that an analyst makes, with the line that `safer build` has for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support import charts_by_analysts as charts
from tests.support import made_by_analysts as made

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.package_edits import Package

MICROSOFT = "http://schemas.microsoft.com/office/drawing"
XML = "application/xml"
CONDITION = (
    '<conditionalFormatting sqref="P2:P9"><cfRule type="duplicateValues" priority="90"/>'
    "</conditionalFormatting>"
)


def frame(name: str, uri: str) -> str:
    new = made.FRAME.format(name=name, uri=uri, inside="")
    return made.ALTERNATIVES.format(declared="", new=new, old=made.shape(name))


KINDS: dict[str, tuple[Callable[[Package], None], str]] = {
    "contents": (
        lambda book: book.cell("Settings", 2, '<c r="P2" t="inlineStr"><is><t>mine</t></is></c>'),
        "the contents of Settings!P2",
    ),
    "a text that the sheet has elsewhere": (
        lambda book: book.cell("Summary", 3, '<c r="P3" t="inlineStr"><is><t>Status</t></is></c>'),
        "the contents of Summary!P3",
    ),
    "formula": (
        lambda book: book.cell("Settings", 2, '<c r="P2"><f>SUM(A1:A2)</f><v>3</v></c>'),
        "the formulas of Settings!P2",
    ),
    "format": (made.formatted, "the formats of Settings!P2"),
    "checkbox": (made.checkboxes, "the checkbox in the cell Settings!P2"),
    "picture in a cell": (made.picture_in_cell, "the picture in the cell Settings!P2"),
    "Python in Excel": (made.python_in_excel, "the Python of Settings!P2"),
    "note": (made.note, "the notes at Settings!P2"),
    "conversation": (
        made.conversation, "the conversation (carried as a note) at Commentary!F5"
    ),
    "link": (made.web_link, "the links at Summary!A2"),
    "chart": (charts.own_chart, "the chart 'Chart 7' on Map"),
    "a copy of a chart": (charts.copied_chart, "the chart 'Chart 70' on Overall"),
    "a chart in other colours": (
        charts.recoloured_chart,
        "the changes to the chart 'Chart 1' on Overall",
    ),
    "picture": (made.drawn("Map", made.picture("Picture 4")), "the picture 'Picture 4' on Map"),
    "shape": (made.drawn("Map", made.shape("Arrow 2")), "the shape 'Arrow 2' on Map"),
    "text box": (
        made.drawn("Overall", made.shape("TextBox 2", ' txBox="1"')),
        "the text box 'TextBox 2' on Overall",
    ),
    "two shapes": (
        made.drawn("Map", made.shape("Arrow 2") + made.shape("Arrow 3")),
        "the shapes 'Arrow 2', 'Arrow 3' on Map",
    ),
    "slicer": (
        made.drawn("Map", frame("Ward", f"{MICROSOFT}/2010/slicer")), "the slicer 'Ward' on Map"
    ),
    "timeline": (
        made.drawn("Map", frame("Month", f"{MICROSOFT}/2012/timeslicer")),
        "the timeline 'Month' on Map",
    ),
    "3D model": (
        made.drawn("Map", frame("Model 1", f"{MICROSOFT}/2017/model3d")),
        "the 3D model 'Model 1' on Map",
    ),
    "SmartArt": (
        made.drawn(
            "Map", frame("Diagram 1", "http://schemas.openxmlformats.org/drawingml/2006/diagram")
        ),
        "the SmartArt 'Diagram 1' on Map",
    ),
    "ink": (
        made.drawn(
            "Map",
            made.ALTERNATIVES.format(declared="", new=made.INK, old=made.picture("Ink 3")),
        ),
        "the ink 'Ink 3' on Map",
    ),
    "own table": (made.own_table, "the table 'Mine' on Settings"),
    "own column": (made.own_column, "the column 'Owner' of the table Exceptions on Exceptions"),
    "totals row": (made.totals_row, "the totals row of the table Files on Data quality"),
    "conditional format": (
        made.before("Settings", "dataValidations", CONDITION),
        "the conditional format of Settings!P2:P9",
    ),
    "newer conditional format": (
        made.extension(
            "Settings", "{78C0D931-6437-407d-A8EE-F0AAD7539E65}",
            '<x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="expression" '
            'priority="3" id="{1}"><xm:f>Data!$A$1&gt;2</xm:f></x14:cfRule>'
            "<xm:sqref>P2:P9</xm:sqref>"
            "</x14:conditionalFormatting></x14:conditionalFormattings>",
        ),
        "the conditional format of Settings!P2:P9",
    ),
    "validation": (
        made.replaced(
            "Settings", "</dataValidations>",
            '<dataValidation type="list" sqref="P2"><formula1>"a,b"</formula1></dataValidation>'
            "</dataValidations>",
        ),
        "the data validation of Settings!P2",
    ),
    "newer validation": (
        made.extension(
            "Settings", "{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}",
            '<x14:dataValidations><x14:dataValidation type="list"><x14:formula1>'
            "<xm:f>Data!$A$5:$A$9"
            "</xm:f></x14:formula1><xm:sqref>P2</xm:sqref></x14:dataValidation></x14:dataValidations>",
        ),
        "the data validation of Settings!P2",
    ),
    "sparkline": (
        made.extension(
            "Settings", "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}",
            "<x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>Data!A5:A9"
            "</xm:f><xm:sqref>P2</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup>"
            "</x14:sparklineGroups>",
        ),
        "the sparklines of Settings!P2",
    ),
    "something newer": (
        made.extension("Settings", "{00000000-1F16-4fd2-B633-F4F36F0B64E0}", "<x14:wonders/>"),
        "something of Settings that this version does not know (wonders)",
    ),
    "column width": (
        made.columns("Summary", 2, 2, width="33.7109375"),
        "the column width of Summary!B",
    ),
    "hidden column": (
        made.columns("Summary", 2, 2, hidden="1"),
        "the hidden column Summary!B",
    ),
    "grouped columns": (
        made.columns("Summary", 5, 7, outlineLevel="1"),
        "the grouped columns Summary!E:G",
    ),
    "hidden row": (
        made.replaced("Summary", r'(<row r="12" )', r'\1hidden="1" '), "the hidden row Summary!12"
    ),
    "grouped row": (
        made.replaced("Summary", r'(<row r="12" )', r'\1outlineLevel="1" '),
        "the grouped row Summary!12",
    ),
    "row height": (
        made.replaced(
            "Summary", r'(<row r="12"[^>]*?)(?: ht="[^"]*" customHeight="1")?>',
            r'\1 ht="77" customHeight="1">',
        ),
        "the row height of Summary!12",
    ),
    "merged cells": (
        made.replaced("Impact", "</mergeCells>", '<mergeCell ref="P2:Q3"/></mergeCells>'),
        "the merged cells Impact!P2:Q3",
    ),
    "orientation": (
        made.replaced("Summary", 'orientation="landscape"', 'orientation="portrait"'),
        "the print settings of Summary",
    ),
    "print area": (
        made.print_area("Definitions", "$A$1:$C$9"),
        "the print settings of Definitions",
    ),
    "header": (
        made.replaced("Summary", "<oddFooter>", "<oddHeader>&amp;CDraft</oddHeader><oddFooter>"),
        "the header or footer of Summary",
    ),
    "page break": (
        made.before(
            "Exceptions", "drawing", '<rowBreaks><brk id="7" max="16383" man="1"/></rowBreaks>'
        ),
        "the page breaks of Exceptions",
    ),
    "panes": (
        made.replaced("Summary", '<pane xSplit="1"', '<pane xSplit="2"'),
        "the frozen panes of Summary",
    ),
    "protection": (
        made.before("Summary", "conditionalFormatting", '<sheetProtection sheet="1"/>'),
        "the protection of Summary",
    ),
    "tab colour": (
        made.replaced("Summary", '<tabColor rgb="FF12436D"/>', '<tabColor theme="5"/>'),
        "the tab colour of Summary",
    ),
    "order of tabs": (made.moved_tab, "the order of the sheets"),
    "hidden sheet": (
        made.of_workbook('(<sheet name="Peers")', r'\1 state="hidden"'),
        "the hiding of the sheet 'Peers'",
    ),
    "name": (
        made.of_workbook(
            "</definedNames>",
            '<definedName name="Budget">Data!$A$1</definedName><definedName name="_xlfn.X" '
            'hidden="1">#NAME?</definedName></definedNames>',
        ),
        "the name 'Budget'",
    ),
    "names like those of the program": (
        made.of_workbook(
            "</definedNames>",
            '<definedName name="Safer.Mine">_xlfn.LAMBDA(_xlpm.x,_xlpm.x+1)</definedName>'
            '<definedName name="Map">Data!$A$1</definedName>'
            '<definedName name="Peers.Mine">Data!$B$1</definedName></definedNames>',
        ),
        "the names 'Safer.Mine', 'Map', 'Peers.Mine'",
    ),
    "a changed function": (
        made.of_workbook(
            '(<definedName name="Safer.Rate"[^>]*>)[^<]*', r"\1_xlfn.LAMBDA(_xlpm.count,1)"
        ),
        "the changes to the name 'Safer.Rate'",
    ),
    "custom view": (
        made.of_workbook(
            "</workbook>",
            '<customWorkbookViews><customWorkbookView name="Mine" guid="{1}"/>'
            "</customWorkbookViews></workbook>",
        ),
        "the custom view 'Mine'",
    ),
    "locked structure": (
        made.of_workbook("(?=<bookViews>)", '<workbookProtection lockStructure="1"/>'),
        "the protection of the workbook's structure",
    ),
    "pivot table": (made.pivot_table, "the pivot table 'PivotTable1' on Summary"),
    "signature": (made.signature, "the digital signature"),
    "macros": (
        made.one_part("xl/vbaProject.bin", b"\xd0\xcf", "application/vnd.ms-office.vbaProject"),
        "the macro project",
    ),
    "other workbook": (made.outside_workbook, "the link to another workbook 'Budget.xlsx'"),
    "custom XML": (
        made.one_part("customXml/item1.xml", "<mine/>", XML),
        "the custom XML data customXml/item1.xml",
    ),
    "query": (
        made.one_part(
            "customXml/item1.xml",
            '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">AAAA</DataMashup>', XML,
        ),
        "the query customXml/item1.xml",
    ),
    "connection": (
        made.one_part(
            "xl/connections.xml",
            f'<connections xmlns="{made.MAIN_NS}"><connection id="1" name="Query - X"/>'
            "</connections>",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml",
        ),
        "the connection 'Query - X'",
    ),
    "form control": (made.form_control, "the form control xl/ctrlProps/ctrlProp1.xml"),
    "embedded file": (
        made.one_part("xl/embeddings/oleObject1.bin", b"\xd0", "application/vnd.openxml-ole"),
        "the embedded file xl/embeddings/oleObject1.bin",
    ),
    "sensitivity label": (
        made.document_property("MSIP_Label_1_Enabled"),
        "the sensitivity label",
    ),
    "document property": (
        made.document_property("Client"),
        "the document property 'Client'",
    ),
    "unknown part": (
        made.one_part("xl/wonders/wonder1.xml", "<wonder/>", "application/vnd.wonder+xml"),
        "the part of an unknown kind xl/wonders/wonder1.xml",
    ),
}  # fmt: skip
