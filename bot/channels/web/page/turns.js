/**
 * Draws the turns of a conversation: the resident's bubble, Talbot's bubbles with card and choices, and the
 * notice that something went wrong. Sends nothing.
 */

import { choicesOf, drawCard, peopleToCall } from "./cards.js";
import { el } from "./dom.js";
import { TEXT, TROUBLE } from "./strings.de.js";

/** What the resident wrote or chose. */
export function residentTurn(text) {
  return el("div", { class: "turn turn-resident" }, el("p", { class: "bubble" }, speaker(TEXT.you), text));
}

/** All replies to one message: texts and cards in their order, the choices last, where the thumb is. */
export function talbotTurn(replies, onChoice) {
  const said = replies.map((reply) => reply.text).join("\n");
  const parts = replies.flatMap((reply) => [reply.text && bubble(reply.text), reply.card && drawCard(reply.card, said)]);
  return el("div", { class: "turn turn-talbot" }, speaker(TEXT.talbot), parts, choices(choicesIn(replies), onChoice));
}

/** Make the choices of earlier turns readable only; a choice belongs to the question it was offered for. */
export function closeChoices(log, chosen) {
  for (const button of log.querySelectorAll(".choice:enabled")) {
    button.disabled = true;
    if (button === chosen) {
      button.classList.add("chosen");
      button.append(el("span", { class: "unseen" }, TEXT.chosen));
    }
  }
}

/** What went wrong, in words, with a way on. */
export function troubleNotice(kind, onRetry) {
  const retry = el("button", { type: "button", class: "send" }, TEXT.retry);
  retry.addEventListener("click", onRetry);
  return el("div", { class: "notice" }, el("p", {}, TROUBLE[kind] ?? TROUBLE.failed), peopleToCall(), retry);
}

function bubble(text) {
  return el("p", { class: "bubble" }, text);
}

function speaker(name) {
  return el("span", { class: "unseen" }, name);
}

function choicesIn(replies) {
  const buttons = replies.flatMap((reply) => reply.buttons);
  return buttons.length ? buttons : replies.flatMap((reply) => (reply.card ? choicesOf(reply.card) : []));
}

function choices(options, onChoice) {
  if (!options.length) return null;
  const buttons = options.map((option) => {
    const button = el("button", { type: "button", class: "choice" }, option.title);
    button.addEventListener("click", () => onChoice(option, button));
    return button;
  });
  return el("div", { class: "chips", role: "group", "aria-label": TEXT.choices }, buttons);
}
