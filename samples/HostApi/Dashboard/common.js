// What all panels share: the host's API with the operator's credentials, and elements made without markup.

const storageKey = "learningstudio.authorization";

export const credentials = {
  get: () => sessionStorage.getItem(storageKey),
  set: (value) => sessionStorage.setItem(storageKey, value),
  clear: () => sessionStorage.removeItem(storageKey),
};

/** A request that failed: the status, 0 without an answer, and words for the operator. */
export class RequestError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const explanations = {
  0: "The host cannot be reached.",
  401: "The host does not accept these credentials.",
  403: "This account may not do that.",
  404: "There is no such thing any more.",
  409: "Somebody else was faster.",
  503: "The host is not available at the moment.",
};

async function problemOf(response) {
  try {
    const problem = await response.json();
    const named = Object.entries(problem.errors ?? {}).map(([field, texts]) => `${field}: ${texts.join(" ")}`);
    return [problem.title, ...named].filter(Boolean).join(" ");
  } catch {
    return "";
  }
}

/** Sends a request; the answer's JSON, or null where it has none. Throws a RequestError. */
export async function send(method, path, body) {
  let response;
  try {
    response = await fetch(`/api/v1/${path}`, {
      method,
      cache: "no-store",
      headers: {
        Authorization: credentials.get() ?? "",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new RequestError(0, explanations[0]);
  }
  if (!response.ok) {
    const told = response.status === 400 || response.status === 409 ? await problemOf(response) : "";
    const status = response.status;
    throw new RequestError(status, told || explanations[status] || `The host answered with status ${status}.`);
  }
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

const svgNames = new Set(["svg", "path", "rect", "line"]);

/** Makes an element; children that are no nodes become text, so that nothing is ever read as markup. */
export function make(name, attributes = {}, ...children) {
  const element = svgNames.has(name)
    ? document.createElementNS("http://www.w3.org/2000/svg", name)
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Says something in a region that assistive technology reads out, once. */
export function say(id, text, isError = false) {
  const region = byId(id);
  region.classList.toggle("error", isError);
  if (region.textContent !== text) {
    region.textContent = text;
  }
}

let answered = Promise.resolve();

/** Asks before something is done; resolves to whether it is wanted. */
export async function confirmed(title, text, yes) {
  // A dialog tells that it was closed a moment afterwards: asked again before, it would take that for the new answer.
  await answered;
  const dialog = byId("confirm");
  byId("confirm-title").textContent = title;
  byId("confirm-text").textContent = text;
  byId("confirm-yes").textContent = yes;
  dialog.returnValue = "cancel";
  dialog.showModal();
  answered = new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
  return answered;
}

const whole = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const tenths = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

export const text = {
  none: "–",
  count: (value) => (value === null || value === undefined ? text.none : whole.format(value)),
  short: (value) => (value === null || value === undefined ? text.none : short.format(value)),
  points: (value) => tenths.format(value),
  share: (value) => (value === null || value === undefined ? text.none : percent.format(value)),
  milliseconds: (seconds) => (seconds === null || seconds === undefined ? text.none : short.format(seconds * 1000)),
  bytes: (value) => (value === null || value === undefined ? text.none : `${short.format(value / 1048576)} MiB`),
  time: (value) => new Date(value).toLocaleTimeString("en-GB"),
  moment: (value) => `${value.slice(0, 10)} ${value.slice(11, 16)} UTC`,
};
