"""The whole web application on a line under test, and requests as the carrier signs them."""

import secrets
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from tests.line import Line
from webhooks.app import create_app


@dataclass
class Carrier:
    """Signs and posts as Twilio does."""

    line: Line
    client: FlaskClient

    def form(self, body="hello", sender="+15005550006", **more):
        """Return an inbound message's form with Twilio's usual fields."""
        sid = "SM" + secrets.token_hex(16)
        return {
            "MessageSid": sid, "SmsSid": sid, "AccountSid": "AC" + "0" * 32, "From": sender, "To": "+15005550000", "Body": body,
            "NumMedia": "0", "NumSegments": "1", "FromCity": "SPRINGFIELD", "FromZip": "62701", "ApiVersion": "2010-04-01", **more,
        }  # fmt: skip

    def sign(self, path, form, token=None):
        """Return the signature Twilio would send for this form at this address."""
        settings = self.line.services.settings
        validator = RequestValidator(token or settings.twilio_auth_token.get_secret_value())
        return validator.compute_signature(settings.public_url + path, MultiDict(form))

    def post(self, path="/sms/inbound", form=None, *, signature=None, **options):
        """Post a signed form."""
        form = self.form() if form is None else form
        headers = {"X-Twilio-Signature": self.sign(path, form) if signature is None else signature}
        return self.client.post(path, data=form, headers=headers, **options)


@pytest.fixture
def app(line) -> Flask:
    """The web application."""
    line.services.staff.migrate()
    return create_app(line.services.settings, line.services)


@pytest.fixture
def client(app) -> FlaskClient:
    """A browser without script."""
    return app.test_client()


@pytest.fixture
def carrier(line, client) -> Carrier:
    """The carrier."""
    return Carrier(line, client)
