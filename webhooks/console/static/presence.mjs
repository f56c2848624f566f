// Presence: tells the server now and then that keyboard or pointer were used, since a page that only updates itself does not
// keep its session alive; and warns two minutes before the session ends.

const EVERY = 60_000; // milliseconds between two reports
const WARNING = 120_000; // milliseconds before the end at which to warn
const SIGNS = ["keydown", "pointerdown", "wheel", "touchstart"];

export function presence() {
  const { here, csrf, idle } = document.body.dataset;
  const notice = document.querySelector("[data-idle-notice]");
  const others = "BroadcastChannel" in window ? new BroadcastChannel("quietline-presence") : null;
  let seen = Date.now();

  const alive = () => {
    seen = Date.now();
    notice.textContent = "";
  };
  const used = () => {
    if (Date.now() - seen < EVERY) return;
    alive();
    others?.postMessage("here");
    fetch(here, { method: "POST", headers: { "X-CSRFToken": csrf, "X-Desk-Fetch": "1" } }).catch(() => {});
  };

  for (const sign of SIGNS) addEventListener(sign, used, { passive: true });
  if (others) others.onmessage = alive;
  setInterval(() => {
    const left = idle * 1000 - (Date.now() - seen);
    if (left <= WARNING && !notice.textContent) notice.textContent = notice.dataset.text;
  }, 5000);
}
