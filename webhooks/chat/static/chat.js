// The person's page with script: a turn without a reload, live lines, and leaving. Without it the same forms work.
import { leaveOnTouch } from "./leave.js";

leaveOnTouch();

const list = document.querySelector("[data-messages]");
if (list) start(list);

function start(messages) {
  const composer = document.querySelector("[data-composer]");
  const place = document.querySelector("[data-choices-place]");
  const state = document.querySelector("[data-state]");
  const error = document.querySelector("[data-error]");
  const offline = document.querySelector("[data-offline]");
  let busy = false;

  composer.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = composer.elements.text.value.trim();
    if (text) say({ text }).then((sent) => { if (sent) composer.elements.text.value = ""; });
  });
  composer.elements.text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      composer.requestSubmit();
    }
  });
  place.addEventListener("submit", (event) => {
    event.preventDefault();
    const pressed = event.submitter;
    say({ choice: pressed.value, label: pressed.textContent.trim() });
  });

  async function say(fields) {
    if (busy) return false;
    busy = true;
    const body = new URLSearchParams({ ...fields, form: composer.elements.form.value, after: messages.dataset.last });
    try {
      const answer = await fetch("/chat/say", { method: "POST", body, headers: { "X-Fragment": "1" } });
      if (answer.headers.get("X-Left")) { location.replace("/leave"); return true; }
      if (!answer.ok) throw new Error("refused");
      add(await answer.text());
      error.hidden = true;
      return true;
    } catch {
      error.hidden = false;
      return false;
    } finally {
      busy = false;
    }
  }

  async function fetchLines() {
    const query = new URLSearchParams({ after: messages.dataset.last, language: document.documentElement.lang });
    const answer = await fetch(`/chat/lines?${query}`).catch(() => null);
    if (!answer || !answer.ok) return;
    if (answer.headers.get("X-Ended")) return ended(await answer.text());
    add(await answer.text());
  }

  function add(html) {
    const turn = new DOMParser().parseFromString(html, "text/html").querySelector("[data-turn]");
    if (!turn) return;
    for (const item of turn.querySelectorAll(":scope > ol > li")) {
      const line = item.dataset.line;
      if (!line || !messages.querySelector(`[data-line="${line}"]`)) messages.append(item);
    }
    const choices = turn.querySelector("[data-choices]");
    if (choices) place.replaceChildren(choices);
    document.documentElement.lang = turn.lang;
    document.documentElement.dir = turn.dir;
    if (state.textContent !== turn.dataset.stateText) state.textContent = turn.dataset.stateText;
    if (turn.dataset.last) messages.dataset.last = turn.dataset.last;
    if (turn.dataset.form) composer.elements.form.value = turn.dataset.form;
    messages.lastElementChild?.scrollIntoView({ block: "nearest" });
    listen(turn.dataset.phase);
  }

  function ended(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    source?.close();
    document.querySelector("main").replaceChildren(...page.querySelector("main").children);
  }

  let source = null;
  function listen(phase) {
    if (phase === "bot") { source?.close(); source = null; return; }
    if (source) return;
    source = new EventSource("/chat/events");
    source.addEventListener("lines", fetchLines);
    source.addEventListener("ended", fetchLines);
    source.addEventListener("open", () => { offline.hidden = true; fetchLines(); });
    source.addEventListener("error", () => { offline.hidden = navigator.onLine; });
  }
  listen(messages.dataset.phase);
}
