"""A carrier that is not there: Twilio's Messages API and webhooks, played on this machine for the demo and for tests.

Everything is in memory, nothing is printed, and nothing is listened to or called outside loopback.
"""

from bot.carrier.standin.client import CarrierDown, PhoneMessage, PretendPhones, TooLong
from bot.carrier.standin.faults import BadFault, Cues, Faults
from bot.carrier.standin.loopback import NotLoopback, is_loopback_url
from bot.carrier.standin.messages import Direction, Message, Status
from bot.carrier.standin.phones import LINE_NUMBER, Entry, Way
from bot.carrier.standin.server import StandInServer
from bot.carrier.standin.standin import SERVICE_SID, UNANSWERED, Call, Inbound, StandIn

__all__ = [
    "LINE_NUMBER",
    "SERVICE_SID",
    "UNANSWERED",
    "BadFault",
    "Call",
    "CarrierDown",
    "Cues",
    "Direction",
    "Entry",
    "Faults",
    "Inbound",
    "Message",
    "NotLoopback",
    "PhoneMessage",
    "PretendPhones",
    "StandIn",
    "StandInServer",
    "Status",
    "TooLong",
    "Way",
    "is_loopback_url",
]
