"""What a command makes of the words that it is given: at once, where they stay words or paths.

typer has every argument checked by pydantic, one that is not given too. To import that, and to
make the checks, takes as long as all else before a command begins. So typer is asked for what
needs a check: numbers and choices. A release of typer that goes another way is only slower.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from typer.core import TyperCommand, TyperGroup

PLAIN: Final = {Path: Path, str: str}
"""The kinds of arguments that a word is made into as it is."""


class PlainCommand(TyperCommand):
    """A command whose arguments are checked only where they need it."""

    def get_params(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's own, as below
        """Its arguments and options, with ``--help``."""
        return list(map(_unchecked, super().get_params(ctx)))


class PlainGroup(TyperGroup):
    """A group of commands, whose own options are checked only where they need it."""

    def get_params(self, ctx: Any) -> Any:  # noqa: ANN401
        """Its options, with ``--help``."""
        return list(map(_unchecked, super().get_params(ctx)))


def _unchecked(argument: Any) -> Any:  # noqa: ANN401
    if hasattr(argument, "get_runtime_param") and not isinstance(
        argument.get_runtime_param, _Unchecked
    ):
        argument.get_runtime_param = _Unchecked(argument)
    return argument


class _Unchecked:
    """What makes an argument of a word, in the place of typer's own, which it asks at need."""

    def __init__(self, argument: Any) -> None:  # noqa: ANN401
        self.of_typer = argument.get_runtime_param
        described = argument.type_descriptor
        self.made = described.parameter_info.parser or PLAIN.get(described.annotation)

    def __call__(self) -> _Unchecked:
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401
        """The argument of a word, or of what stands for none."""
        if value is None and not param.multiple:
            return None
        if self.made is not None and isinstance(value, str):
            return self.made(value)
        return self.of_typer().coerce(value, param=param, ctx=ctx)
