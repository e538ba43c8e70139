// The switches of the cache, and dropping entries. Each asks before it acts.

import { byId, confirmed, make, say, send } from "./common.js";

let shown = "";

function title(name) {
  return name === "all" ? "The whole cache" : name;
}

async function turn(item) {
  const enabled = !item.enabled;
  const what = item.name === "all" ? "the whole cache" : `caching of ${item.pattern}`;
  const wanted = await confirmed(
    `Turn ${what} ${enabled ? "on" : "off"}?`,
    enabled
      ? "What was dropped meanwhile stays dropped: no old answer comes back."
      : "Until it is on again, or the host starts anew, these reads go to the database.",
    enabled ? "Turn on" : "Turn off",
  );
  if (!wanted) {
    return;
  }
  try {
    await send("PUT", `operations/switches/${encodeURIComponent(item.name)}`, { enabled });
    say("switch-message", `${title(item.name)} is ${enabled ? "on" : "off"}.`);
    await loadSwitches();
    byId("switches").querySelector(`[data-switch="${CSS.escape(item.name)}"] button`)?.focus();
  } catch (error) {
    say("switch-message", error.status === 403 ? "Only admins turn switches." : error.message, true);
  }
}

function row(item) {
  return make(
    "li",
    { "data-switch": item.name },
    make("span", { class: "switch-name" }, title(item.name), " ", make("code", {}, item.pattern)),
    make("span", { class: "state", "data-on": String(item.enabled) }, item.enabled ? "On" : "Off"),
    make(
      "button",
      { type: "button", "aria-label": `Turn ${item.enabled ? "off" : "on"}: ${title(item.name)}`, onclick: () => turn(item) },
      item.enabled ? "Turn off…" : "Turn on…",
    ),
  );
}

export async function loadSwitches() {
  const list = await send("GET", "operations/switches");
  const now = JSON.stringify(list);
  // Made anew only when they differ, so that the focus stays where it is.
  if (now !== shown) {
    shown = now;
    byId("switches").replaceChildren(...list.map(row));
  }
}

async function drop(event) {
  event.preventDefault();
  const kind = byId("drop-kind").value;
  const name = byId("drop-name").value;
  const body = { [kind]: kind === "everything" ? true : name };
  const what = kind === "everything" ? "Every entry" : `${kind} ${name}`;
  if (!(await confirmed("Drop from the cache?", `${what} will be computed anew when it is read next.`, "Drop"))) {
    return;
  }
  try {
    await send("POST", "operations/invalidations", body);
    say("drop-message", "Dropped.");
  } catch (error) {
    say("drop-message", error.status === 403 ? "Only admins drop entries." : error.message, true);
  }
}

export function startSwitches() {
  byId("drop").addEventListener("submit", drop);
  byId("drop-kind").addEventListener("change", (event) => {
    const everything = event.target.value === "everything";
    byId("drop-named").hidden = everything;
    byId("drop-name").required = !everything;
  });
}
