/**
 * Takes a resident's opinion of an answer: thumbs first, words if they like.
 */

import { el } from "./dom.js";
import { WORDS } from "./strings.de.js";

const LONGEST = 500;

/**
 * Put the rest of the rating in the place of the thumbs.
 * @param {HTMLElement} foot
 * @param {"up" | "down"} value
 * @param {(words?: string) => Promise<void>} send
 */
export async function rating(foot, value, send) {
  const said = el("p", { class: "small", role: "status", tabindex: "-1" });
  if (!(await sent(said, send))) {
    foot.querySelector('[role="status"]')?.remove();
    foot.append(said);
    return;
  }
  foot.replaceChildren(said);
  if (value === "down") foot.append(form(said, send));
  said.focus();
}

/**
 * @param {HTMLElement} said
 * @param {(words?: string) => Promise<void>} send
 */
function form(said, send) {
  const input = el("input", { type: "text", maxlength: LONGEST, "aria-label": WORDS.ratingWhy, placeholder: WORDS.ratingWhy });
  const made = el("form", { class: "row" }, input, el("button", { type: "submit", class: "quiet" }, WORDS.ratingSend));
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!(await sent(said, () => send(input.value)))) return;
    said.focus();
    made.remove();
  });
  return made;
}

/**
 * @param {HTMLElement} said
 * @param {() => Promise<void>} send
 */
async function sent(said, send) {
  try {
    await send();
    said.textContent = WORDS.ratingThanks;
    return true;
  } catch {
    said.textContent = WORDS.ratingFailed;
    return false;
  }
}
