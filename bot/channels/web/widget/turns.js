/**
 * Draws the turns of a conversation: what the resident said, and all of Talbot's answer with cards and choices.
 * Sends nothing.
 */

import { drawCard } from "./cards.js";
import { button, el, icon, list } from "./dom.js";
import { WORDS } from "./strings.de.js";

/**
 * @typedef {import("./types.d.ts").Choice} Choice
 * @typedef {import("./types.d.ts").Reply} Reply
 * @typedef {import("./types.d.ts").Turn} Turn
 */

const THUMB_UP = "M7 11v9H4v-9h3Zm3 9h7l3-6v-3h-6l1-5-1-2-4 6v10Z";
const THUMB_DOWN = "M7 13V4H4v9h3Zm3-9h7l3 6v3h-6l1 5-1 2-4-6V4Z";
const LISTED_IN_FULL = 4;

/**
 * @typedef {object} Actions what can be done with an answer
 * @property {(choice: Choice, turn: Turn) => void} choose
 * @property {(turn: Turn) => void} again
 * @property {(turn: Turn, rating: "up" | "down", foot: HTMLElement) => void} rate
 */

/**
 * What the resident said.
 * @param {Turn} turn
 */
export function residentTurn(turn) {
  return el(
    "li",
    { class: "turn turn-resident", "data-choice": turn.choice },
    el("p", { class: "bubble" }, speaker(WORDS.you), turn.said),
    turn.masked === true && el("p", { class: "small" }, WORDS.masked),
  );
}

/**
 * The whole answer: texts and cards in their order, the choices last, where the thumb is.
 * @param {Turn} turn
 * @param {Actions} actions
 */
export function talbotTurn(turn, actions) {
  const said = textsOf(turn).join("\n");
  const parts = turn.replies.flatMap(({ text, card }) => [
    text && el("p", { class: "bubble" }, text),
    card && drawCard(card, said),
  ]);
  return el(
    "li",
    { class: "turn turn-talbot" },
    speaker(WORDS.talbot),
    parts,
    choices(turn, actions),
    foot(turn, actions),
  );
}

/**
 * What a screen reader is told of an answer, once: the texts, and what there is to choose from.
 * @param {Turn} turn
 */
export function announcement(turn) {
  const titles = choicesIn(turn.replies).map(({ title }) => title);
  const choice = titles.length ? [`${WORDS.choices}: ${titles.slice(0, LISTED_IN_FULL).join(", ")}`] : [];
  return WORDS.talbot + [...textsOf(turn), ...choice].join("\n");
}

/**
 * Make all choices but those at the end of the log readable only: they belong to the question that came before.
 * @param {HTMLElement} log
 */
export function closeChoices(log) {
  for (const choice of /** @type {NodeListOf<HTMLElement>} */ (log.querySelectorAll(".choice:not([aria-disabled])"))) {
    const next = /** @type {HTMLElement | null | undefined} */ (choice.closest(".turn")?.nextElementSibling);
    if (!next) continue;
    // Not `disabled`, which would drop the focus of whoever has just pressed it.
    choice.setAttribute("aria-disabled", "true");
    if (next.dataset.choice === choice.dataset.id) {
      choice.classList.add("chosen");
      choice.append(el("span", { class: "unseen" }, WORDS.chosen));
    }
  }
}

/** @param {Turn} turn */
function textsOf({ replies }) {
  return replies.map(({ text }) => text).filter((text) => typeof text === "string");
}

/** @param {string} name */
function speaker(name) {
  return el("span", { class: "unseen" }, name);
}

/**
 * @param {Reply[]} replies
 * @returns {Choice[]}
 */
function choicesIn(replies) {
  const offered = replies.flatMap((reply) => list(reply.choices));
  return offered.length ? offered : replies.flatMap(({ card }) => list(card?.suggestions));
}

/**
 * @param {Turn} turn
 * @param {Actions} actions
 */
function choices(turn, { choose }) {
  const offered = choicesIn(turn.replies);
  if (!offered.length) return null;
  const buttons = offered.map((choice) =>
    button(
      choice.title,
      ({ currentTarget }) => {
        const closed = /** @type {Element} */ (currentTarget).hasAttribute("aria-disabled");
        if (!closed) choose(choice, turn);
      },
      { class: "choice", "data-id": choice.id },
    ),
  );
  return el("div", { class: "chips", role: "group", "aria-label": WORDS.choices }, buttons);
}

/**
 * Whether it helped, and the same question again. Nobody in danger is asked whether it helped.
 * @param {Turn} turn
 * @param {Actions} actions
 */
function foot(turn, actions) {
  const urgent = turn.replies.some(({ card }) => card?.card === "helplines");
  const made = el("div", { class: "foot" });
  const thumb = (/** @type {"up" | "down"} */ rating, /** @type {string} */ path) =>
    button(WORDS[rating], () => actions.rate(turn, rating, made), { class: "quiet" }, icon(path));
  if (!urgent) made.append(el("span", { class: "small" }, WORDS.helpful), thumb("up", THUMB_UP), thumb("down", THUMB_DOWN));
  if (!turn.choice) made.append(button(WORDS.again, () => actions.again(turn), { class: "quiet" }));
  return made;
}
