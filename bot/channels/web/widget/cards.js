/**
 * Draws the structure beneath an answer. The text is the complete answer; a card adds what is better seen than read,
 * and leaves out sentences that the text has said. Unknown cards are skipped: the text stands alone.
 */

import { calendarLink, drawCheckups, drawOffers, drawPickup, drawPlaces, drawReminder } from "./cards.lists.js";
import { badge, el, isSecure, list, phoneLink, streamName, swatch, time, webLink } from "./dom.js";
import { WORDS } from "./strings.de.js";

/**
 * @typedef {import("./types.d.ts").Card} Card
 * @typedef {import("./dom.js").Child} Child
 * @typedef {(sentence: unknown) => string | null} Unsaid gives the sentence unless the text has said it
 */

/** @type {Record<string, (card: Card, unsaid: Unsaid) => Child | Child[]>} */
const DRAWINGS = {
  disposal: drawDisposal,
  stream_guide: drawGuide,
  pickup: drawPickup,
  places: drawPlaces,
  offers: drawOffers,
  checkups: drawCheckups,
  reminder: drawReminder,
  helplines: drawHelplines,
  info: drawInfo,
  handover: drawContacts,
  out_of_scope: drawContacts,
};

/**
 * Draw a card under the text it came with; null when it has nothing to show.
 * @param {Card} card
 * @param {string} text
 */
export function drawCard(card, text) {
  if (!Object.hasOwn(DRAWINGS, card.card)) return null;
  try {
    const unsaid = unsaidIn(text);
    const parts = [DRAWINGS[card.card](card, unsaid), exampleMark(card), sourceLine(card.source, unsaid)];
    const drawn = parts.flat().filter(Boolean);
    return drawn.length ? el("div", { class: `card card-${card.card}` }, drawn) : null;
  } catch (error) {
    // A card against the contract must not take the answer's text with it.
    console.warn("card not drawn", card.card, error);
    return null;
  }
}

/**
 * @param {string} text
 * @returns {Unsaid}
 */
function unsaidIn(text) {
  const said = fold(text);
  return (sentence) => (sentence && !said.includes(fold(String(sentence))) ? String(sentence) : null);
}

/** @param {string} text */
function fold(text) {
  return text.toLowerCase().replace(/\s+/g, " ").replace(/[.!]$/, "").trim();
}

/**
 * @param {Card} card
 * @param {Unsaid} unsaid
 */
function drawDisposal(card, unsaid) {
  const options = list(card.options).map((option) =>
    el(
      "li",
      { class: "option" },
      swatch(option.stream),
      el(
        "div",
        {},
        el("strong", {}, option.goes_to ?? streamName(option.stream)),
        option.condition && el("p", {}, WORDS.condition, option.condition),
        unsaid(option.note) && el("p", { class: "small" }, option.note),
      ),
    ),
  );
  return [el("ul", { class: "plain" }, options), remark("warning", unsaid(card.warning)), remark("avoid", unsaid(card.avoid))];
}

/**
 * @param {"warning" | "avoid"} kind
 * @param {string | null} sentence
 */
function remark(kind, sentence) {
  return sentence && el("p", { class: `remark remark-${kind}` }, el("strong", {}, WORDS[kind]), sentence);
}

/** @param {Card} card */
function drawGuide(card) {
  const heading = el("p", { class: "card-title" }, swatch(card.stream), streamName(card.stream));
  const sides = /** @type {const} */ (["belongs", "never"]).filter((side) => list(card[side]).length);
  return [heading, el("div", { class: "columns" }, sides.map((side) => guideColumn(card, side)))];
}

/**
 * @param {Card} card
 * @param {"belongs" | "never"} side
 */
function guideColumn(card, side) {
  const entries = list(card[side]).map((entry) => el("li", {}, entry));
  return el("div", { class: side }, el("strong", {}, WORDS[side]), el("ul", {}, entries));
}

/** @param {Card} card */
function drawHelplines(card) {
  const lines = list(card.lines).map((line) =>
    el(
      "li",
      { class: "line" },
      phoneLink(line.number, { class: "dial", "aria-label": `${WORDS.call}${line.name}, ${line.number}` }),
      el("div", {}, el("strong", {}, line.name), el("p", { class: "small" }, facts(line.hours, line.cost))),
    ),
  );
  return el("ul", { class: "plain" }, lines);
}

/** @param {Card} card */
function drawContacts(card) {
  const contacts = list(card.contacts).map((contact) =>
    el(
      "li",
      { class: "entry" },
      el("strong", {}, webLink(contact.name, contact.url)),
      contact.phone && el("p", {}, phoneLink(contact.phone)),
      contact.hours && el("p", { class: "small" }, contact.hours),
    ),
  );
  return contacts.length ? el("ul", { class: "plain" }, contacts) : null;
}

/** @param {Card} card */
function drawInfo(card) {
  const links = list(card.links).map((link) => el("li", {}, webLink(link.title, link.url)));
  const more = links.length ? [el("p", { class: "card-title" }, WORDS.moreAbout), el("ul", {}, links)] : [];
  return [...more, calendarLink(card.ics_url)];
}

/** @param {...unknown} values */
function facts(...values) {
  return values.filter(Boolean).join(" · ");
}

/** @param {Card} card */
function exampleMark(card) {
  return card.example === true && el("p", {}, badge(WORDS.example, "example"));
}

/**
 * @param {any} source
 * @param {Unsaid} unsaid
 */
function sourceLine(source, unsaid) {
  if (!source?.name) return null;
  if (!unsaid(source.name)) return isSecure(source.url) && el("p", { class: "source" }, webLink(WORDS.toSource, source.url));
  const age = source.as_of && [` · ${WORDS.asOf}`, time(source.as_of, false)];
  return el("p", { class: "source" }, WORDS.source, webLink(source.name, source.url), age);
}

/** The city's switchboard and the emergency number, for when Talbot itself cannot answer. */
export function peopleToCall() {
  const { city, emergency } = WORDS.contacts;
  return el("p", { class: "small" }, WORDS.urgent, phoneLink(city), WORDS.emergency, phoneLink(emergency));
}
