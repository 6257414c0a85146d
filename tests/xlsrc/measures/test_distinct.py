"""Different values, in order, without what numpy imports for masked ones."""

from __future__ import annotations

import subprocess
import sys

import numpy as np

from xlsrc.measures.distinct import distinct


def test_each_value_once_and_the_least_first() -> None:
    assert distinct(np.array([[3, 1], [1, 2]])).tolist() == [1, 2, 3]
    assert distinct(np.array([], dtype=np.int64)).tolist() == []


def test_nothing_of_masked_arrays_is_imported() -> None:
    asked = (
        "import sys, numpy as np; from xlsrc.measures.distinct import distinct; "
        "distinct(np.arange(3)); print('numpy.ma' in sys.modules)"
    )

    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"
