// One stream of events per browser, however many talks are open in tabs: over HTTP/1.1 a browser opens only six connections
// to us in all. The tab that holds the lock has the stream and tells the others; when it closes, the next one takes over.

const NAME = "quietline-desk";
const EVERYTHING = ["*"];

export function follow(address, changed) {
  const others = "BroadcastChannel" in window ? new BroadcastChannel(NAME) : null;
  const tell = (message) => {
    hear(message);
    others?.postMessage(message);
  };
  const hear = ({ parts, over, offline }) => {
    if (over) location.assign(document.body.dataset.signIn);
    if (offline !== undefined) notice(offline);
    if (parts) changed(parts);
  };
  if (others) others.onmessage = (event) => hear(event.data);

  // What changed between the making of this page and now.
  changed(EVERYTHING);
  if (others && navigator.locks) {
    // Never resolved: the lock is let go when the tab is. It also keeps the browser from freezing this tab.
    navigator.locks.request(NAME, () => new Promise(() => open(address, tell)));
  } else {
    open(address, tell);
  }
}

function open(address, tell) {
  const stream = new EventSource(address);
  stream.onopen = () => tell({ offline: false, parts: EVERYTHING });
  stream.onerror = () => {
    tell({ offline: true });
    // A browser gives up for good on an answer that is no stream, such as "sign in again"; the fragments then say so.
    if (stream.readyState === EventSource.CLOSED) {
      tell({ parts: EVERYTHING });
      setTimeout(() => open(address, tell), 5000);
    }
  };
  stream.addEventListener("changed", (event) => tell({ parts: event.data.split(" ") }));
  stream.addEventListener("tick", () => tell({ parts: ["old"] }));
  stream.addEventListener("over", () => tell({ over: true }));
}

function notice(offline) {
  const line = document.querySelector("[data-offline-notice]");
  if (line) line.textContent = offline ? line.dataset.text : "";
}
