/** The page: all phones side by side, asked about together, gently. */

import { Phone } from "./phone.js";
import { CallFailed, Server } from "./server.js";

const POLL_MS = 2000;
const SLOWEST_MS = 15000;

const body = document.querySelector("[data-phones]");
const list = body.querySelector("[data-list]");
const problem = body.querySelector("[data-problem]");
const addButton = body.querySelector("[data-action=add]");
const server = new Server(document.querySelector("meta[name=csrf-token]").content, body.dataset.page);
const phones = new Map();

let wait = POLL_MS;
let begun = false;
let timer;
let asking;
let askAgain = false;

function template(name) {
  return body.querySelector(`[data-template=${name}]`).content.firstElementChild.cloneNode(true);
}

/** Run `call`; on failure tell the reader, else take an earlier complaint back. Resolves to whether it went well. */
async function attempt(call) {
  try {
    await call();
    problem.textContent = "";
    return true;
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    if (problem.textContent !== error.message) problem.textContent = error.message;
    return false;
  }
}

async function add() {
  let number;
  if (await attempt(async () => ({ number } = await server.post(body.dataset.add)))) {
    await refresh();
    phones.get(number)?.focus();
  }
}

/** The first time that all is well, nobody should have to add a phone by hand. */
function begin() {
  begun = true;
  if (phones.size === 0) add();
}

function show(answer) {
  const numbers = new Set(answer.phones.map((phone) => phone.number));
  for (const [number, phone] of phones) {
    if (!numbers.has(number)) {
      phone.element.remove();
      phones.delete(number);
    }
  }
  for (const { number, messages } of answer.phones) {
    if (!phones.has(number)) {
      const phone = new Phone(number, {
        template,
        send: async (text) => {
          const sent = await attempt(() => server.post(body.dataset.send, { number, text }));
          await refresh();
          return sent;
        },
        remove: async () => {
          await attempt(() => server.post(body.dataset.remove, { number }));
          await refresh();
          addButton.focus();
        },
      });
      phones.set(number, phone);
      list.append(phone.element);
    }
    phones.get(number).show(messages);
  }
}

async function ask() {
  do {
    askAgain = false;
    const after = Object.fromEntries([...phones].map(([number, phone]) => [number, phone.settled]));
    const well = await attempt(async () => show(await server.post(body.dataset.thread, { after })));
    wait = well ? POLL_MS : Math.min(wait * 2, SLOWEST_MS);
  } while (askAgain);
}

/** Ask for news now, then again after a while; not at all while nobody looks. Two answers never cross. */
function refresh() {
  clearTimeout(timer);
  askAgain = Boolean(asking);
  asking ??= ask().finally(() => {
    asking = undefined;
    if (!begun && !problem.textContent) begin();
    if (!document.hidden) timer = setTimeout(refresh, wait);
  });
  return asking;
}

document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : refresh()));
addButton.addEventListener("click", add);
addButton.hidden = false;
refresh();
