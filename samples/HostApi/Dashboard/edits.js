// What edits made of a text while its review was open: text nodes only, so that nothing of it is markup.

import { make, text } from "./common.js";

const names = { title: "The title was edited", body: "The text was edited" };
const tags = { removed: "del", added: "ins", same: "span" };

export function editList(edits) {
  return edits.map(({ field, earlier, difference }) =>
    make(
      "details",
      { class: "edits", open: true },
      make("summary", {}, `${names[field]} (${earlier.length})`),
      make("blockquote", { class: "post" }, ...difference.map(({ kind, text: part }) => make(tags[kind], {}, part))),
      make(
        "ol",
        { class: "log" },
        earlier.map((old) =>
          make(
            "li",
            {},
            `Until ${text.moment(old.replacedAt)}, replaced by ${old.replacedBy === null ? "the host" : `user ${old.replacedBy}`}:`,
            make("blockquote", { class: "post" }, old.text),
          ),
        ),
      ),
    ),
  );
}
