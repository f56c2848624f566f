// Fragments: parts of the page that are fetched again when the server says that they changed. The markup is the server's;
// only what differs is put in, so that focus, scrolling and screen readers are left in peace.

import { clocks } from "./clocks.mjs";

const OLD = 60_000; // milliseconds after which "waited 3 min" is worth fetching again
const states = new WeakMap(); // region → { busy, again, fetched }
const sources = new WeakMap(); // element → the markup it was made from, before clocks were set to local time

export function refresh(names) {
  for (const region of document.querySelectorAll("[data-fragment]")) {
    const state = stateOf(region);
    const old = names.includes("old") && Date.now() - state.fetched > OLD;
    if (old || names.includes("*") || names.includes(region.dataset.fragment)) update(region, state);
  }
}

function stateOf(region) {
  if (!states.has(region)) states.set(region, { busy: false, again: false, fetched: Date.now() });
  return states.get(region);
}

async function update(region, state) {
  if (state.busy) {
    state.again = true;
    return;
  }
  state.busy = true;
  try {
    do {
      state.again = false;
      await fetchInto(region);
      state.fetched = Date.now();
    } while (state.again && region.isConnected);
  } catch {
    // No connection: the stream notices too, says so, and has everything fetched again when it is back.
  } finally {
    state.busy = false;
  }
}

async function fetchInto(region) {
  const address = new URL(region.dataset.src, location.href);
  const last = [...region.querySelectorAll("[data-line]")].at(-1);
  if (last) address.searchParams.set("after", last.dataset.line);
  const answer = await fetch(address, { headers: { "X-Desk-Fetch": "1" }, cache: "no-store" });
  if (answer.status === 401) return location.assign(document.body.dataset.signIn);
  const markup = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (answer.status === 410) return gone(region, markup);
  if (answer.status === 403) return location.reload();
  if (answer.ok) patch(region, markup);
}

function patch(region, markup) {
  for (const part of markup.querySelectorAll("[data-part]")) {
    const present = region.querySelector(`[data-part="${part.dataset.part}"]`);
    // Gone on or off duty elsewhere, or by a lapsed lease: the rest of the page is no longer true either.
    if (present?.dataset.duty !== part.dataset.duty) return location.reload();
    if (present?.hasAttribute("data-words")) setWords(present, part.textContent);
    else if (present && source(present) !== part.outerHTML) swap(present, part);
  }
  const list = region.querySelector("[data-lines]");
  if (list) addLines(list, markup);
  const counted = region.querySelector("[data-count]");
  if (counted) setTitle(Number(counted.dataset.count));
  showCurrent();
}

function addLines(list, markup) {
  const view = scroller(list);
  const atEnd = view.scrollHeight - view.scrollTop - view.clientHeight < 80;
  for (const line of markup.querySelectorAll("[data-line]")) {
    const present = document.getElementById(line.id);
    if (!present) list.append(adopt(line));
    else if (source(present) !== line.outerHTML) swap(present, line);
  }
  if (atEnd) view.scrollTop = view.scrollHeight;
}

function scroller(list) {
  // On a phone the whole page scrolls, on a desk the lines alone.
  const log = list.parentElement;
  return getComputedStyle(log).overflowY === "auto" ? log : document.scrollingElement;
}

function source(element) {
  return sources.get(element) ?? element.outerHTML;
}

function adopt(element) {
  const own = document.importNode(element, true);
  sources.set(own, element.outerHTML);
  clocks(own);
  return own;
}

function swap(present, next) {
  const focused = present.contains(document.activeElement) ? document.activeElement.id : "";
  present.replaceWith(adopt(next));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function setWords(element, text) {
  // A status that is replaced is read out by nothing; one whose words change is.
  if (element.textContent !== text) element.textContent = text;
}

function setTitle(count) {
  document.title = count ? `(${count}) quietline` : "quietline";
}

function showCurrent() {
  // With many talks on a narrow screen the row of tabs scrolls; the present one should be seen. Only the row may move.
  const tab = document.querySelector("[data-part='tabs'] [aria-current]");
  if (!tab) return;
  const row = tab.closest("[data-part]");
  const [seen, room] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
  if (seen.right > room.right) row.scrollLeft += seen.right - room.right;
  if (seen.left < room.left) row.scrollLeft -= room.left - seen.left;
}

function gone(region, markup) {
  const notice = document.importNode(markup.querySelector("[data-gone]"), true);
  delete region.dataset.fragment;
  const main = document.querySelector("main");
  main.replaceChildren(notice);
  // Whoever was writing would otherwise stand nowhere.
  if (document.activeElement === document.body) main.focus();
}

// What the server sent, before this browser's clocks are put in.
for (const element of document.querySelectorAll("[data-part], [data-line]")) sources.set(element, element.outerHTML);
showCurrent();
const lines = document.querySelector("[data-lines]");
if (lines) scroller(lines).scrollTop = scroller(lines).scrollHeight;
