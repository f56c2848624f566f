"""A carrier that keeps what it was given, for tests of what is sent and when."""

from dataclasses import dataclass, field, replace

import pytest


@dataclass
class KeptTexts:
    """Stands where the carrier's client stands."""

    texts: list = field(default_factory=list)

    def send(self, address, body, *, validity):
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
