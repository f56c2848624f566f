"""Rules that hold for every route, and test themselves."""

import pytest

from webhooks.access import Access, declared


def test_every_route_declares_who_may_call_it(app):
    """A view without a declared access is a mistake, also when everybody may call it."""
    undeclared = [
        f"{rule}: add @access(…) to {app.view_functions[rule.endpoint].__name__}"
        for rule in app.url_map.iter_rules()
        if not rule.endpoint.endswith("static") and declared(app.view_functions[rule.endpoint]) not in set(Access)
    ]

    assert undeclared == []


def test_every_response_carries_the_headers(app, client):
    """Pages, errors, redirects and static files alike."""
    for path in (
        "/",
        "/chat",
        "/leave",
        "/healthz",
        "/readyz",
        "/metrics",
        "/console/",
        "/console/sign-in",
        "/phone",
        "/nothing",
        "/chat/static/chat.css",
    ):
        response = client.get(path)
        policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == "'none'", path
        assert policy["script-src"] == policy["style-src"] == "'self'", path
        assert "unsafe" not in response.headers["Content-Security-Policy"], path
        assert response.headers["Referrer-Policy"] == "no-referrer", path
        assert response.headers["X-Content-Type-Options"] == "nosniff", path
        assert response.headers["Cache-Control"] == "no-store", path
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin", path


@pytest.mark.parametrize("method", ["TRACE", "DELETE", "PUT", "PATCH"])
def test_other_methods_are_refused(client, method):
    """Nothing answers to them."""
    assert client.open("/chat", method=method).status_code == 405


def test_readiness_names_what_does_not_answer(client, line):
    """Operators see which part is down; liveness stays."""
    line.engine.down = True

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json == {"ready": False, "parts": {"engine": False, "redis": True}}
    assert client.get("/healthz").status_code == 200


def test_metrics_hold_counts_only_and_are_for_this_machine(client, line):
    """No label comes from outside."""
    line.text("he is going to kill me", sender="+15005550006")

    text = client.get("/metrics").text

    assert 'quietline_events_total{kind="sign_danger_now"} 1.0' in text
    assert "5550006" not in text
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.1"}).status_code == 403
