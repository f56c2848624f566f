"""What a draft costs: the browser's count and the worker's are one, held against one table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bot.words.segments import count_segments, fold_typography

pytestmark = pytest.mark.slow

SEGMENTS = [tuple(row) for row in json.loads(Path(__file__).with_name("segments.json").read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("why", "sign", "times", "segments"), SEGMENTS, ids=[row[0] for row in SEGMENTS])
def test_browser_and_worker_count_segments_alike(segment_page: Page, why: str, sign: str, times: int, segments: int) -> None:
    text = sign * times

    counted = segment_page.evaluate(
        "async (text) => { const m = await import('/console/static/segments.mjs'); return m.countSegments(m.foldTypography(text)); }", text
    )

    assert (counted, count_segments(fold_typography(text))) == (segments, segments), why


@pytest.fixture
def segment_page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(base_url=address)
    page.goto("/console/sign-in")
    yield page
    page.close()
