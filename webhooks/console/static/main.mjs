// The console's behaviours, each found by a data attribute. Every page works without them; they keep it live.

import { clocks } from "./clocks.mjs";
import { composers } from "./composer.mjs";
import { follow } from "./events.mjs";
import { refresh } from "./fragments.mjs";
import { presence } from "./presence.mjs";

const { events } = document.body.dataset;

clocks();
composers();
if (events) {
  presence();
  follow(events, refresh);
}
