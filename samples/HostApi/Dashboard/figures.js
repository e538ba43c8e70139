// The figures: tiles with the shape of the last five minutes, and three tables. Nothing here can be focused but the
// tables' frames, so rows are simply made anew.

import { byId, make, text } from "./common.js";

const width = 160;
const height = 32;

/** A line over the window's slots; a gap where a slot has no value. */
function sparkline(values, most, label) {
  const step = width / (values.length - 1);
  let path = "";
  let pen = "M";
  values.forEach((value, i) => {
    if (value === null) {
      pen = "M";
      return;
    }
    const y = height - 2 - ((height - 4) * value) / Math.max(most, 1e-9);
    path += `${pen}${(i * step).toFixed(1)} ${y.toFixed(1)}`;
    // A slot on its own is a dot, which a line of no length with round ends draws.
    path += pen === "M" ? "h0" : "";
    pen = "L";
  });
  return make(
    "svg",
    { class: "spark", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", role: "img", "aria-label": label },
    make("line", { x1: 0, y1: height - 1, x2: width, y2: height - 1 }),
    make("path", { d: path }),
  );
}

/** Parts of a whole, beside each other. */
function stack(parts, label) {
  const all = parts.reduce((sum, [, value]) => sum + value, 0);
  let x = 0;
  const bars = parts.map(([name, value]) => {
    const share = all > 0 ? (100 * value) / all : 0;
    const bar = make("rect", { class: name, x: x.toFixed(2), y: 0, width: share.toFixed(2), height: 8 });
    x += share;
    return bar;
  });
  return make(
    "svg",
    { class: "stack", viewBox: "0 0 100 8", preserveAspectRatio: "none", role: "img", "aria-label": label },
    bars,
  );
}

const levels = (reads) => [
  ["memory", reads.memoryHits],
  ["redis", reads.redisHits],
  ["join", reads.joins],
  ["miss", reads.misses],
];

const levelText = (reads) =>
  `${text.count(reads.memoryHits)} from memory, ${text.count(reads.redisHits)} from Redis, ` +
  `${text.count(reads.joins)} joined, ${text.count(reads.misses)} missed`;

function tile(id, name, value, note, picture, state) {
  return make(
    "div",
    { class: "tile", "data-tile": id, "data-state": state },
    make("dt", {}, name),
    make("dd", { class: "value" }, value),
    picture ? make("dd", { class: "picture" }, picture) : null,
    make("dd", { class: "note" }, note),
  );
}

function redisTile(state) {
  if (state.redisAway === null) {
    return tile("redis", "Redis", "None", "This host caches in its memory alone.");
  }
  const memory =
    state.redisMemoryUsed === null
      ? "Its memory is not known yet."
      : `${text.bytes(state.redisMemoryUsed)} used` +
        (state.redisMemoryLimit > 0 ? ` of ${text.bytes(state.redisMemoryLimit)}.` : ", without a bound.");
  return state.redisAway
    ? tile("redis", "Redis", "Away", "The host works from its memory, and tries again.", null, "bad")
    : tile("redis", "Redis", "Connected", memory, null, "good");
}

function tiles(figures) {
  const { cache, endpoints, history } = figures;
  const requests = endpoints.reduce((sum, endpoint) => sum + endpoint.window.requests, 0);
  const statements = endpoints.reduce((sum, endpoint) => sum + endpoint.window.statements, 0);
  const errors = endpoints.reduce((sum, endpoint) => sum + endpoint.window.serverErrors, 0);
  const busiest = Math.max(1, ...history.map((slot) => slot.requests));
  const { state } = cache;
  return [
    tile(
      "hit-rate",
      "Hit rate",
      text.share(cache.window.hitRate),
      `${text.share(cache.sinceStart.hitRate)} since the start`,
      sparkline(history.map((slot) => slot.hitRate), 1, "Hit rate over the last five minutes, from 0 to 100 %"),
    ),
    tile(
      "requests",
      "Requests",
      text.count(requests),
      `${text.count(errors)} of them failed (5xx)`,
      sparkline(history.map((slot) => slot.requests), busiest, `Requests in ten seconds, at most ${busiest}`),
      errors > 0 ? "bad" : undefined,
    ),
    tile(
      "reads",
      "Cache reads",
      text.count(cache.window.reads),
      levelText(cache.window),
      stack(levels(cache.window), `Cache reads: ${levelText(cache.window)}`),
    ),
    tile(
      "statements",
      "Statements a request",
      requests > 0 ? text.short(statements / requests) : text.none,
      `${text.count(statements)} sent to the database`,
    ),
    tile("entries", "Entries in memory", text.count(state.memoryEntries), "In this process, at this moment."),
    redisTile(state),
    tile(
      "journal",
      "Invalidations waiting",
      state.journalLength === null ? text.none : text.count(state.journalLength),
      state.journalLength === null ? "There is no Redis to tell." : "For Redis to come back.",
      null,
      state.journalLength > 0 ? "bad" : undefined,
    ),
    tile(
      "late-writes",
      "Late writes refused",
      text.count(cache.lateWritesRefused.window),
      `${text.count(cache.lateWritesRefused.sinceStart)} since the start: each would have been an old answer.`,
    ),
  ];
}

const number = (value) => make("td", { class: "n" }, value);

function empty(columns, words) {
  return [make("tr", {}, make("td", { colspan: columns, class: "muted" }, words))];
}

function familyRow({ family, window }) {
  return make(
    "tr",
    { "data-family": family },
    make("th", { scope: "row" }, family),
    make(
      "td",
      {},
      make("div", { class: "rate" }, make("span", {}, text.share(window.hitRate)), stack(levels(window), levelText(window))),
    ),
    number(text.count(window.reads)),
    number(text.count(window.memoryHits)),
    number(text.count(window.redisHits)),
    number(text.count(window.joins)),
    number(text.count(window.misses)),
  );
}

/** A route that a narrow column may break after each slash. */
const breakable = (route) => route.split(/(?<=\/)/).flatMap((part) => [part, make("wbr")]);

function endpointRow({ endpoint, window }) {
  const [method, route] = endpoint.includes(" /") ? endpoint.split(/ (.*)/, 2) : ["", endpoint];
  return make(
    "tr",
    { "data-endpoint": endpoint },
    make("th", { scope: "row" }, method ? make("span", { class: "method" }, method) : null, method ? " " : null, breakable(route)),
    number(text.count(window.requests)),
    number(text.short(window.statementsPerRequest)),
    number(text.milliseconds(window.p50)),
    number(text.milliseconds(window.p90)),
    number(text.milliseconds(window.p99)),
    make("td", { class: window.serverErrors > 0 ? "n bad" : "n" }, text.count(window.serverErrors)),
  );
}

export function showFigures(figures) {
  byId("tiles").replaceChildren(...tiles(figures));
  const families = figures.cache.families.filter((family) => family.window.reads > 0);
  byId("families").replaceChildren(
    ...(families.length > 0 ? families.map(familyRow) : empty(7, "Nobody has read from the cache in the last five minutes.")),
  );
  byId("invalidations").replaceChildren(
    ...figures.cache.invalidations.map(({ kind, window, sinceStart }) =>
      make("tr", {}, make("th", { scope: "row" }, kind), number(text.count(window)), number(text.count(sinceStart))),
    ),
  );
  const endpoints = figures.endpoints.filter((endpoint) => endpoint.window.requests > 0);
  byId("endpoints").replaceChildren(
    ...(endpoints.length > 0 ? endpoints.map(endpointRow) : empty(7, "No requests in the last five minutes.")),
  );
}
