/**
 * Draws the cards that are lists: pickup dates, offers, places and check-ups. One function per card.
 */

import { badge, day, el, isSecure, list, phoneLink, swatch, time, webLink } from "./dom.js";
import { AUDIENCES, LOCALE, PLACE_KINDS, STREAMS, TEXT, distance, moved } from "./strings.de.js";

/** Days as small calendar leaves with the bins beside them. */
export function drawPickup(card, unsaid) {
  const days = list(card.pickups).map(pickupRow);
  const address = [card.street, card.house_number].filter(Boolean).join(" ");
  return [
    el("p", { class: "card-title" }, address),
    days.length ? el("ul", { class: "plain" }, days) : el("p", {}, TEXT.noPickups),
    list(card.notices).filter(unsaid).map((notice) => el("p", { class: "remark remark-warning" }, notice)),
    calendarLink(card.ics_url),
  ].flat();
}

/** The calendar for calendar programs: a path on this server, or a whole safe address. */
export function calendarLink(url) {
  const own = typeof url === "string" && url.startsWith("/calendar/");
  if (own) return el("p", {}, el("a", { href: url, type: "text/calendar" }, TEXT.calendarFile));
  return isSecure(url) && el("p", {}, webLink(TEXT.calendarFile, url));
}

function pickupRow(pickup) {
  const streams = list(pickup.streams).map((stream) =>
    el("li", {}, swatch(stream), el("span", {}, STREAMS[stream] ?? stream)),
  );
  return el(
    "li",
    { class: "pickup" },
    leaf(pickup.date),
    el(
      "div",
      {},
      el("ul", { class: "plain bins" }, streams),
      pickup.moved_from && el("p", { class: "small moved" }, moved(day(pickup.moved_from), pickup.reason)),
    ),
  );
}

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

/** Offers with their price, district and audience as badges. */
export function drawOffers(card) {
  const offers = list(card.offers).map((offer) => drawOffer(offer, card.example === true));
  return offers.length ? el("ul", { class: "plain" }, offers) : null;
}

function drawOffer(offer, allExamples) {
  return el(
    "li",
    { class: "entry" },
    el("strong", {}, webLink(offer.title, offer.url)),
    el("p", { class: "badges" }, offerBadges(offer, allExamples)),
    line(offer.when, offer.venue),
    offer.next_date && el("p", {}, TEXT.nextDate, time(offer.next_date)),
    labelled(TEXT.provider, offer.provider),
    labelled(TEXT.contact, offer.contact),
  );
}

function offerBadges(offer, allExamples) {
  const audience = list(offer.audience).map((group) => AUDIENCES[group]);
  return [
    offer.example === true && !allExamples && badge(TEXT.exampleOffer, "example"),
    badge(price(offer.price_eur), offer.price_eur === 0 ? "good" : "plain"),
    badge(offer.district),
    ...audience.map((group) => badge(group)),
    offer.accessible === true && badge(TEXT.wheelchair),
    offer.certified === true && badge(TEXT.certified, "good"),
  ];
}

function price(euro) {
  if (typeof euro !== "number") return null;
  return euro === 0 ? TEXT.free : euro.toLocaleString(LOCALE, { style: "currency", currency: "EUR" });
}

/** Places with their opening times. */
export function drawPlaces(card) {
  const places = list(card.places).map(drawPlace);
  return places.length ? el("ul", { class: "plain" }, places) : null;
}

function drawPlace(place) {
  const far = typeof place.distance_m === "number" ? distance(place.distance_m) : null;
  return el(
    "li",
    { class: "entry" },
    el("strong", {}, place.name),
    el("p", { class: "badges" }, openBadge(place.open_now), badge(PLACE_KINDS[place.kind]), badge(far)),
    line(place.address, place.district),
    line(place.hours),
    place.phone && el("p", {}, phoneLink(place.phone)),
  );
}

function openBadge(open) {
  if (open === true) return badge(TEXT.open, "good");
  return open === false ? badge(TEXT.closed, "closed") : null;
}

/** Check-ups with what is done and how often. */
export function drawCheckups(card) {
  const checkups = list(card.checkups).map((checkup) =>
    el(
      "li",
      { class: "entry" },
      el("strong", {}, checkup.name),
      el("p", { class: "badges" }, entitledBadge(checkup.entitled), badge(checkup.interval)),
      line(checkup.what),
    ),
  );
  return checkups.length ? el("ul", { class: "plain" }, checkups) : null;
}

function entitledBadge(entitled) {
  return entitled === false ? badge(TEXT.notEntitled, "closed") : null;
}

function line(...values) {
  const text = values.filter(Boolean).join(" · ");
  return text && el("p", {}, text);
}

function labelled(label, value) {
  return value && el("p", { class: "small" }, label, value);
}
