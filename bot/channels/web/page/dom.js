/**
 * Builds elements from text and attributes. Text always becomes a text node, never markup,
 * so nothing that came over the network can turn into HTML.
 */

import { LOCALE, STREAMS } from "./strings.de.js";

const DATE = { day: "numeric", month: "numeric", year: "numeric" };
const DAY = { weekday: "short", ...DATE };

/** Make an element; children are elements, strings or nothing (null, undefined and "" are skipped). */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child));
  return element;
}

/** A link that dials; the number is shown as written. */
export function phoneLink(number, attributes = {}) {
  const dialled = String(number).replace(/[^0-9+]/g, "");
  return el("a", { ...attributes, href: `tel:${dialled}` }, String(number));
}

/** A link to an https address; anything else stays plain text. */
export function webLink(title, url) {
  if (!isSecure(url)) return title;
  return el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, title);
}

/** Whether this is an address the page may link to. */
export function isSecure(url) {
  return typeof url === "string" && URL.canParse(url) && new URL(url).protocol === "https:";
}

/** An ISO date in German, in parts or whole; UTC throughout, so that no time zone moves the day. */
export function day(isoDate, options = DAY) {
  const date = new Date(`${isoDate}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return String(isoDate);
  return date.toLocaleDateString(LOCALE, { ...options, timeZone: "UTC" });
}

/** An ISO date inside an element that machines can read too; without the weekday when it is only an age. */
export function time(isoDate, weekday = true) {
  return el("time", { datetime: isoDate }, day(isoDate, weekday ? DAY : DATE));
}

/** A small label; nothing without a word in it. */
export function badge(text, kind = "plain") {
  return text ? el("span", { class: `badge badge-${kind}` }, text) : null;
}

/** The coloured bin of a stream; decoration only, its name always stands beside it. */
export function swatch(stream) {
  const known = Object.hasOwn(STREAMS, stream) ? stream : "other";
  return el("span", { class: `swatch swatch-${known}`, "aria-hidden": "true" });
}

/** The value as a list; a missing or wrong one is an empty list. */
export function list(value) {
  return Array.isArray(value) ? value : [];
}
