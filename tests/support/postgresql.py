"""A PostgreSQL server of the tests' own, which asks for a password."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PASSWORD = "s3cret"  # noqa: S105 - of a server that lives as long as the tests


def served(folder: Path) -> Iterator[str]:
    """The address of a server whose files are in ``folder``, while it runs."""
    (folder / "password").write_text(PASSWORD)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start = ["pg_ctl", "-D", str(folder / "data"), "-w", "-l", str(folder / "log")]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder}"
    user: dict[str, Any] = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
    if user:  # the server refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
        shutil.chown(folder / "password", "postgres", "postgres")
    subprocess.run(
        ["initdb", "-D", str(folder / "data"), "-U", "reader", "-A", "scram-sha-256",
         "--pwfile", str(folder / "password")],
        check=True, capture_output=True, cwd=folder, **user,
    )  # fmt: skip
    subprocess.run([*start, "-o", options, "start"], check=True, cwd=folder,
                   stdout=subprocess.DEVNULL, **user)  # fmt: skip
    try:
        yield f"postgresql+psycopg://reader@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*start, "-m", "immediate", "stop"], check=True, cwd=folder,
                       stdout=subprocess.DEVNULL, **user)  # fmt: skip
