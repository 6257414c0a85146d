"""The program, what it is made of, and the system that it runs on."""

from __future__ import annotations

import importlib.util
import locale
import os
import platform
import re
import sys
from importlib.metadata import PackageNotFoundError, requires, version
from typing import TYPE_CHECKING, Final

from workbook.doctor.finding import Finding, Kind, State
from xlsrc.resources import data_folder, shipped_template

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PROJECT: Final = "safer-communities-dashboard"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
AGAIN: Final = "install the program again"
EXTRAS: Final = {
    "fleets on a cluster": ("distributed", "dask"),
    "files on S3 and the like": ("fsspec", "s3fs"),
    "PostgreSQL databases": ("psycopg",),
    "SQL Server databases": ("pyodbc",),
    "Oracle databases": ("oracledb",),
    "MySQL databases": ("pymysql",),
}
"""What not everybody needs, with the packages that it does."""
NETWORK: Final = (
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE",
)  # fmt: skip
"""Variables that say how the network is reached; a value may hold a password and is never told."""


def of_program() -> Iterator[Finding]:
    """The program's version, its packages and its bundled files."""
    try:
        yield _well("Program", version(PROJECT))
    except PackageNotFoundError:
        yield _broken("Program", "it is not installed, only its files are there")
    yield _well("Python", f"{platform.python_version()}, {sys.executable}")
    yield _well("System", f"{platform.system()} {platform.release()}, {platform.machine()}")
    missing = []
    for name in packages():
        try:
            yield _well(f"Package {name}", version(name))
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        yield _broken("Packages", f"missing are {', '.join(missing)}")
    lost = [path.name for path in (data_folder(), shipped_template()) if not path.exists()]
    if lost:
        yield _broken("Bundled files", f"missing are {', '.join(lost)}")
    else:
        yield _well("Bundled files", "template and sample are there")


def packages() -> tuple[str, ...]:
    """The packages without which the program does not run, as its metadata names them."""
    try:
        wanted = requires(PROJECT) or []
    except PackageNotFoundError:
        return ()
    found = (_NAME.match(one) for one in wanted if "extra ==" not in one)
    return tuple(one[0] for one in found if one)


def of_surroundings(environment: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """Encodings, optional parts, and the names of the variables of the network."""
    console = getattr(sys.stdout, "encoding", None) or "unknown"
    preferred = locale.getpreferredencoding(do_setlocale=False)
    files = sys.getfilesystemencoding()
    told = f"console {console}, locale {preferred}, file names {files}"
    knows_all = console.casefold().startswith("utf")
    yield Finding(
        kind=Kind.PROGRAM,
        name="Encodings",
        told=told,
        state=State.OK if knows_all else State.NOTE,
        action="" if knows_all else "signs that the console lacks are printed as the nearest",
    )
    for name, needed in EXTRAS.items():
        lacks = [one for one in needed if importlib.util.find_spec(one) is None]
        yield Finding(
            kind=Kind.PROGRAM,
            name=f"For {name}",
            told=f"{', '.join(lacks)} not installed" if lacks else "installed",
            state=State.NOTE if lacks else State.OK,
            action="needed for that alone" if lacks else "",
        )
    known = {name.upper() for name, value in environment.items() if value}
    there = [name for name in NETWORK if name in known]
    yield _well("Network", f"set are {', '.join(there)}" if there else "no proxy variable is set")


def _well(name: str, told: str) -> Finding:
    return Finding(kind=Kind.PROGRAM, name=name, told=told)


def _broken(name: str, told: str) -> Finding:
    return Finding(kind=Kind.PROGRAM, name=name, told=told, state=State.FAULT, action=AGAIN)
