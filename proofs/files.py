"""The files that counts are of: whether a run may go on where one before it was ended."""

from __future__ import annotations

import hashlib
import subprocess
from typing import TYPE_CHECKING, Final

from proofs import PROOFS
from proofs.count import PROJECT

if TYPE_CHECKING:
    from pathlib import Path


OF_TESTS: Final = ("coverage", "mutants")
"""The proofs that run the tests; the others attack the product alone."""


def digest(proof: str, project: Path = PROJECT) -> str:
    """What tells the files that a proof counts on from others: hexadecimal, '' outside git.

    No paper is one of them, and no other proof: the table of counts is itself a paper, made again
    as each proof ends.
    """
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        said = subprocess.run(command, cwd=project, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
    found = hashlib.sha256()
    for name in sorted(set(said.decode().split("\0"))):
        path = project / name
        if path.is_file() and not _is_aside(name, proof):
            found.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()


def _is_aside(name: str, proof: str) -> bool:
    """Papers, other proofs, and the tests where it runs none; the list of survivors is no paper."""
    if name.startswith("proofs/"):
        first = name.split("/")[1].removesuffix(".py")
        return first in PROOFS and first != proof
    is_test = name.startswith("tests/") and name.rpartition("/")[2].startswith("test_")
    is_paper = name.endswith(".md") or name.startswith("docs/reliability/")
    return is_paper or (is_test and proof not in OF_TESTS)
