"""The functions of ``scipy.special`` that the measures ask, and what is known of them already.

They are pure: the same numbers give the same numbers, to the last bit. Whoever keeps a table of
what they gave (`known`) has them answered from it, and scipy, which takes long to be imported,
is imported only where one is asked something new.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

DIGEST: Final = 16
"""Bytes of a key of the table."""


class Known:
    """What the functions gave: numbers one after the other, by a digest of what was asked."""

    def __init__(self, before: dict[bytes, NDArray[np.float64]] | None = None) -> None:
        self.before = before or {}
        self.used: dict[bytes, NDArray[np.float64]] = {}
        """All that was asked since, of which some may be new."""

    @property
    def has_news(self) -> bool:
        """Whether anything was asked that was not known before."""
        return not self.used.keys() <= self.before.keys()


_KNOWN: ContextVar[Known | None] = ContextVar("known", default=None)


@contextmanager
def known(table: Known | None) -> Iterator[None]:
    """Answer from a table as long as this lasts, and write into it what is new; None: from none."""
    token = _KNOWN.set(table)
    try:
        yield
    finally:
        _KNOWN.reset(token)


def _function(name: str) -> Callable[..., NDArray[np.float64]]:
    """A function of ``scipy.special`` that works number by number."""

    def asked(*numbers: Any) -> Any:  # noqa: ANN401 - whatever scipy takes; of numbers a number
        table = _KNOWN.get()
        if table is None:
            return _of_scipy(name)(*numbers)
        arrays = [np.asarray(one) for one in numbers]
        key = _key(name, arrays)
        found = table.before.get(key, table.used.get(key))
        if found is None:
            given = np.asarray(_of_scipy(name)(*numbers))
            if given.dtype != np.float64:
                return given[()]
            found = given.ravel()
        table.used[key] = found
        # A copy: who asked may write into it.
        return found.reshape(np.broadcast_shapes(*(one.shape for one in arrays))).copy()[()]

    asked.__name__ = name
    asked.__doc__ = f"``scipy.special.{name}``."
    return asked


@cache
def _of_scipy(name: str) -> Callable[..., Any]:
    from scipy import special

    function: Callable[..., Any] = getattr(special, name)
    return function


def _key(name: str, arrays: list[NDArray[Any]]) -> bytes:
    digest = blake2b(name.encode(), digest_size=DIGEST)
    for array in arrays:
        digest.update(f"{array.dtype}{array.shape}".encode())
        digest.update(array.tobytes())
    return digest.digest()


bdtr: Final = _function("bdtr")
betainc: Final = _function("betainc")
betaincc: Final = _function("betaincc")
betaln: Final = _function("betaln")
expit: Final = _function("expit")
gammainc: Final = _function("gammainc")
gammaincinv: Final = _function("gammaincinv")
gammaln: Final = _function("gammaln")
logit: Final = _function("logit")
ndtr: Final = _function("ndtr")
ndtri: Final = _function("ndtri")
ndtri_exp: Final = _function("ndtri_exp")
stdtr: Final = _function("stdtr")
stdtrit: Final = _function("stdtrit")
xlog1py: Final = _function("xlog1py")


def logsumexp(numbers: NDArray[np.float64]) -> float:
    """The logarithm of the sum of exponentials."""
    return float(_of_scipy("logsumexp")(numbers))
