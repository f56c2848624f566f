/** One phone: its thread, its composer, its examples. */

const UNSETTLED = new Set(["receiving", "accepted", "queued", "sent"]);
const REMARKS = { receiving: "sending", unanswered: "the line did not answer" };
const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

export class Phone {
  #messages = new Map();
  #thread;
  #template;

  /**
   * `template(name)` returns a fresh copy of a template's element.
   * `send(text)` sends it and resolves to whether that went well; `remove()` throws the phone away.
   */
  constructor(number, { template, send, remove }) {
    this.number = number;
    this.#template = template;
    this.element = template("phone");
    this.element.setAttribute("aria-label", `Phone ${number}`);
    this.element.querySelector("[data-number]").textContent = readable(number);
    this.element.querySelector("[data-action=remove]").addEventListener("click", remove);
    this.#thread = this.element.querySelector("[data-thread]");
    this.#thread.setAttribute("aria-label", `Messages of ${number}`);
    this.#compose(send);
  }

  /** The last entry that need not be asked for again: whatever comes after it is new or may still change. */
  get settled() {
    let last = 0;
    for (const [n, { status }] of this.#messages) {
      if (UNSETTLED.has(status)) break;
      last = n;
    }
    return last;
  }

  /** Show what is new among `messages`, and what has become of those that were under way. */
  show(messages) {
    const atEnd = this.#thread.scrollHeight - this.#thread.scrollTop - this.#thread.clientHeight < 40;
    for (const message of messages) {
      const known = this.#messages.get(message.n);
      const element = known?.element ?? this.#add(message);
      element.querySelector("[data-status]").textContent = REMARKS[message.status] ? ` · ${REMARKS[message.status]}` : "";
      this.#messages.set(message.n, { element, status: message.status });
    }
    if (atEnd) this.#thread.scrollTop = this.#thread.scrollHeight;
  }

  focus() {
    this.element.querySelector("textarea").focus();
  }

  #add(message) {
    const element = this.#template("message");
    const at = new Date(message.at);
    element.classList.add(message.from_line ? "from-line" : "from-phone");
    element.querySelector("[data-who]").textContent = message.from_line ? "The line:" : "You:";
    element.querySelector("[data-body]").textContent = message.body;
    element.querySelector("[data-segments]").textContent = `${message.segments} segment${message.segments === 1 ? "" : "s"}`;
    element.querySelector("[data-at]").textContent = TIME.format(at);
    element.querySelector("[data-at]").dateTime = at.toISOString();
    this.#thread.append(element);
    return element;
  }

  #compose(send) {
    const form = this.element.querySelector("[data-composer]");
    const [box, button] = [form.querySelector("textarea"), form.querySelector("button")];
    for (const example of this.element.querySelectorAll("[data-example]")) {
      example.addEventListener("click", () => {
        box.value = example.textContent;
        box.focus();
      });
    }
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const text = box.value;
      if (button.disabled || !text.trim()) return;
      form.reset();
      // Chromium keeps the old text's direction for the empty box unless told anew.
      box.dir = "ltr";
      box.dir = "auto";
      button.disabled = true;
      try {
        if (!(await send(text))) box.value ||= text;
      } finally {
        button.disabled = false;
      }
    });
  }
}

/** +12025550143 as (202) 555-0143; numbers of other countries as they are. */
function readable(number) {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "($1) $2-$3");
}
