"""A carrier that keeps what it was given, for tests of what is sent and when."""

from dataclasses import dataclass, field, replace

import pytest

from bot.carrier.twilio import CarrierError, Refusal


@dataclass
class KeptTexts:
    """Stands where the carrier's client stands."""

    texts: list = field(default_factory=list)
    away: bool = False

    def send(self, address, body, *, validity):
        if self.away:
            raise CarrierError(Refusal.LATER, 20503)
        self.texts.append((address, body, validity))
        return f"SM{len(self.texts):032x}"

    def erase(self, sid):
        return True


@pytest.fixture
def a_carrier():
    """Give a line this carrier."""

    def give(line):
        line.services = replace(line.services, carrier=KeptTexts())
        return line

    return give
