"""Coming and going: sign-in, enrolment by a one-time link, sign-out."""

from __future__ import annotations

from io import BytesIO

import segno
from flask import Blueprint, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from bot.staff.errors import NoEnrolment, TooManyTries, WeakPassword, WrongCode, WrongSignIn
from webhooks.console.access import Door, current_account, needs, open_to_all, signed_in
from webhooks.console.desk import put_back_all
from webhooks.console.services import Services


def add_signing(console: Blueprint, services: Services, door: Door) -> None:
    """Add the pages by which staff come in and leave."""
    staff, settings = services.staff, services.settings

    @console.get("/sign-in")
    @open_to_all
    def sign_in() -> ResponseReturnValue:
        if signed_in():
            return redirect(url_for(".desk"), 303)
        return _sign_in_page()

    @console.post("/sign-in")
    @open_to_all
    def sign_in_now() -> ResponseReturnValue:
        form = request.form
        try:
            response = door.sign_in(form.get("name", ""), form.get("password", ""), form.get("code", ""))
        except WrongSignIn:
            return _sign_in_page("desk_sign_in_wrong"), 401
        except TooManyTries as refused:
            again = make_response(_sign_in_page("desk_sign_in_wait", wait=refused.wait), 429)
            again.headers["Retry-After"] = str(refused.wait)
            return again
        # What a page before sign-in left in the browser, its form token too, must not go on being good.
        session.clear()
        return response

    @console.post("/sign-out")
    @needs("account:own")
    def sign_out() -> ResponseReturnValue:
        mine = services.desk.held_by(current_account().id)
        if mine and "sure" not in request.form:
            return render_template("console/leaving.html", talks=mine, leaving="sign_out")
        put_back_all(services, current_account().id)
        session.clear()
        return door.sign_out()

    @console.get("/enrol/<token>")
    @open_to_all
    def enrol(token: str) -> ResponseReturnValue:
        return _enrol_page(token)

    @console.post("/enrol/<token>")
    @open_to_all
    def enrol_now(token: str) -> ResponseReturnValue:
        password = request.form.get("password", "")
        if password != request.form.get("again", ""):
            return _enrol_page(token, "again", "desk_enrol_differ")
        try:
            codes = staff.enrol(token, password, request.form.get("code", ""))
        except WeakPassword as refused:
            return _enrol_page(token, "password", f"desk_enrol_password_{refused.reason}")
        except WrongCode:
            return _enrol_page(token, "code", "desk_enrol_wrong_code")
        except NoEnrolment:
            return _enrol_page(token)
        return render_template("console/enrolled.html", codes=codes)

    def _sign_in_page(problem: str = "", **values: int) -> str:
        demo = staff.demo_sign_in() if settings.demo else None
        name = request.form.get("name", "")
        return render_template("console/sign_in.html", problem=problem, values=values, name=name, demo_sign_in=demo)

    def _enrol_page(token: str, field: str = "", problem: str = "") -> ResponseReturnValue:
        try:
            shown = staff.enrolment(token)
        except NoEnrolment:
            return render_template("console/problem.html", heading="desk_enrol_gone_heading", body="desk_enrol_gone"), 410
        page = render_template(
            "console/enrol.html",
            name=shown.name,
            secret=" ".join(shown.secret[i : i + 4] for i in range(0, len(shown.secret), 4)),
            picture=_qr(shown.uri),
            token=token,
            problems={field: problem} if problem else {},
        )
        return page, 400 if problem else 200


def _qr(address: str) -> Markup:
    """Return a QR code as an SVG element. It has no style attribute, so the page's policy lets it show."""
    out = BytesIO()
    segno.make(address, error="m").save(out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=3, light="#fff", nl=False)
    return Markup(out.getvalue().decode())  # noqa: S704 - drawn by us; what it says is in no letter of it
