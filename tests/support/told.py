"""All that a store's values are made of, to be held against each other."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np


def told(value: Any) -> Any:  # noqa: ANN401 - whatever a store holds
    """All that a value is made of, arrays as their type and figures."""
    if isinstance(value, np.ndarray):
        return str(value.dtype), value.tobytes()
    if is_dataclass(value):
        return [(one.name, told(getattr(value, one.name))) for one in fields(value)]
    return [told(one) for one in value] if isinstance(value, tuple) else value
