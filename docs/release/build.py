"""What is released, from the last commit: a wheel and an sdist, the same bytes each time.

`python -m docs.release.build FOLDER`. What is not committed is not in it; every time in the files
is that of the commit. Another zlib may compress otherwise: docs/release.md.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from docs.release.locked import PROJECT


def build(folder: Path, commit: str = "HEAD") -> list[Path]:
    """The files, written into ``folder``; `CalledProcessError` where git or hatchling fails."""
    git = ["git", "-C", str(PROJECT)]
    when = subprocess.run(
        [*git, "log", "-1", "--format=%ct", commit], capture_output=True, check=True, text=True
    ).stdout.strip()
    with tempfile.TemporaryDirectory() as clean:
        packed = Path(clean) / "project.tar"
        subprocess.run([*git, "archive", "--output", packed, commit], check=True)
        with tarfile.open(packed) as archive:
            archive.extractall(clean, filter="data")
        packed.unlink()
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-d", folder.absolute()],
            cwd=clean,
            env=os.environ | {"SOURCE_DATE_EPOCH": when},
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return sorted(folder.iterdir())


if __name__ == "__main__":
    for file in build(Path(sys.argv[1])):
        print(file.name)
