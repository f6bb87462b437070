/**
 * Suggests how to go on typing (WAI-ARIA combobox with a list). Suggestions come when they come: nothing waits for
 * them, and Enter sends what was typed unless one of them was chosen with the arrows.
 */

import { el, fill } from "./dom.js";
import { WORDS } from "./strings.de.js";

const PAUSE_MS = 150;
const FEWEST_LETTERS = 3;

/**
 * Make a combobox of an input.
 * @param {HTMLInputElement} input
 * @param {(text: string, signal: AbortSignal) => Promise<string[]>} complete
 * @returns {HTMLElement} the list, to be placed near the input
 */
export function completing(input, complete) {
  const list = el("ul", { id: "completions", class: "completions", role: "listbox", "aria-label": WORDS.completions });
  const count = el("span", { class: "unseen", role: "status" });
  let asking = new AbortController();
  /** @type {number | undefined} */
  let timer;
  let active = -1;

  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-controls": "completions", "aria-expanded": "false" };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  list.hidden = true;

  function close() {
    clearTimeout(timer);
    asking.abort();
    list.hidden = true;
    list.replaceChildren();
    count.textContent = "";
    input.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  /** @param {number} index */
  function activate(index) {
    active = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index]?.scrollIntoView({ block: "nearest" });
  }

  /** @param {string[]} texts */
  function show(texts) {
    if (!texts.length) return close();
    list.replaceChildren(...texts.map((text, i) => el("li", { id: `completion-${i}`, role: "option", "aria-selected": "false" }, text)));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    const { one, other } = WORDS.completionCount;
    count.textContent = fill(texts.length === 1 ? one : other, { count: texts.length });
    activate(-1);
  }

  async function ask() {
    asking = new AbortController();
    const { signal } = asking;
    try {
      const texts = await complete(input.value, signal);
      if (!signal.aborted) show(texts);
    } catch {
      // Typing goes on without.
      if (!signal.aborted) close();
    }
  }

  /** @param {Element} option */
  function take(option) {
    input.value = option.textContent ?? "";
    close();
    input.focus();
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    asking.abort();
    if (input.value.trim().length < FEWEST_LETTERS) close();
    else timer = setTimeout(ask, PAUSE_MS);
  });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") activate(active < last ? active + 1 : 0);
    else if (event.key === "ArrowUp") activate(active > 0 ? active - 1 : last);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) take(list.children[active]);
    else return;
    // The panel would close at Escape, the form would send at Enter.
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener("blur", close);
  input.form?.addEventListener("submit", close);
  // Before the input loses the focus.
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = /** @type {Element} */ (event.target).closest("li");
    if (option) take(option);
  });
  return el("div", { class: "anchor" }, list, count);
}
