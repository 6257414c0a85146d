"""The ribbon: against the customUI schema of 2009, and with a callback behind every action.

Microsoft's validator holds that schema; what it lets pass although the schema's own text forbids
it (MS-CUSTOMUI2) is looked for here.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

import pytest
from lxml import etree

from tests.support.ooxml import needs_validator, schema_errors
from workbook.excel import buttons
from workbook.excel.addin.sources import modules, ribbon
from workbook.sheets.help.layout import BUTTONS

if TYPE_CHECKING:
    from pathlib import Path

RIBBON_PART: Final = "customUI/customUI14.xml"
IDS: Final = ("id", "idQ", "idMso")
EXCLUSIVE: Final = (
    ("image", "imageMso", "getImage"),
    ("insertAfterMso", "insertBeforeMso", "insertAfterQ", "insertBeforeQ"),
    *((name, f"get{name[0].upper()}{name[1:]}") for name in (
        "enabled", "visible", "label", "keytip", "screentip", "supertip", "description", "size",
        "showImage", "showLabel",
    )),
)  # fmt: skip
"""Attributes of which a control has one at most."""

CONTAINERS: Final = ("customUI", "ribbon", "tabs")
SIGNATURES: Final = {
    "on": "control As IRibbonControl",
    "get": "control As IRibbonControl, ByRef returnedVal",
}
"""What Excel hands to the callback of a button, by how its attribute begins."""

CALLBACKS: Final = next(module.source for module in modules() if module.name == "Callbacks")


def faults(content: bytes) -> list[str]:
    """What the schema's text forbids and its rules cannot say."""
    found, known = [], set()
    for element in etree.fromstring(content).iter(etree.Element):
        name = etree.QName(element).localname
        if (element.text or "").strip() or (element.tail or "").strip():
            found.append(f"{name}: words between elements")
        if name in CONTAINERS:
            continue
        given = [element.get(attribute) for attribute in IDS if attribute in element.attrib]
        if len(given) != 1:
            found.append(f"{name}: {len(given)} ids")
        found += [f"{one}: twice" for one in given if one in known]
        known.update(given)
        for names in EXCLUSIVE:
            both = [attribute for attribute in names if attribute in element.attrib]
            if len(both) > 1:
                found.append(f"{name}: {' and '.join(both)}")
    return found


def callbacks_wanted() -> dict[str, str]:
    """The signature of each callback that the ribbon names."""
    return {
        value: SIGNATURES["on" if attribute.startswith("on") else "get"]
        for element in etree.fromstring(ribbon()).iter(etree.Element)
        for attribute, value in element.attrib.items()
        if re.match("on[A-Z]|get[A-Z]", attribute)
    }


def spoilt_addin(built: Path, target: Path, sound: bytes, spoilt: bytes) -> Path:
    with zipfile.ZipFile(built) as source, zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            content = source.read(name)
            package.writestr(
                name, content.replace(sound, spoilt, 1) if name == RIBBON_PART else content
            )
    return target


@pytest.mark.slow
@needs_validator
@pytest.mark.parametrize(
    ("sound", "spoilt"),
    [
        (b'size="large"', b'size="huge"'),
        (b"<group ", b'<group colour="red" '),
        (b"<tabs>", b'<tabs><button id="Lost" label="Lost"/>'),
        (b'id="ScCheck"', b'id="1 check"'),
        (b'onAction="ScCheck', b'onaction="ScCheck'),
        (b"<ribbon>", b"<ribbon/><commands/><ribbon>"),
    ],
    ids=["value", "attribute", "place", "id", "case", "order"],
)
def test_microsofts_validator_refuses_a_ribbon_against_the_schema(
    sound: bytes, spoilt: bytes, built: Path, tmp_path: Path
) -> None:
    package = spoilt_addin(built, tmp_path / "spoilt.xlam", sound, spoilt)

    assert any(RIBBON_PART in error for error in schema_errors(package, "Microsoft365"))


@pytest.mark.parametrize(
    ("sound", "spoilt"),
    [
        (b' id="ScRefresh"', b""),
        (b' id="ScRefresh"', b' id="ScRefresh" idMso="Help"'),
        (b'id="ScCheck"', b'id="ScRefresh"'),
        (b'label="Check"', b'label="Check" getLabel="Named"'),
        (b"<tabs>", b"<tabs>words"),
    ],
    ids=["no id", "two ids", "id twice", "label twice", "words"],
)
def test_what_the_validator_lets_pass_is_found(sound: bytes, spoilt: bytes) -> None:
    assert len(faults(ribbon().replace(sound, spoilt, 1))) == 1


def test_the_ribbon_has_no_such_fault() -> None:
    assert faults(ribbon()) == []


def test_every_action_of_the_ribbon_has_its_callback_and_no_callback_is_without() -> None:
    there: dict[str, Any] = dict(
        re.findall(r"^Public Sub (Sc\w+)\((.*)\)\r?$", CALLBACKS, re.MULTILINE)
    )

    assert there == callbacks_wanted()


def test_every_callback_runs_a_button_of_python() -> None:
    actions = re.findall(r'^    RunAction "(\w+)"', CALLBACKS, re.MULTILINE)

    assert len(actions) == len(callbacks_wanted())
    assert [name for name in actions if not hasattr(getattr(buttons, name), "__wrapped__")] == []


def test_the_line_of_python_that_a_callback_runs_finds_its_button() -> None:
    ((line, after),) = re.findall(r'RunPython "(.*)" & action & "(.*)"', CALLBACKS)
    imported, called = f"{line}check{after}".split("; ")
    names: dict[str, Any] = {}

    exec(imported, names)  # noqa: S102 - as Excel runs it
    assert (called[-2:], eval(called[:-2], names)) == ("()", buttons.check)  # noqa: S307 - as above


def test_every_button_in_the_sheets_leads_to_an_action_of_the_ribbon() -> None:
    links = dict(re.findall(r'Case "(sc_\w+)": ActionOf = "(\w+)"', CALLBACKS))
    actions = re.findall(r'^    RunAction "(\w+)"', CALLBACKS, re.MULTILINE)

    assert set(links) == {link for _, link, _ in BUTTONS}
    assert sorted(links.values()) == sorted(actions)
