/**
 * Draws the structure beneath an answer. The text is the complete answer; a card adds what is better seen than
 * read, and leaves out sentences the text has already said. Unknown cards are skipped: the text stands alone.
 */

import { calendarLink, drawCheckups, drawOffers, drawPickup, drawPlaces } from "./cards.lists.js";
import { badge, el, isSecure, list, phoneLink, swatch, time, webLink } from "./dom.js";
import { CONTACTS, STREAMS, TEXT } from "./strings.de.js";

const DRAWINGS = {
  disposal: drawDisposal,
  stream_guide: drawGuide,
  pickup: drawPickup,
  places: drawPlaces,
  offers: drawOffers,
  checkups: drawCheckups,
  helplines: drawHelplines,
  info: drawInfo,
  handover: drawContacts,
  out_of_scope: drawContacts,
};

/** Draw a card under the text it came with; null when it has nothing to show. */
export function drawCard(card, text) {
  if (!Object.hasOwn(DRAWINGS, card.card)) return null;
  try {
    const unsaid = unsaidIn(text);
    const parts = [DRAWINGS[card.card](card, unsaid), exampleMark(card), sourceLine(card.source, unsaid)];
    const drawn = parts.flat().filter(Boolean);
    return drawn.length ? el("div", { class: `card card-${card.card}` }, drawn) : null;
  } catch (error) {
    // A card against the contract must not take the answer's text with it.
    console.error("card not drawn", card.card, error);
    return null;
  }
}

/** The choices a card offers when its text came without buttons. */
export function choicesOf(card) {
  if (card.card === "not_understood") return list(card.suggestions);
  if (!["item_choice", "street_choice"].includes(card.card)) return [];
  return list(card.candidates).map((name) => ({ title: name, payload: name }));
}

function unsaidIn(text) {
  const said = fold(text);
  return (sentence) => (sentence && !said.includes(fold(sentence)) ? sentence : null);
}

function fold(text) {
  return text.toLowerCase().replace(/\s+/g, " ").replace(/[.!]$/, "").trim();
}

function drawDisposal(card, unsaid) {
  const options = list(card.options).map((option) =>
    el(
      "li",
      { class: "option" },
      swatch(option.stream),
      el(
        "div",
        {},
        el("strong", {}, option.goes_to ?? STREAMS[option.stream] ?? option.stream),
        option.condition && el("p", {}, TEXT.condition, option.condition),
        unsaid(option.note) && el("p", { class: "small" }, option.note),
      ),
    ),
  );
  return [el("ul", { class: "plain" }, options), remark("warning", unsaid(card.warning)), remark("avoid", unsaid(card.avoid))];
}

function remark(kind, sentence) {
  return sentence && el("p", { class: `remark remark-${kind}` }, el("strong", {}, TEXT[kind]), sentence);
}

function drawGuide(card) {
  const heading = el("p", { class: "card-title" }, swatch(card.stream), STREAMS[card.stream] ?? card.stream);
  const columns = ["belongs", "never"].filter((side) => list(card[side]).length).map((side) => guideColumn(card, side));
  return [heading, el("div", { class: "columns" }, columns)];
}

function guideColumn(card, side) {
  const entries = list(card[side]).map((entry) => el("li", {}, entry));
  return el("div", { class: side }, el("strong", {}, TEXT[side]), el("ul", {}, entries));
}

function drawHelplines(card) {
  const lines = list(card.lines).map((line) =>
    el(
      "li",
      { class: "line" },
      phoneLink(line.number, { class: "dial", "aria-label": `${TEXT.call}${line.name}, ${line.number}` }),
      el("div", {}, el("strong", {}, line.name), el("p", { class: "small" }, facts(line.hours, line.cost))),
    ),
  );
  return el("ul", { class: "plain" }, lines);
}

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

function drawInfo(card) {
  const links = list(card.links).map((link) => el("li", {}, webLink(link.title, link.url)));
  const more = links.length ? [el("p", { class: "card-title" }, TEXT.moreAbout), el("ul", {}, links)] : [];
  return [...more, calendarLink(card.ics_url)];
}

function facts(...values) {
  return values.filter(Boolean).join(" · ");
}

function exampleMark(card) {
  return card.example === true ? el("p", {}, badge(TEXT.example, "example")) : null;
}

function sourceLine(source, unsaid) {
  if (!source?.name) return null;
  if (!unsaid(source.name)) return isSecure(source.url) && el("p", { class: "source" }, webLink(TEXT.toSource, source.url));
  const age = source.as_of && [` · ${TEXT.asOf}`, time(source.as_of, false)];
  return el("p", { class: "source" }, TEXT.source, webLink(source.name, source.url), age ?? "");
}

/** The city's switchboard and the emergency number, for when Talbot itself cannot answer. */
export function peopleToCall() {
  return el(
    "p",
    { class: "small" },
    TEXT.urgent,
    phoneLink(CONTACTS.city),
    TEXT.emergency,
    phoneLink(CONTACTS.emergency),
  );
}
