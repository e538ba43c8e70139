// The review queue, and one review with its text. A claim is a lease: it is renewed while the review is open here.

import { byId, make, RequestError, say, send, text } from "./common.js";
import { editList } from "./edits.js";

const typeNames = {
  newUserPost: "New user",
  editedPost: "Edited, or like another",
  spamDetection: "Spam",
  flaggedPost: "Reported",
  userReport: "User with open reviews",
  trustLevelReview: "Writes much, trusted little",
};

const decisions = [
  { action: "approve", name: "Approve", done: "Approved.", className: "good" },
  { action: "reject", name: "Reject", done: "Rejected.", className: "danger" },
  { action: "escalate", name: "Escalate", done: "Escalated.", claimed: true },
  { action: "askForInfo", name: "Ask for information", done: "The author is asked.", claimed: true },
  { action: "skip", name: "Skip", done: "Skipped: it is in the queue for others.", claimed: true },
];

// The host's clock and this page's need not agree: what is left of a claim is counted from the host's time.
let clock = { host: 0, page: 0 };
let shown = "";
let open = null; // { id, view, title, body, claim }
let busy = false;

export function setHostTime(at) {
  clock = { host: Date.parse(at), page: performance.now() };
}

const hostNow = () => clock.host + performance.now() - clock.page;

/** Cuts a text where hits begin and end, so that hits may overlap; hits are marked, and name their rules. */
export function highlighted(content, reasons) {
  const hits = reasons
    .filter((reason) => Number.isInteger(reason.offset) && reason.length > 0 && reason.offset < content.length)
    .map((reason) => ({ code: reason.code, from: reason.offset, to: Math.min(reason.offset + reason.length, content.length) }));
  const cuts = [...new Set([0, content.length, ...hits.flatMap((hit) => [hit.from, hit.to])])].sort((a, b) => a - b);
  const nodes = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const part = content.slice(cuts[i], cuts[i + 1]);
    const codes = hits.filter((hit) => hit.from <= cuts[i] && cuts[i] < hit.to).map((hit) => hit.code);
    nodes.push(codes.length > 0 ? make("mark", { title: [...new Set(codes)].join(", ") }, part) : part);
  }
  return nodes;
}

function targetName({ item, place }) {
  return place?.topicTitle ?? `${item.target.kind} ${item.target.id}`;
}

function claimText(item) {
  if (item.claimedBy === null || Date.parse(item.availableAt) <= hostNow()) {
    return null;
  }
  return open?.claim && open.id === item.id ? "claimed by you" : `claimed by user ${item.claimedBy}`;
}

function entry(view) {
  const { item, score, place } = view;
  const claim = claimText(item);
  const isOpen = open?.id === item.id;
  return make(
    "li",
    {},
    make(
      "button",
      { type: "button", class: "entry", "data-review": item.id, "aria-current": isOpen ? "true" : null, onclick: () => openReview(view) },
      make("span", { class: "entry-head" }, make("strong", {}, targetName(view)), make("span", { class: "score" }, `Score ${text.points(score)}`)),
      place?.excerpt ? make("span", { class: "excerpt" }, place.excerpt) : null,
      make(
        "span",
        { class: "chips" },
        make("span", { class: "chip type" }, typeNames[item.type] ?? item.type),
        [...new Set(item.reasons.map((reason) => reason.code))].slice(0, 4).map((code) => make("span", { class: "chip" }, code)),
        claim ? make("span", { class: "chip claim" }, claim) : null,
      ),
    ),
  );
}

export async function loadQueue() {
  const page = await send("GET", "moderation/queue?page_size=50");
  byId("queue-count").textContent = text.count(page.total);
  say(
    "queue-message",
    page.total === 0
      ? "Nothing waits for a review."
      : page.items.length < page.total
        ? `The ${page.items.length} most urgent of ${text.count(page.total)}.`
        : `${text.count(page.total)} ${page.total === 1 ? "review is" : "reviews are"} open, the most urgent first.`,
  );
  const now = JSON.stringify([page.items.map((view) => ({ ...view, score: text.points(view.score), parts: null, claim: claimText(view.item) })), open?.id]);
  if (now !== shown) {
    shown = now;
    const focused = document.activeElement?.dataset?.review;
    byId("queue").replaceChildren(...page.items.map(entry));
    if (focused) {
      byId("queue").querySelector(`[data-review="${focused}"]`)?.focus();
    }
  }
  await keepClaim();
}

/** Renews a claim in the last third of its time. */
async function keepClaim() {
  const claim = open?.claim;
  if (!claim || busy || hostNow() < claim.renewAt) {
    return;
  }
  try {
    await send("POST", `moderation/queue/${open.id}/renew`, { fence: claim.fence });
    claim.renewAt = hostNow() + claim.length * (2 / 3);
  } catch (error) {
    if (error.status === 409) {
      open.claim = null;
      showReview();
      say("review-message", "Your claim has run out, and somebody else may have it. Claim it again to decide.", true);
    }
  }
}

async function openReview(view) {
  open = { id: view.item.id, view, title: null, body: null, log: [], edits: [], claim: null };
  shown = "";
  say("review-message", "Loading the text…");
  byId("review-title").textContent = targetName(view);
  byId("review-content").replaceChildren();
  byId("review").focus();
  const id = open.id;
  try {
    const detail = await send("GET", `moderation/queue/${id}`);
    if (open?.id !== id) {
      return;
    }
    open = { ...open, view: detail.review, title: detail.title, body: detail.body, log: detail.log ?? [], edits: detail.edits ?? [] };
    say("review-message", "");
  } catch (error) {
    if (open?.id !== id) {
      return;
    }
    say("review-message", `The whole text cannot be read. ${error.message}`, true);
  }
  showReview();
}

function partsList({ score, parts }) {
  const names = [["priority", "Priority"], ["age", "Age"], ["votes", "Votes"], ["trust", "Trust"], ["type", "Type"]];
  return make(
    "dl",
    { class: "parts" },
    names.map(([key, name]) => make("div", {}, make("dt", {}, name), make("dd", {}, text.points(parts[key])))),
    make("div", { class: "sum" }, make("dt", {}, "Score"), make("dd", {}, text.points(score))),
  );
}

function reasonRow({ code, field, offset, length, weight }) {
  const place = length > 0 ? `${field}, characters ${offset + 1} to ${offset + length}` : (field ?? "the whole");
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, code),
    make("td", {}, place),
    make("td", { class: "n" }, weight > 0 ? text.short(weight) : text.none),
  );
}

function reasonTable(reasons) {
  return make(
    "div",
    { class: "scroll", role: "region", tabindex: 0, "aria-labelledby": "reasons-caption" },
    make(
      "table",
      {},
      make("caption", { id: "reasons-caption" }, "Reasons"),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Rule or trigger"), make("th", { scope: "col" }, "Where"), make("th", { scope: "col", class: "n" }, "Weight"))),
      make("tbody", {}, reasons.map(reasonRow)),
    ),
  );
}

function logList(log) {
  return log.length === 0
    ? null
    : make(
        "details",
        {},
        make("summary", {}, `What happened (${log.length})`),
        make(
          "ol",
          { class: "log" },
          log.map((step) => make("li", {}, `${text.moment(step.at)}: ${step.action}, by ${step.actorId ?? "the host"}${step.note ? `: ${step.note}` : ""}`)),
        ),
      );
}

function actionButtons() {
  const claimed = Boolean(open.claim);
  const button = (name, className, enabled, act) =>
    make("button", { type: "button", class: className, disabled: !enabled, onclick: act }, name);
  return make(
    "div",
    { class: "decide" },
    make("p", { class: "muted", id: "claim-state" }, claimed ? "You have claimed this review." : "Claim it to keep it from others while you read; approving and rejecting also work at once."),
    make("label", { for: "note" }, "Note, for the log (optional)"),
    make("input", { id: "note", maxlength: 500, autocomplete: "off", disabled: !claimed }),
    make(
      "div",
      { class: "actions", role: "group", "aria-label": "Decide" },
      claimed ? button("Release", null, true, release) : button("Claim", "primary", true, claim),
      decisions.map((item) => button(item.name, item.className, claimed || !item.claimed, () => decide(item))),
    ),
  );
}

function showReview() {
  const { view, title, body } = open;
  const reasons = view.item.reasons;
  const of = (field) => reasons.filter((reason) => reason.field === field);
  byId("review-title").replaceChildren(...(title === null ? [targetName(view)] : highlighted(title, of("title"))));
  const whole = body ?? view.place?.excerpt;
  byId("review-content").replaceChildren(
    make("p", { class: "muted" }, `${typeNames[view.item.type] ?? view.item.type}, asked for on ${text.moment(view.item.createdAt)}, due by ${text.moment(view.item.dueAt)}`),
    whole ? make("blockquote", { class: "post" }, ...(body === null ? [whole] : highlighted(body, of("body")))) : "",
    ...editList(open.edits),
    actionButtons(),
    partsList(view),
    reasonTable(reasons),
    ...[logList(open.log)].filter(Boolean),
  );
}

/** Runs one step at a time, and says how it ended. */
async function step(act) {
  if (busy) {
    return;
  }
  busy = true;
  const controls = byId("review-content").querySelectorAll("button");
  controls.forEach((button) => (button.disabled = true));
  try {
    await act();
  } catch (error) {
    if (!(error instanceof RequestError)) {
      throw error;
    }
    if (error.status === 409 && open.claim) {
      open.claim = null;
    }
    showReview();
    const conflict = error.status === 409 ? " It was claimed, decided or edited meanwhile." : "";
    say("review-message", error.status === 403 ? "Moderators do not decide about themselves." : error.message + conflict, true);
    byId("review").focus();
  } finally {
    busy = false;
  }
  await loadQueue().catch(() => {});
}

const claim = () =>
  step(async () => {
    const granted = await send("POST", `moderation/queue/${open.id}/claim`);
    const length = Math.max(0, Date.parse(granted.until) - hostNow());
    open.claim = { fence: granted.fence, length, renewAt: hostNow() + length * (2 / 3) };
    open.view = granted.review ?? open.view;
    showReview();
    const from = granted.takenFrom ? `, taken over from user ${granted.takenFrom}, whose claim had run out` : "";
    say("review-message", `Claimed until ${text.time(granted.until)}${from}.`);
    byId("note").focus();
  });

const release = () =>
  step(async () => {
    await send("POST", `moderation/queue/${open.id}/release`, { fence: open.claim.fence });
    open.claim = null;
    showReview();
    say("review-message", "Released: others may claim it.");
    byId("review").focus();
  });

const decide = (decision) =>
  step(async () => {
    const note = byId("note").value.trim();
    await (open.claim
      ? send("POST", `moderation/queue/${open.id}/decision`, { fence: open.claim.fence, action: decision.action, ...(note ? { note } : {}) })
      : send("POST", `moderation/queue/${open.id}/${decision.action}`));
    closeReview(decision.done);
    byId("review").focus();
  });

export function closeReview(message) {
  open = null;
  shown = "";
  byId("review-title").textContent = "No review is open";
  byId("review-content").replaceChildren();
  say("review-message", message ?? "Choose one from the queue to read its text.");
}
