/**
 * Draws the cards that are lists: pickup dates, offers, places, check-ups, and the reminder. One function per card.
 */

import { badge, day, el, fill, isSecure, list, phoneLink, streamName, swatch, time, webLink } from "./dom.js";
import { WORDS } from "./strings.de.js";

/**
 * @typedef {import("./cards.js").Card} Card
 * @typedef {import("./cards.js").Unsaid} Unsaid
 */

/** Where links to calendars lead: the server that this script came from. */
const SERVER = new URL("..", import.meta.url);
const KILOMETRE = 1000;

/**
 * Days as small calendar leaves with the bins beside them.
 * @param {Card} card
 * @param {Unsaid} unsaid
 */
export function drawPickup(card, unsaid) {
  const days = list(card.pickups).map(pickupRow);
  const following = days.length ? [] : list(card.following).map(pickupRow);
  const address = [card.street, card.house_number].filter(Boolean).join(" ");
  return [
    el("p", { class: "card-title" }, address),
    days.length ? el("ul", { class: "plain" }, days) : el("p", {}, WORDS.noPickups),
    following.length && el("p", { class: "card-title" }, WORDS.following),
    following.length && el("ul", { class: "plain" }, following),
    ...list(card.notices).filter(unsaid).map((notice) => el("p", { class: "remark remark-warning" }, notice)),
    calendarLink(card.ics_url),
  ];
}

/**
 * The calendar for calendar programs: a path on the assistant's server, or a whole safe address.
 * @param {unknown} url
 */
export function calendarLink(url) {
  if (typeof url !== "string") return null;
  const own = /^\/calendar\/[\w-]+\.ics$/.test(url);
  if (!own && !isSecure(url)) return null;
  const address = own ? new URL(url.slice(1), SERVER).href : url;
  return el("p", {}, el("a", { href: address, type: "text/calendar", class: "calendar" }, WORDS.calendarFile));
}

/** @param {any} pickup */
function pickupRow(pickup) {
  const streams = list(pickup.streams).map((stream) => el("li", {}, swatch(stream), el("span", {}, streamName(stream))));
  return el(
    "li",
    { class: "pickup" },
    leaf(pickup.date),
    el(
      "div",
      {},
      el("ul", { class: "plain bins" }, streams),
      pickup.moved_from && el("p", { class: "moved" }, moved(pickup)),
      pickup.fortnightly === true && el("p", { class: "small" }, WORDS.fortnightly),
    ),
  );
}

/** @param {any} pickup */
function moved({ moved_from, reason }) {
  return fill(reason ? WORDS.movedBecause : WORDS.moved, { day: day(moved_from), reason });
}

/** @param {string} isoDate */
function leaf(isoDate) {
  return el(
    "time",
    { datetime: isoDate, class: "leaf" },
    el("span", {}, day(isoDate, { weekday: "short" })),
    " ",
    el("strong", {}, day(isoDate, { day: "numeric" })),
    " ",
    el("span", {}, day(isoDate, { month: "short" })),
  );
}

/**
 * Offers with what was asked for, and their price, district and audience as badges.
 * @param {Card} card
 */
export function drawOffers(card) {
  const wishes = filterWords(card.filters ?? {}).map((wish) => badge(wish));
  const offers = list(card.offers).map((offer) => drawOffer(offer, card.example === true));
  return [
    wishes.length && el("p", { class: "badges" }, WORDS.filters, wishes),
    offers.length && el("ul", { class: "plain" }, offers),
  ];
}

/** @param {Record<string, any>} filters */
function filterWords(filters) {
  return [
    wordOf("topics", filters.topic),
    filters.quarter ?? filters.district,
    ...list(filters.audience).map((group) => wordOf("audiences", group)),
    ...list(filters.weekdays).map((name) => wordOf("weekdays", name)),
    wordOf("times", filters.time),
    filters.max_price_eur > 0 ? fill(WORDS.upTo, { price: euro(filters.max_price_eur) }) : price(filters.max_price_eur),
    filters.online === true && WORDS.online,
    filters.wheelchair === true && WORDS.wheelchair,
    filters.language,
    filters.certified === true && WORDS.certified,
  ].filter(Boolean);
}

/**
 * @param {"topics" | "audiences" | "weekdays" | "times" | "kinds"} table
 * @param {string} key
 */
function wordOf(table, key) {
  return /** @type {Record<string, string>} */ (WORDS[table])[key];
}

/**
 * @param {any} offer
 * @param {boolean} allExamples
 */
function drawOffer(offer, allExamples) {
  return el(
    "li",
    { class: "entry" },
    el("strong", {}, webLink(offer.title, offer.url)),
    el(
      "p",
      { class: "badges" },
      offer.example === true && !allExamples && badge(WORDS.exampleOffer, "example"),
      badge(price(offer.price_eur), offer.price_eur === 0 ? "good" : "plain"),
      badge(offer.district),
      list(offer.audience).map((group) => badge(wordOf("audiences", group))),
      offer.accessible === true && badge(WORDS.wheelchair),
      offer.certified === true && badge(WORDS.certified, "good"),
    ),
    line(offer.when, offer.venue),
    offer.next_date && el("p", {}, WORDS.nextDate, time(offer.next_date)),
    labelled(WORDS.provider, offer.provider),
    labelled(WORDS.contact, offer.contact),
  );
}

/** @param {unknown} amount */
function price(amount) {
  if (typeof amount !== "number") return null;
  return amount === 0 ? WORDS.free : euro(amount);
}

/** @param {number} amount */
function euro(amount) {
  return amount.toLocaleString(WORDS.locale, { style: "currency", currency: "EUR" });
}

/**
 * Places with their opening times.
 * @param {Card} card
 */
export function drawPlaces(card) {
  const places = list(card.places).map(drawPlace);
  return places.length ? el("ul", { class: "plain" }, places) : null;
}

/** @param {any} place */
function drawPlace(place) {
  const open = place.open_now;
  return el(
    "li",
    { class: "entry" },
    el("strong", {}, place.name),
    el(
      "p",
      { class: "badges" },
      typeof open === "boolean" && badge(open ? WORDS.opened : WORDS.closed, open ? "good" : "closed"),
      badge(wordOf("kinds", place.kind)),
      badge(distance(place.distance_m)),
    ),
    line(place.address, place.district),
    line(place.hours),
    place.phone && el("p", {}, phoneLink(place.phone)),
  );
}

/** @param {unknown} metres */
function distance(metres) {
  if (typeof metres !== "number") return null;
  if (metres < KILOMETRE) return fill(WORDS.near, { metres: Math.round(metres / 10) * 10 });
  const kilometres = (metres / KILOMETRE).toLocaleString(WORDS.locale, { maximumFractionDigits: 1 });
  return fill(WORDS.far, { kilometres });
}

/**
 * Check-ups as a list to tick off, with what is done and how often.
 * @param {Card} card
 */
export function drawCheckups(card) {
  const checkups = list(card.checkups).map((checkup) => {
    const [kind, word] = ENTITLED.get(checkup.entitled) ?? ENTITLED.get(null) ?? [];
    return el(
      "li",
      { class: `entry check check-${kind}` },
      el("strong", {}, checkup.name),
      el("p", { class: "badges" }, badge(word, kind), badge(checkup.interval)),
      line(checkup.what),
      checkup.law && el("p", { class: "small" }, checkup.law),
    );
  });
  return checkups.length ? el("ul", { class: "plain" }, checkups) : null;
}

const ENTITLED = new Map([
  [true, ["good", WORDS.entitled]],
  [false, ["closed", WORDS.notEntitled]],
  [/** @type {any} */ (null), ["plain", WORDS.maybeEntitled]],
]);

/**
 * A reminder and how it is set.
 * @param {Card} card
 */
export function drawReminder(card) {
  const streams = list(card.streams).map((stream) => el("li", {}, swatch(stream), el("span", {}, streamName(stream))));
  const when = /** @type {Record<string, string>} */ (WORDS.reminderDay)[card.day];
  return [
    el("p", { class: "card-title" }, /** @type {Record<string, string>} */ (WORDS.reminder)[card.state]),
    line(card.street, when, card.time && fill(WORDS.reminderTime, { time: card.time })),
    streams.length && el("ul", { class: "plain bins" }, streams),
  ];
}

/** @param {...unknown} values */
function line(...values) {
  const text = values.filter(Boolean).join(" · ");
  return text && el("p", {}, text);
}

/**
 * @param {string} label
 * @param {any} value
 */
function labelled(label, value) {
  return value ? el("p", { class: "small" }, label, String(value)) : null;
}
