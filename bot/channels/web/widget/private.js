/**
 * Finds what nobody needs to send: bank, card and insurance numbers, mail and phone. Addresses are not among it.
 * The server masks by the same examples (tests/channels/private_texts.csv), whatever is decided here.
 */

/** @typedef {"mail" | "iban" | "card" | "insurance" | "phone"} Kind */

const FEWEST_DIGITS_OF_A_PHONE = 8;
const SHORT_PUBLIC = /^(0800|0180|00800)/;

/** @type {[Kind, RegExp, (found: string) => boolean][]} */
const KINDS = [
  ["mail", /[\w.+-]+(@|\s?[[(]at[\])]\s?)[\w-]+(\.[\w-]+)*\.[a-z]{2,}/gi, () => true],
  ["iban", /\b[Dd][Ee]([ -]?\d){20}\b|\b[A-Z]{2}\d{2}( ?[0-9A-Z]{4}){2,7}( ?[0-9A-Z]{1,3})?\b/g, isIban],
  ["card", /(?<![\d-])\d([ -]?\d){12,18}(?![\d-])/g, isCard],
  ["insurance", /\b[a-z][ -]?\d{3}[ -]?\d{3}[ -]?\d{3}\b|\b\d{2}[ -]?\d{6}[ -]?[a-z][ -]?\d{3}\b/gi, () => true],
  ["phone", /(?<![\w.,-])(\+|\(?0)[\d ()/-]{6,}\d/g, isPhone],
];

/**
 * The kinds of private things in a message.
 * @param {string} message
 * @returns {Kind[]}
 */
export function privateIn(message) {
  /** @type {Kind[]} */
  const found = [];
  let rest = message;
  for (const [kind, pattern, holds] of KINDS) {
    rest = rest.replace(pattern, (match) => {
      if (!holds(match)) return match;
      if (!found.includes(kind)) found.push(kind);
      return " ";
    });
  }
  return found;
}

/** @param {string} found */
function isIban(found) {
  const compact = found.replace(/[ -]/g, "").toUpperCase();
  if (/^DE\d{20}$/.test(compact)) return true;
  const digits = (compact.slice(4) + compact.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(/^\d+$/.test(digits) ? digits : 0) % 97n === 1n;
}

/** By the check digit that all cards have (Luhn). @param {string} found */
function isCard(found) {
  const digits = found.replace(/\D/g, "").split("").reverse().map(Number);
  const sum = digits.reduce((total, digit, place) => total + (place % 2 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit), 0);
  return sum % 10 === 0;
}

/** @param {string} found */
function isPhone(found) {
  const digits = found.replace(/\D/g, "");
  return digits.length >= FEWEST_DIGITS_OF_A_PHONE && !SHORT_PUBLIC.test(digits) && !/^00?$/.test(digits.slice(0, 2) + digits.slice(2, 3));
}
