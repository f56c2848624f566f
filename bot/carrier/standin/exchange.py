"""One HTTP request to the stand-in and its answer, as values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


class Dropped(Exception):
    """Raised when a request is to be left without any answer."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked. `target` is the path with its query, header names are in lower case."""

    method: str
    target: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)

    @property
    def path(self) -> tuple[str, ...]:
        """The parts of the path, decoded: `/phones/%2B1202/messages` is `("phones", "+1202", "messages")`."""
        return tuple(unquote(part) for part in urlsplit(self.target).path.split("/")[1:])

    @property
    def query(self) -> dict[str, str]:
        """The query's values; of a repeated name the last."""
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.target).query).items()}

    @property
    def form(self) -> dict[str, str]:
        """The values of an urlencoded body, empty ones too; of a repeated name the last. Raises ValueError."""
        text = self.body.decode("utf-8")
        return {name: values[-1] for name, values in parse_qs(text, keep_blank_values=True, errors="strict").items()}

    @property
    def json(self) -> dict[str, Any]:
        """The object in the body. Raises ValueError when it holds anything else."""
        value = json.loads(self.body)
        if not isinstance(value, dict):
            raise ValueError("write a JSON object")
        return value


@dataclass(frozen=True, slots=True)
class Response:
    """What is answered: an HTTP status, and JSON unless `body` is None."""

    status: int
    body: Mapping[str, Any] | None = field(default=None, repr=False)
