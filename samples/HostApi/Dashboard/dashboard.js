// Signs in, and asks for what the panels show: every two seconds while somebody looks, more slowly while it fails.

import { byId, credentials, say, send, text } from "./common.js";
import { showFigures } from "./figures.js";
import { closeReview, loadQueue, setHostTime } from "./queue.js";
import { loadSwitches, startSwitches } from "./switches.js";

const interval = 2000;
const longestInterval = 30000;
const slowEvery = 3; // The queue and the switches change less often than the figures.

let timer = 0;
let failures = 0;
let round = 0;
let running = null;

function state(name, words) {
  byId("dot").dataset.state = name;
  say("status", words);
}

function trouble(words) {
  const notice = byId("trouble");
  notice.hidden = !words;
  say("trouble", words, true);
}

function show(signedIn, loaded) {
  byId("panels").hidden = !signedIn;
  byId("panels").toggleAttribute("data-loaded", loaded);
  byId("sign-in-panel").hidden = signedIn;
  byId("sign-out").hidden = !signedIn;
}

function signOut(words = "") {
  credentials.clear();
  clearTimeout(timer);
  running?.abort();
  running = null;
  closeReview();
  show(false, false);
  trouble("");
  byId("clock").textContent = "";
  state("idle", "Signed out");
  say("sign-in-error", words, true);
  byId("credentials").focus();
}

async function refresh() {
  const figures = await send("GET", "operations/figures");
  setHostTime(figures.at);
  showFigures(figures);
  byId("clock").textContent = `Updated ${text.time(figures.at)}, up since ${text.moment(figures.began)}`;
  if (round++ % slowEvery === 0) {
    await Promise.all([loadQueue(), loadSwitches()]);
  }
}

function failed(error) {
  if (error.status === 401 || error.status === 403) {
    signOut(error.status === 403 ? "This account may not moderate." : error.message);
    return;
  }
  failures++;
  round = 0;
  const loaded = byId("panels").hasAttribute("data-loaded");
  show(true, loaded);
  const seconds = Math.min(interval * 2 ** failures, longestInterval) / 1000;
  state("bad", "Not live");
  trouble(`${error.message} ${loaded ? "What is shown may be old. " : ""}Trying again in ${seconds} seconds.`);
}

async function tick() {
  clearTimeout(timer);
  if (document.hidden || running) {
    return;
  }
  const run = new AbortController();
  running = run;
  try {
    await refresh();
    if (!run.signal.aborted) {
      failures = 0;
      trouble("");
      show(true, true);
      state("good", "Live");
    }
  } catch (error) {
    if (!run.signal.aborted) {
      failed(error);
    }
  }
  if (run.signal.aborted) {
    return;
  }
  running = null;
  timer = setTimeout(tick, Math.min(interval * 2 ** failures, longestInterval));
}

function begin() {
  failures = 0;
  round = 0;
  state("busy", "Loading…");
  tick();
}

byId("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  credentials.set(byId("credentials").value.trim());
  byId("credentials").value = "";
  say("sign-in-error", "");
  begin();
});
byId("sign-out").addEventListener("click", () => signOut());
document.addEventListener("visibilitychange", () => {
  if (credentials.get()) {
    if (document.hidden) {
      clearTimeout(timer);
      state("idle", "Paused");
    } else {
      tick();
    }
  }
});

startSwitches();
if (credentials.get()) {
  begin();
} else {
  byId("credentials").focus();
}
