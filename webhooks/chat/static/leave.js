// Leaving: cover the page at once, end everything on the server, replace this entry of the history by a neutral page.
const PRESSES = 3;
const WINDOW = 5000; // milliseconds between two presses of Shift

export function leaveOnTouch() {
  const link = document.querySelector("[data-leave]");
  if (!link) throw new Error("This page has no leave button: every page for a person must have one.");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(link.href);
  });
  shiftThreeTimes(() => leave(link.href));
  // Back after leaving shows this page from the browser's memory: show an empty start instead.
  addEventListener("pageshow", (event) => { if (event.persisted) location.replace("/chat"); });
}

function leave(address) {
  document.body.classList.add("covered");
  document.title = "";
  document.body.replaceChildren();
  fetch("/leave", { method: "POST", keepalive: true }).catch(() => {});
  location.replace(address);
}

function shiftThreeTimes(done) {
  let count = 0, alone = false, timer;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Shift") { alone = !event.repeat || alone; return; }
    alone = false; // Shift held for a capital is not a press of its own
    count = 0;
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    count += 1;
    clearTimeout(timer);
    timer = setTimeout(() => { count = 0; }, WINDOW);
    if (count >= PRESSES) done();
  });
}
