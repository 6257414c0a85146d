from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.postgresql import served
from xlsrc.extracts.store import Store
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.open(data_folder(), cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture
def store_of(tmp_path: Path) -> Callable[..., Store]:
    """A store of excerpts under the names, folders and alterations that a test gives them."""

    def made(files: dict[str, str | bytes]) -> Store:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Store.open(tmp_path, cache=None)

    return made


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of the test's own, which asks for a password."""
    pytest.importorskip("psycopg")
    if not (shutil.which("initdb") and shutil.which("pg_ctl")):
        pytest.skip("no PostgreSQL server is installed")
    with tempfile.TemporaryDirectory(prefix="safer-postgres-") as made:
        yield from served(Path(made))
