// Clocks: moments in the reader's own time, and the reply window running down.

import { refresh } from "./fragments.mjs";

let running = false;

export function clocks(root = document) {
  const language = document.documentElement.lang;
  for (const time of root.querySelectorAll("[data-clock]")) {
    time.textContent = new Date(time.dateTime).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  }
  if (!running) {
    running = true;
    setInterval(runDown, 1000);
  }
}

function runDown() {
  for (const time of document.querySelectorAll("[data-until]")) {
    const left = Math.ceil((new Date(time.dataset.until) - Date.now()) / 1000);
    if (left > 0) {
      time.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    } else {
      time.removeAttribute("data-until");
      refresh([time.closest("[data-fragment]").dataset.fragment]);
    }
  }
}
