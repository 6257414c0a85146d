"""The gate before the engine: every call that would reach Excel is counted, and may be refused.

A call is one property read or set, or one method, of the engine's objects or of a native one. What
an object asks of itself while it answers is no call.
"""

from __future__ import annotations

import functools
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REJECTED: Final = -2147418111
"""RPC_E_CALL_REJECTED: a cell is being edited, or a dialog is open."""

CHANGING: Final = frozenset({"resize", "clear_contents", "clear"})
"""The methods that change the workbook; of properties, setting does."""

SPECIAL: Final = frozenset({"__call__", "__iter__", "__len__", "__contains__"})


class CallRejectedError(Exception):
    """What Excel answers while it waits for a person."""

    hresult = REJECTED

    def __init__(self) -> None:
        super().__init__(REJECTED, "Call was rejected by callee.", None, None)


class FaultError(Exception):
    """A fault of Excel's."""


class Gate:
    """Counts calls; refuses the next ``rejected`` ones; lets the change of one number fail."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.rejected = 0
        self.changes = 0
        self.fault_at = 0
        self._is_inside = False

    @contextmanager
    def call(self, name: str, *, changes: bool = False) -> Iterator[None]:
        if self._is_inside:
            yield
            return
        self.calls[name] += 1
        if self.rejected:
            self.rejected -= 1
            raise CallRejectedError
        if changes:
            self.changes += 1
            if self.changes == self.fault_at:
                raise FaultError(name)
        self._is_inside = True
        try:
            yield
        finally:
            self._is_inside = False


def through_gate(kind: Any) -> Any:
    """A class of the engine whose public members pass the ``gate`` of its objects."""
    for name, member in list(vars(kind).items()):
        label = f"{kind.__name__}.{name}"
        # Excel's own object is at hand: to name it asks nothing.
        if name in {"gate", "api"} or (name.startswith("_") and name not in SPECIAL):
            continue
        if isinstance(member, property):
            setattr(kind, name, _gated_property(label, member))
        elif callable(member) and not isinstance(member, type):
            setattr(kind, name, _gated(label, member, changes=name in CHANGING))
    return kind


def _gated(label: str, method: Callable[..., Any], *, changes: bool) -> Callable[..., Any]:
    @functools.wraps(method)
    def called(self: Any, *arguments: Any, **named: Any) -> Any:
        with self.gate.call(label, changes=changes):
            return method(self, *arguments, **named)

    return called


def _gated_property(label: str, member: property) -> property:
    read, change = member.fget, member.fset
    assert read is not None
    return property(
        _gated(label, read, changes=False),
        _gated(f"{label} =", change, changes=True) if change else None,
    )


class Native:
    """An object of Excel's own, or of a part of one: what is asked of it passes the gate."""

    def __init__(self, held: Any, gate: Gate) -> None:
        object.__setattr__(self, "_held", held)
        object.__setattr__(self, "_gate", gate)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._held, name)
        if callable(found):

            def called(*arguments: Any) -> Any:
                with self._gate.call(name, changes=True):
                    return _native(found(*arguments), self._gate)

            return called
        with self._gate.call(name):
            return _native(found, self._gate)

    def __setattr__(self, name: str, value: Any) -> None:
        with self._gate.call(f"{name} =", changes=True):
            setattr(self._held, name, value)

    def __iter__(self) -> Iterator[Any]:
        for one in self._held:
            with self._gate.call("next"):
                found = _native(one, self._gate)
            yield found


def _native(found: Any, gate: Gate) -> Any:
    return found if found is None or isinstance(found, str | int | float) else Native(found, gate)
