"""A receiver and a carrier that know each other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.carrier.standin import StandInServer
from tests.carrier.helpers import Receiver, a_carrier


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """The webhooks of a line that says nothing until told to."""
    with Receiver() as receiver:
        yield receiver


@pytest.fixture
def carrier(receiver: Receiver) -> Iterator[StandInServer]:
    """A stand-in over HTTP that posts to `receiver`."""
    with a_carrier(receiver) as server:
        yield server
