/**
 * Builds elements from text and attributes. Text always becomes a text node, never markup, so nothing that came
 * over the network can turn into HTML.
 */

import { WORDS } from "./strings.de.js";

/** @typedef {Node | string | false | null | undefined | 0} Child */

const DATE = /** @type {const} */ ({ day: "numeric", month: "numeric", year: "numeric" });
const DAY = /** @type {const} */ ({ weekday: "short", ...DATE });
const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element; children that are nothing (null, undefined, false, "") are skipped.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | null | undefined>} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(.../** @type {(Node | string)[]} */ (children.flat().filter(Boolean)));
  return element;
}

/**
 * A button that does something.
 * @param {string} label
 * @param {(event: MouseEvent) => void} onClick
 * @param {Record<string, string | null>} [attributes]
 * @param {...Child} children instead of the label as its content
 */
export function button(label, onClick, attributes = {}, ...children) {
  const named = children.length ? { "aria-label": label, title: label } : {};
  const made = el("button", { type: "button", ...named, ...attributes }, children.length ? children : label);
  made.addEventListener("click", onClick);
  return made;
}

/**
 * A drawing in lines, for decoration only.
 * @param {string} path
 */
export function icon(path) {
  const drawing = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  drawing.append(line);
  return drawing;
}

/**
 * A link that dials; the number is shown as written.
 * @param {unknown} number
 * @param {Record<string, string>} [attributes]
 */
export function phoneLink(number, attributes = {}) {
  const dialled = String(number).replace(/[^0-9+]/g, "");
  return el("a", { ...attributes, href: `tel:${dialled}` }, String(number));
}

/**
 * A link to an https address; anything else stays plain text.
 * @param {string} title
 * @param {unknown} url
 */
export function webLink(title, url) {
  if (!isSecure(url)) return title;
  return el("a", { href: String(url), rel: "noopener noreferrer", target: "_blank" }, title);
}

/**
 * Whether this is an address that may be linked to.
 * @param {unknown} url
 */
export function isSecure(url) {
  return typeof url === "string" && URL.canParse(url) && new URL(url).protocol === "https:";
}

/**
 * An ISO date in German; UTC throughout, so that no time zone moves the day.
 * @param {string} isoDate
 * @param {Intl.DateTimeFormatOptions} [options]
 */
export function day(isoDate, options = DAY) {
  const date = new Date(`${isoDate}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return String(isoDate);
  return date.toLocaleDateString(WORDS.locale, { ...options, timeZone: "UTC" });
}

/**
 * A date as an element that programs can read as well.
 * @param {string} isoDate
 * @param {boolean} [withWeekday]
 */
export function time(isoDate, withWeekday = true) {
  return el("time", { datetime: isoDate }, day(isoDate, withWeekday ? DAY : DATE));
}

/**
 * A short fact in a frame; nothing for nothing.
 * @param {string | null | undefined | false} text
 * @param {string} [kind]
 */
export function badge(text, kind = "plain") {
  return text ? el("span", { class: `badge badge-${kind}` }, text) : null;
}

/**
 * The colour of a bin; its name always stands beside it.
 * @param {string} stream
 */
export function swatch(stream) {
  const known = Object.hasOwn(WORDS.streams, stream) ? stream : "other";
  return el("span", { class: `swatch swatch-${known}`, "aria-hidden": "true" });
}

/**
 * The German name of a stream.
 * @param {string} stream
 */
export function streamName(stream) {
  return /** @type {Record<string, string>} */ (WORDS.streams)[stream] ?? stream;
}

/**
 * A list, whatever came.
 * @param {unknown} value
 * @returns {any[]}
 */
export function list(value) {
  return Array.isArray(value) ? value : [];
}

/**
 * Fill the gaps of a sentence.
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap));
}
