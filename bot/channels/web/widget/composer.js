/**
 * Where the resident types: sends, counts what is left, completes, and asks before private things go out.
 */

import { completing } from "./completions.js";
import { button, el, fill } from "./dom.js";
import { privateIn } from "./private.js";
import { WORDS } from "./strings.de.js";

const LONGEST = 1_000;
const COUNT_BELOW = 100;

export class Composer {
  /**
   * @param {(text: string) => void} onSend
   * @param {(text: string, signal: AbortSignal) => Promise<string[]>} complete
   */
  constructor(onSend, complete) {
    this.#onSend = onSend;
    this.input = el("input", {
      id: "question",
      type: "text",
      maxlength: LONGEST,
      enterkeyhint: "send",
      autocomplete: "off",
      "aria-describedby": "hint",
    });
    const completions = completing(this.input, complete);
    this.element = el(
      "form",
      { class: "composer" },
      this.#question,
      completions,
      el("label", { for: "question" }, WORDS.question),
      el("div", { class: "row" }, this.input, el("button", { type: "submit", class: "send" }, WORDS.send)),
      el("p", { id: "hint", class: "small" }, WORDS.hint, this.#left),
    );
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.input.addEventListener("input", () => this.#count());
  }

  #onSend;
  #left = el("span", { class: "left" });
  #question = el("div", { role: "alert" });

  /** @param {string} text */
  fill(text) {
    this.input.value = text;
    this.#count();
    this.input.focus();
  }

  #submit() {
    const text = this.input.value.trim();
    if (!text) return this.input.focus();
    const kinds = privateIn(text);
    if (kinds.length) return this.#ask(text, kinds);
    this.#send(text);
  }

  /** @param {string} text */
  #send(text) {
    this.#question.replaceChildren();
    this.input.value = "";
    this.#count();
    this.#onSend(text);
  }

  /**
   * @param {string} text
   * @param {import("./private.js").Kind[]} kinds
   */
  #ask(text, kinds) {
    const words = WORDS.private;
    const named = kinds.map((kind) => words[kind]).join(words.or);
    const change = button(words.no, () => {
      this.#question.replaceChildren();
      this.input.focus();
    });
    const send = button(words.yes, () => {
      this.input.focus();
      this.#send(text);
    });
    const intro = el("p", {}, fill(words.intro, { kinds: named }));
    this.#question.replaceChildren(el("div", { class: "notice" }, intro, el("div", { class: "chips" }, change, send)));
    change.focus();
  }

  #count() {
    const left = LONGEST - this.input.value.length;
    this.#left.textContent = left < COUNT_BELOW ? ` · ${fill(WORDS.left, { count: left })}` : "";
  }
}
