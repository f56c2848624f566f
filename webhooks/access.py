"""Who may call a route. Every view declares it, even when everybody may; a test fails for a view that does not."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


class Access(StrEnum):
    """The kinds of access: the carrier by signature, a person, staff by role, operators from inside, demo only."""

    CARRIER = "carrier"
    PERSON = "person"
    STAFF = "staff"
    OPERATOR = "operator"
    DEMO = "demo"


def access(kind: Access) -> Callable[[F], F]:
    """Declare who may call the view."""

    def declare(view: F) -> F:
        view.access = kind  # type: ignore[attr-defined]
        return view

    return declare


def declared(view: Any) -> str | None:
    """Return what the view declares, or None."""
    return getattr(view, "access", None)
