"""The stand-in's control side, and the stand-in as a process."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot.carrier.standin import LINE_NUMBER, NotLoopback, StandIn, StandInServer
from tests.carrier.helpers import ACCOUNT, SERVICE, TOKEN, CarrierProcess, Receiver, a_carrier, a_number, api, control

ROOT = Path(__file__).resolve().parents[2]


def test_a_phone_texts_the_line_and_reads_its_thread(receiver: Receiver, carrier: StandInServer) -> None:
    receiver.says("Hello {}[]" + "x" * 160)
    client = control(carrier.url)

    sent = client.post(f"/phones/{a_number()}/messages", json={"text": "hi"})
    carrier.standin.settle()
    thread = client.get(f"/phones/{a_number()}/messages").json()["messages"]

    assert (sent.status_code, sent.json()["answered"], sent.json()["problem"]) == (201, True, None)
    assert [(m["n"], m["direction"], m["status"], m["segments"]) for m in thread] == [
        (1, "to_line", "received", 1),
        (2, "from_line", "delivered", 2),
    ]
    assert thread[0].keys() == {"n", "direction", "body", "status", "at", "segments"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", thread[0]["at"])


def test_a_thread_is_read_on_from_where_one_was(receiver: Receiver, carrier: StandInServer) -> None:
    receiver.says("Hello")
    client = control(carrier.url)
    client.post(f"/phones/{a_number()}/messages", json={"text": "hi"})

    later = client.get(f"/phones/{a_number()}/messages?after=1").json()["messages"]

    assert [m["n"] for m in later] == [2]


def test_phones_are_taken_listed_and_thrown_away(carrier: StandInServer) -> None:
    client = control(carrier.url)

    numbers = [client.post("/phones", json={}).json()["number"] for _ in range(3)]

    assert client.get("/phones").json() == {"numbers": numbers}
    assert client.delete(f"/phones/{numbers[0]}").status_code == 204
    assert client.delete(f"/phones/{numbers[0]}").status_code == 404
    assert client.get("/phones").json() == {"numbers": numbers[1:]}


def test_no_number_can_belong_to_anybody(carrier: StandInServer) -> None:
    """555-01xx is set aside for fiction in every area; the line's own is not given away."""
    phones = carrier.standin.phones
    numbers = [phones.new() for _ in range(990)]

    assert len(set(numbers)) == 990
    assert all(re.fullmatch(r"\+1[2-9]\d\d55501\d\d", number) for number in numbers)
    assert LINE_NUMBER not in numbers
    answer = control(carrier.url).post("/phones", json={})
    assert (answer.status_code, answer.json()["problem"]) == (400, "Every made-up number is taken. Throw a phone away.")


def test_a_phone_that_is_thrown_away_takes_its_opt_out_along(receiver: Receiver, carrier: StandInServer) -> None:
    receiver.says("Hello")
    carrier.standin.text(a_number(), "STOP")

    control(carrier.url).delete(f"/phones/{a_number()}")

    assert carrier.standin.text(a_number(), "hi").replies == ("Hello",)


def test_records_say_what_still_exists_at_the_carrier(receiver: Receiver, carrier: StandInServer) -> None:
    receiver.says("Hello")
    client = control(carrier.url)
    sid = client.post(f"/phones/{a_number()}/messages", json={"text": "hi"}).json()["sid"]
    carrier.standin.settle()
    api(carrier).delete(f"Messages/{sid}.json")

    records = client.get("/records").json()

    assert len(records["sids"]) == 1
    assert sid not in records["sids"]
    assert records["counts"] == {"inbound": 1, "outbound": 1, "deleted": 1}


@pytest.mark.parametrize(
    ("method", "path", "body", "problem"),
    [
        ("POST", "/phones/5550143/messages", {"text": "hi"}, "write the number as +12025550123"),
        ("POST", f"/phones/{a_number()}/messages", {}, "text: write a string of at most 1600 characters"),
        ("POST", f"/phones/{a_number()}/messages", {"text": "x" * 1601}, "text: write a string of at most 1600 characters"),
        ("POST", f"/phones/{a_number()}/messages", {"text": "hi", "media": -1}, "media: write a number from 0 to 10"),
        ("POST", f"/phones/{a_number()}/messages", {"text": "hi", "media": True}, "media: write a number from 0 to 10"),
        ("POST", f"/phones/{a_number()}/messages", ["hi"], "write a JSON object"),
        ("POST", "/faults", "{", "write a JSON object"),
        ("GET", f"/phones/{a_number()}/messages?after=x", None, "after: write a whole number"),
    ],
)
def test_what_cannot_be_is_refused_with_its_remedy(carrier: StandInServer, method: str, path: str, body: object, problem: str) -> None:
    answer = control(carrier.url).request(method, path, json=body)

    assert (answer.status_code, answer.json()) == (400, {"problem": problem})


def test_half_a_surrogate_pair_is_refused(carrier: StandInServer) -> None:
    answer = control(carrier.url).post(f"/phones/{a_number()}/messages", content=b'{"text": "\\ud83d"}')

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Origin": "https://elsewhere.example"}, id="a page from elsewhere"),
        pytest.param({"Origin": "null"}, id="a page from nowhere"),
        pytest.param({"Host": "elsewhere.example"}, id="a name that leads here"),
    ],
)
def test_web_pages_are_kept_out(carrier: StandInServer, headers: dict[str, str]) -> None:
    assert control(carrier.url).get("/phones", headers=headers).status_code == 403


def test_a_large_request_is_refused(carrier: StandInServer) -> None:
    assert control(carrier.url).post("/faults", content=b"x" * 70000).status_code == 413


def test_what_is_not_there_is_404(carrier: StandInServer) -> None:
    assert control(carrier.url).get("/elsewhere").status_code == 404


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "elsewhere.example", ""])
def test_it_listens_nowhere_but_on_this_machine(receiver: Receiver, host: str) -> None:
    with pytest.raises(NotLoopback, match="listens only on this machine"):
        StandInServer(StandIn(ACCOUNT, TOKEN, receiver.url), host=host)


def test_many_phones_at_once_get_their_own_answers(receiver: Receiver) -> None:
    with a_carrier(receiver) as carrier, ThreadPoolExecutor(16) as pool:
        receiver.says("Hello", callback="/sms/status")

        answers = list(pool.map(lambda n: carrier.standin.text(a_number(n), f"from {n}"), range(1, 60)))
        carrier.standin.settle(20)

        assert all(answer.replies == ("Hello",) for answer in answers)
        assert all(len(carrier.standin.thread(a_number(n))) == 2 for n in range(1, 60))
        assert len(receiver.statuses()) == 59 * 3


@pytest.mark.slow
class TestProcess:
    """`python -m bot.carrier.standin` serves, keeps its mouth shut, and ends when told to."""

    def test_it_serves_phones_and_the_api_and_prints_nothing_of_what_was_said(self, receiver: Receiver) -> None:
        receiver.says("a canary in the answer")

        with CarrierProcess(receiver.url) as carrier:
            control(carrier.url).post(f"/phones/{a_number()}/messages", json={"text": "a canary in the text"})
            answer = httpx.post(
                f"{carrier.url}/2010-04-01/Accounts/{ACCOUNT}/Messages.json",
                auth=(ACCOUNT, TOKEN),
                data={"MessagingServiceSid": SERVICE, "To": a_number(), "Body": "a canary"},
                trust_env=False,
            )
            carrier.stop()

        assert answer.status_code == 201
        assert receiver.posts[0].signed
        assert carrier.code == 0
        assert "canary" not in carrier.output
        assert a_number()[1:] not in carrier.output
        assert [entry for entry in carrier.output.splitlines() if "standin_ready" not in entry] == []

    def test_it_ends_at_once_although_a_call_is_stalled(self, receiver: Receiver) -> None:
        with CarrierProcess(receiver.url) as carrier:
            control(carrier.url).post("/faults", json={"stall_seconds": 60})
            with pytest.raises(httpx.ReadTimeout):
                httpx.get(f"{carrier.url}/2010-04-01/", timeout=0.2, trust_env=False)

            carrier.stop()

        assert carrier.code == 0

    def test_what_is_missing_is_told_all_at_once(self) -> None:
        ended = self.run({"CARRIER_PORT": "many"})

        assert ended.returncode == 2
        assert ended.stderr.splitlines()[1:] == [
            "  - TWILIO_ACCOUNT_SID is missing; set it",
            "  - TWILIO_AUTH_TOKEN is missing; set it",
            "  - PUBLIC_URL is missing; set it",
            "  - CARRIER_PORT is not a port; write a number up to 65535",
        ]

    def test_a_line_that_is_not_on_this_machine_is_refused(self) -> None:
        ended = self.run({"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "PUBLIC_URL": "https://line.example.org"})

        assert (ended.returncode, "posts only to this machine" in ended.stderr) == (2, True)

    def test_a_port_in_use_is_told(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])
            env = {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "PUBLIC_URL": "http://127.0.0.1:1", "CARRIER_PORT": port}

            ended = self.run(env)

        assert (ended.returncode, f"CARRIER_PORT {port} cannot be used" in ended.stderr) == (2, True)

    @staticmethod
    def run(env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot.carrier.standin"]
        return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=15, check=False)
