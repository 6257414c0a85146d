"""What stands where on Help."""

from __future__ import annotations

from typing import Final

from workbook.layout.sheet import Group, Sheet

HELP: Final = Sheet(
    name="Help",
    group=Group.EVIDENCE,
    purpose="How to refresh, check and print",
    mark="sc_help",
)

BUTTONS: Final = (
    ("Refresh", "sc_refresh", "Put the newest figures into this workbook. Nothing is saved."),
    (
        "What changed?",
        "sc_what_changed",
        "Say what a refresh would show, without writing anything.",
    ),
    ("Check", "sc_check", "Say what is wrong with the tables."),
    (
        "Draft commentary",
        "sc_commentary",
        "Draft the texts of the sheet Commentary anew; your own words stay.",
    ),
    ("Export PDF", "sc_export_pdf", "Print the board's set into a PDF beside this workbook."),
    ("Help", "sc_help", "Say where the extracts are read from, and where the log lies."),
)
"""The buttons: what each says, the defined name that its link goes to, and what it does.

With the add-in a click runs the action of that name; without it, it leads to How to refresh.
"""
