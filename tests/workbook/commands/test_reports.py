"""What commands say of what was done, each beside a stand-in for the work."""

from __future__ import annotations

import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, NoReturn

import pytest
from typer.testing import CliRunner

from workbook.cli import app
from workbook.commands.as_published import show_then_and_now
from workbook.commands.publish import NEXT_STEPS, NO_OFFICE
from workbook.publish.import_earlier import Imported
from workbook.publish.publish import Publication
from xlsrc.domain.errors import DashboardError
from xlsrc.domain.month import Month
from xlsrc.domain.published import Figure, PublishedEdition, PublishedFigure
from xlsrc.domain.workbook_errors import NoWorkbookError

if TYPE_CHECKING:
    from typer.testing import Result

    from workbook.publish.publish import Asked
    from xlsrc.domain.record import Value

FIGURE = PublishedFigure(
    edition="December 2025",
    indicator="X1",
    label="Burglary",
    area="Barnet",
    figure=Figure.VOLUME_12M,
    month=Month.of(2025, 12),
    value=12.0,
)
EDITION = PublishedEdition(
    name="December 2025",
    area="Barnet",
    as_at=Month.of(2025, 12),
    on=datetime.date(2026, 1, 20),
    digest="",
    parent="",
    figures=(FIGURE,),
)
BOOK = Path("Board.xlsx")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words)


@pytest.mark.parametrize("has_office", [True, False])
def test_a_publication_names_its_files_and_what_to_do_next(
    monkeypatch: pytest.MonkeyPatch,
    *,
    has_office: bool,
) -> None:
    asked_for = []

    def published(*_: object, asked: Asked, **__: object) -> Publication:
        asked_for.append(asked)
        return Publication(
            edition=EDITION,
            is_new=True,
            workbook=BOOK,
            files=(Path("One.xlsx"),),
            untagged=(Path("One.pdf"),),
        )

    monkeypatch.setattr("workbook.publish.publish.publish", published)
    monkeypatch.setattr("workbook.office.has_office", lambda: has_office)

    done = run("publish", str(BOOK))

    assert done.exit_code == 0, done.output
    assert [one.pdf for one in asked_for] == [has_office]
    assert done.stdout.splitlines() == [
        "One.xlsx",
        "Published: December 2025, 1 figure, kept in the table Published of Board.xlsx.",
        "One.pdf could not be tagged for screen readers: offer the .html instead.",
        *NEXT_STEPS,
        "For the next edition go on in Board.xlsx: it knows what was published.",
        *(() if has_office else (NO_OFFICE,)),
    ]


def test_an_edition_that_was_published_already_is_said_to_be() -> None:
    from workbook.commands.publish import lines

    made = Publication(edition=EDITION, is_new=False, workbook=BOOK, files=())

    assert lines(made)[0] == (
        "December 2025 was published already, with the same 1 figure: nothing was added to "
        "Board.xlsx, and files that are there stay as they are."
    )


def test_a_workbook_to_publish_must_be_named() -> None:
    ended = run("publish").exception

    assert isinstance(ended, NoWorkbookError)
    assert "Name the one that safer refresh wrote" in str(ended)


@pytest.mark.parametrize(
    ("editions", "said"),
    [
        (
            (EDITION,),
            (
                "Taken in: December 2025, 1 figure.\n"
                "They are in the table Published of Board.xlsx: refresh it next.\n"
            ),
        ),
        ((), "All of old.csv is in Board.xlsx already.\n"),
    ],
    ids=["some", "none"],
)
def test_what_was_taken_in_is_said(
    monkeypatch: pytest.MonkeyPatch, editions: tuple[PublishedEdition, ...], said: str
) -> None:
    monkeypatch.setattr(
        "workbook.publish.import_earlier.import_earlier",
        lambda *_, **__: Imported(editions=editions, workbook=BOOK),
    )

    assert run("publish", str(BOOK), "--import", "old.csv").stdout == said


def test_the_addin_is_built_where_it_is_asked_for(tmp_path: Path) -> None:
    from workbook.excel.addin.package import addin

    target = tmp_path / "Ours.XLAM"

    assert run("addin", "build", "--out", str(target)).stdout == f"{target}\n"
    assert target.read_bytes() == addin()


def test_an_addin_of_another_ending_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "Ours.xlsx"

    ended = run("addin", "build", "--out", str(target)).exception

    assert str(ended) == (
        f"The add-in is written as .xlam; found '{target}'. Give another name (--out)."
    )
    assert not target.exists()


def test_what_is_installed_and_removed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("install", "uninstall"):
        monkeypatch.setattr(f"workbook.excel.addin.install.{name}", lambda *_: (Path("a"),))
    monkeypatch.setattr("workbook.excel.addin.install.places", lambda: None)

    assert run("addin", "install").stdout.splitlines() == [
        "a",
        "Start Excel again: the tab Safer Communities is in the ribbon.",
    ]
    assert run("addin", "uninstall").stdout == "Removed: a\n"


def test_each_page_that_was_drawn_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "workbook.commands.preview.preview", lambda *_, **__: (Path("1.png"), Path("2.png"))
    )

    assert run("preview", str(BOOK), "--png", "out").stdout == "1.png\n2.png\n"


@pytest.mark.parametrize(("is_whole", "code"), [(True, 0), (False, 1)])
def test_a_reproduction_ends_with_whether_all_is_the_same(
    monkeypatch: pytest.MonkeyPatch, *, is_whole: bool, code: int
) -> None:
    found = SimpleNamespace(lines=["The sum."], is_whole=is_whole)
    monkeypatch.setattr("workbook.reproduce.report.reproduction", lambda *_, **__: found)

    done = run("check", str(BOOK), "--reproduce")

    assert (done.exit_code, done.stdout) == (code, "The sum.\n")


@pytest.mark.parametrize("error", [DashboardError("It was wanted."), OSError("It was wanted.")])
def test_a_reproduction_that_could_not_be_tried_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(*_: object, **__: object) -> NoReturn:
        raise error

    monkeypatch.setattr("workbook.reproduce.report.reproduction", fails)

    done = run("check", str(BOOK), "--reproduce")

    assert (done.exit_code, done.stderr) == (2, "Could not be tried: It was wanted.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--reproduce", "--against", "b"), "leave out --against and --accepted"),
        (("--made-from", "b"), "add --reproduce"),
        (("--accepted", "b"), "name the workbook before, too"),
    ],
)
def test_options_of_a_check_that_say_nothing_together_are_refused(
    words: tuple[str, ...], said: str
) -> None:
    done = run("check", str(BOOK), *words)

    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())


def test_an_edition_has_its_own_area() -> None:
    done = run("figures", "--as-published", "last", "--area", "Barnet")

    assert done.exit_code == 2
    assert "leave out --area" in " ".join(done.stderr.split())


def test_then_and_now_shows_what_moved_and_counts_the_rest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    one: dict[str, Value] = {
        "name": "Burglary", "place": "Barnet", "figure": Figure.VOLUME_12M.value,
        "month": "2025-12", "published": 1200.0, "now": 1210.0, "restated": True,
        "counted_otherwise": False,
    }  # fmt: skip
    other = one | {"figure": Figure.EXCEPTION.value, "place": "Hale", "counted_otherwise": True}
    same = one | {"figure": "of no list", "name": "Robbery", "now": 1200.0}

    show_then_and_now([one, other, same], "Barnet, December 2025")

    printed = capsys.readouterr().out
    assert "restated" in printed.split("Burglary, Hale")[0]
    assert "counted otherwise" in printed.split("Burglary, Hale")[1]
    assert "1,210" in printed
    assert "Robbery" not in printed
    assert "1 figure more, nearly or wholly the same now" in printed


def test_a_version_is_printed_alone() -> None:
    from importlib.metadata import version

    assert run("--version").stdout == f"{version('safer-communities-dashboard')}\n"
