"""Roles: who may do what at the console. The table is the rule, the check and the test all at once."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What an account is for."""

    ADVOCATE = "advocate"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


class Action(StrEnum):
    """One thing that a signed-in account may ask the console to do. Acts on a talk also need that the talk is theirs."""

    SEE_LINE = "line:see"
    CLAIM = "line:claim"
    SET_DUTY = "duty:set"
    READ_TALK = "talk:read"
    SAY = "talk:say"
    NOTE = "talk:note"
    RELEASE = "talk:release"
    END = "talk:end"
    OWN_ACCOUNT = "account:own"


_ADVOCATE = frozenset(Action)

# An admin keeps accounts and settings and reads no talk; who does both holds two accounts, so that the audit tells them apart.
ROLES: Mapping[Role, frozenset[Action]] = MappingProxyType(
    {
        Role.ADVOCATE: _ADVOCATE,
        Role.SUPERVISOR: _ADVOCATE,
        Role.ADMIN: frozenset({Action.SEE_LINE, Action.OWN_ACCOUNT}),
    }
)


def may(role: Role, action: Action) -> bool:
    """Say whether `role` may do `action`."""
    return action in ROLES[role]
