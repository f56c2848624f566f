// Composers: send without leaving the page, keep what was written until it is sent, count what a text message costs.

import { refresh } from "./fragments.mjs";
import { countSegments, foldTypography } from "./segments.mjs";

export function composers() {
  for (const form of document.querySelectorAll("form[data-send]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
  }
  for (const output of document.querySelectorAll("[data-segments]")) {
    const field = document.getElementById(output.dataset.segments);
    const count = () => (output.value = countSegments(foldTypography(field.value.trim())));
    field.addEventListener("input", count);
    field.form.addEventListener("sent", count);
    count();
  }
}

async function send(form) {
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  const field = form.elements.text;
  const problem = form.querySelector("[data-problem]");
  const body = new FormData(form);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Desk-Fetch": "1" } });
    if (answer.status === 401) return location.assign(document.body.dataset.signIn);
    problem.textContent = answer.status === 204 ? "" : await reason(answer);
    if (answer.status === 204) sent(form, field);
  } catch {
    problem.textContent = form.dataset.offline;
  } finally {
    delete form.dataset.busy;
  }
}

function sent(form, field) {
  field.value = "";
  // The mark of a form that was sent is used up: the next line is a new one.
  if (form.elements.once) form.elements.once.value = crypto.randomUUID();
  form.dispatchEvent(new Event("sent"));
  field.focus();
  const talk = document.querySelector("[data-fragment^='talk:']");
  if (talk) refresh([talk.dataset.fragment, "talks"]);
}

async function reason(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-problem-text]")?.textContent ?? "";
}
