"""A proof is as far from midnight as can be: what it writes says one day."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from proofs.__main__ import just_begun

LOCAL = "import datetime, sys; print(datetime.datetime.fromtimestamp(float(sys.argv[1])))"


@pytest.mark.parametrize(
    "moment", ["2026-11-28 23:59:59", "2026-11-29 00:00:07", "2026-03-29 12:30"]
)
def test_the_day_stays_and_begins_now(moment: str) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)

    command = [sys.executable, "-c", LOCAL, str(now.timestamp())]
    environment = os.environ | {"TZ": just_begun(now)}
    said = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout

    assert said.startswith(f"{moment[:10]} 00:00:")
