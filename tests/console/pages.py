"""Pages as tests read them. Whatever page any test opens is checked for what every page of the console must be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

from werkzeug.test import TestResponse

_VOID = frozenset("area base br col embed hr img input link meta source track wbr path".split())


@dataclass
class Element:
    """One element: its name, attributes, and all text inside it."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    inside: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len({name for name, _ in attrs}) != len(attrs):
            self.problems.append(f"<{tag}> names an attribute twice")
        element = Element(tag, {name: value or "" for name, value in attrs}, inside=[each.name for each in self.open])
        self.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].name != tag:
            self.problems.append(f"</{tag}> closes {self.open[-1].name if self.open else 'nothing'}")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


class Page:
    """A response as a page. Making one fails if the page breaks a rule of all pages."""

    def __init__(self, response: TestResponse, path: str) -> None:
        self.response, self.path = response, path
        self.html = response.get_data(as_text=True)
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            self._check()

    @property
    def status(self) -> int:
        return self.response.status_code

    @cached_property
    def _reader(self) -> _Reader:
        reader = _Reader()
        reader.feed(self.html)
        reader.close()
        return reader

    @cached_property
    def text(self) -> str:
        """All words of the page, with single spaces."""
        body = next((element for element in self._reader.elements if element.name == "body"), None)
        text = body.text if body else "".join(element.text for element in self._reader.elements if not element.inside)
        return " ".join(text.split())

    def all(self, name: str, **attributes: str) -> list[Element]:
        """Return the elements of that name that carry these attributes (`_` stands for `-`)."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return [
            element
            for element in self._reader.elements
            if element.name == name and all(element.attributes.get(key) == value for key, value in wanted.items())
        ]

    def one(self, name: str, **attributes: str) -> Element:
        """Return the only such element."""
        found = self.all(name, **attributes)
        assert len(found) == 1, f"{len(found)} of <{name} {attributes}> in {self.path}"
        return found[0]

    def said(self, author: str) -> list[str]:
        """Return what the lines of an author say."""
        return [
            "\n".join(element.text.strip() for element in self._reader.elements[index:] if element.attributes.get("class") == "words")
            .split("\n")[0]
            for index, item in enumerate(self._reader.elements)
            if item.name == "li" and f"said-{author}" in item.attributes.get("class", "").split()
        ]  # fmt: skip

    def _check(self) -> None:
        reader, problems = self._reader, list(self._reader.problems)
        elements = reader.elements
        ids = [element.attributes["id"] for element in elements if "id" in element.attributes]
        problems += [f"id {each} stands twice" for each in {each for each in ids if ids.count(each) > 1}]
        for element in elements:
            problems += [f"<{element.name}> has {name}" for name in element.attributes if name == "style" or name.startswith("on")]
            for name in ("aria-describedby", "aria-labelledby", "for"):
                missing = set(element.attributes.get(name, "").split()) - set(ids)
                problems += [f"{name} names {each}, which is not there" for each in missing]
            if element.name == "script" and ("src" not in element.attributes or element.text.strip()):
                problems.append("a script stands in the page")
            if element.name in ("style", "iframe", "object", "embed"):
                problems.append(f"<{element.name}> stands in the page")
        problems += self._unlabelled(elements) + self._forms()
        if self.html.lstrip().lower().startswith("<!doctype"):
            html = self.one("html")
            if not html.attributes.get("lang") or html.attributes.get("dir") not in ("ltr", "rtl"):
                problems.append("<html> lacks lang or dir")
            if not re.match(r"^(\(\d+\) )?quietline$", self.one("title").text):
                problems.append(f"the title is {self.one('title').text!r}")
            problems += ["there is not one h1"] if len(self.all("h1")) != 1 else []
            if self.response.headers.get("Cache-Control") != "no-store":
                problems.append("the page may be kept in a cache")
        assert not problems, f"{self.path}: " + "; ".join(problems)

    def _unlabelled(self, elements: list[Element]) -> list[str]:
        labelled = {element.attributes.get("for") for element in elements if element.name == "label"}
        return [
            f"{element.name} {element.attributes.get('name')} has no label"
            for element in elements
            if element.name in ("input", "select", "textarea")
            and element.attributes.get("type") != "hidden"
            and element.attributes.get("id") not in labelled
            and "label" not in element.inside
        ]

    def _forms(self) -> list[str]:
        problems = []
        for form in re.findall(r"<form\b.*?</form>", self.html, re.DOTALL):
            action = re.search(r'action="([^"]*)"', form)
            if 'method="post"' in form and 'name="csrf_token"' not in form:
                problems.append("a form has no csrf_token")
            if not action or not action.group(1).startswith("/console/"):
                problems.append("a form goes elsewhere")
        return problems
