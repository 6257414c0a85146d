"""No password, key or path of somebody's machine stands in a file of the project."""

from __future__ import annotations

import re
import subprocess
from typing import Final

from tests.support.paths import ROOT

PATTERNS: Final = {
    "a private key": re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}"),
    "a key of AWS": re.compile(rb"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "a token of GitHub": re.compile(rb"\b(?:ghp|gho|ghs|github_pat)_[A-Za-z0-9_]{30,}"),
    "a token of Slack": re.compile(rb"\bxox[abprs]-[0-9A-Za-z-]{20,}"),
    "a key of Azure": re.compile(rb"AccountKey=[A-Za-z0-9+/]{60,}"),
    "a home of root": re.compile(rb"/root/\."),
    "a home of a build": re.compile(rb"/(?:home|Users)/(?:runner|vagrant|ubuntu)/"),
}

LARGEST: Final = 1 << 20
"""Larger files are figures and outlines as published."""


def test_no_secret_and_no_path_of_a_machine_stands_in_the_tree() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]

    found = [
        f"{path.relative_to(ROOT)}: {what}"
        for path in files
        if path.is_file() and path.stat().st_size < LARGEST
        for content in (path.read_bytes(),)
        for what, pattern in PATTERNS.items()
        if pattern.search(content)
    ]

    assert len(files) > 100
    assert found == []
