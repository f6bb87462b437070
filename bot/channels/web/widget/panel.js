/**
 * The window: welcome, conversation, status line and composer. Joins what the resident does with the conversation.
 */

import { Api } from "./api.js";
import { peopleToCall } from "./cards.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { button, el } from "./dom.js";
import { menu } from "./menu.js";
import { rating } from "./rating.js";
import { Storage } from "./storage.js";
import { WORDS } from "./strings.de.js";
import { announcement, closeChoices, residentTurn, talbotTurn } from "./turns.js";

/**
 * @typedef {import("./types.d.ts").Turn} Turn
 * @typedef {import("./types.d.ts").Listener} Listener
 * @typedef {{asked: HTMLElement, answered: HTMLElement | null}} Shown
 */

// Pixels above a question that is scrolled to.
const MARGIN = 8;
// What was announced long ago need not stay for screen readers twice.
const ANNOUNCED_KEPT = 3;

/** @implements {Listener} */
export class Panel {
  /**
   * @param {URL} server
   * @param {HTMLElement[]} controls further buttons of the header
   * @param {() => void} onAnswer an answer has just come
   */
  constructor(server, controls, onAnswer) {
    this.#api = new Api(server);
    this.#conversation = new Conversation(this.#api, new Storage(server), this);
    this.#onAnswer = onAnswer;
    this.#composer = new Composer(
      (text) => this.#say(text),
      (text, signal) => this.#api.complete(text, signal),
    );
    const deeds = {
      renew: () => this.#conversation.renew(),
      erase: () => this.#conversation.erase(),
      transcript: () => this.#conversation.transcript(),
      tell: (/** @type {string} */ words) => this.#tell(words),
      show: (/** @type {HTMLElement | null} */ page) => this.#showPage(page),
    };
    this.element = el(
      "div",
      { class: "panel" },
      el("div", { class: "head" }, el("h1", { id: "title", tabindex: "-1" }, WORDS.title), el("p", {}, WORDS.subtitle), menu(deeds), controls),
      this.#scroll,
      el("div", { class: "status" }, this.#status, this.#way),
      this.#announcer,
      this.#composer.element,
    );
    this.#starters.append(...WORDS.starter.map((text) => button(text, () => this.#start(text), { class: "chip" })));
  }

  #api;
  #conversation;
  #composer;
  #onAnswer;
  #starters = el("div", { class: "chips", role: "group", "aria-label": WORDS.starters });
  #welcome = el("div", { class: "welcome" }, el("p", {}, WORDS.welcome), el("p", { class: "small" }, WORDS.program), this.#starters);
  #log = el("ol", { class: "log plain" });
  #talk = el("div", {}, this.#welcome, this.#log);
  // Not live: what is new is said by the announcer, once and without the cards, which repeat the text.
  #scroll = el("div", { class: "scroll", tabindex: "0", role: "log", "aria-live": "off", "aria-label": WORDS.conversation }, this.#talk);
  #status = el("p", { role: "status" });
  #way = el("div", { class: "way" });
  #announcer = el("div", { class: "unseen", role: "status", "aria-atomic": "false" });
  /** @type {Map<string, Shown>} */
  #shown = new Map();

  /** Go on with the conversation. */
  start() {
    this.#conversation.start();
  }

  /** Leave it. */
  stop() {
    this.#conversation.stop();
  }

  /** Put the focus where it helps: into the input, unless that would pull up a phone's keyboard over the answers. */
  focus() {
    if (matchMedia("(hover: hover)").matches) this.#composer.input.focus();
    else /** @type {HTMLElement} */ (this.element.querySelector("#title")).focus();
  }

  /**
   * Put a question into the input.
   * @param {string} text
   */
  fill(text) {
    this.#composer.fill(text);
  }

  /**
   * @param {Turn} turn
   * @param {boolean} fresh
   */
  onTurn(turn, fresh) {
    this.#welcome.hidden = true;
    const asked = residentTurn(turn);
    const answered = turn.outcome === null ? null : talbotTurn(turn, this.#actions());
    const known = this.#shown.get(turn.id);
    if (known) known.asked.replaceWith(asked);
    else this.#place(asked, answered !== null && !fresh);
    if (answered) asked.after(answered);
    this.#shown.set(turn.id, { asked, answered });
    closeChoices(this.#log);
    if (answered && fresh) {
      this.#announce(announcement(turn));
      this.#onAnswer();
    }
    this.#scrollTo(asked);
  }

  /**
   * Put a question at the end; one from before the page was loaded comes before what still waits.
   * @param {HTMLElement} asked
   * @param {boolean} old
   */
  #place(asked, old) {
    const waiting = old && [...this.#shown.values()].find(({ answered }) => !answered);
    if (waiting) waiting.asked.before(asked);
    else this.#log.append(asked);
  }

  /** Bring a question to the top; only the conversation scrolls, never the page around the window. @param {HTMLElement} asked */
  #scrollTo(asked) {
    // Where there is little height the whole window scrolls.
    const scroller = this.#scroll.scrollHeight > this.#scroll.clientHeight ? this.#scroll : this.element;
    scroller.scrollTop += asked.getBoundingClientRect().top - scroller.getBoundingClientRect().top - MARGIN;
  }

  /** @type {Listener["onReset"]} */
  onReset(why) {
    this.#shown.clear();
    this.#log.replaceChildren();
    this.#announcer.replaceChildren();
    this.#welcome.hidden = false;
    this.#tell(why ? WORDS[why] : "");
  }

  /** @type {Listener["onState"]} */
  onState(state) {
    const before = this.#way.hasChildNodes();
    if (state && state !== "typing") {
      this.#tell(WORDS.trouble[state]);
      if (!before) this.#way.append(button(WORDS.retry, () => this.#conversation.retry(), { class: "chip" }), peopleToCall());
      return;
    }
    this.#way.replaceChildren();
    if (state) this.#tell(WORDS.typing);
    else if (before) this.#tell(WORDS.restored);
    else if (this.#status.textContent === WORDS.typing) this.#tell("");
  }

  /** @type {Listener["onRefused"]} */
  onRefused(message, { id, said, choice }) {
    const shown = this.#shown.get(id);
    shown?.asked.remove();
    this.#shown.delete(id);
    this.#tell(message);
    // Nothing that was typed is lost.
    if (!choice && !this.#composer.input.value) this.#composer.fill(said);
  }

  /** @param {string} text */
  #start(text) {
    this.#composer.input.focus();
    this.#say(text);
  }

  /**
   * @param {string} text
   * @param {string | null} [choice]
   */
  #say(text, choice = null) {
    this.#tell("");
    this.#conversation.say(text, choice);
  }

  /** @returns {import("./turns.js").Actions} */
  #actions() {
    return {
      choose: ({ id, title }) => {
        this.#say(title, id);
        if (matchMedia("(hover: hover)").matches) this.#composer.input.focus();
      },
      again: ({ said }) => this.#start(said),
      rate: (turn, value, foot) => rating(foot, value, (words) => this.#conversation.rate(turn.id, value, words)),
    };
  }

  /** @param {string} text */
  #announce(text) {
    while (this.#announcer.childElementCount >= ANNOUNCED_KEPT) this.#announcer.firstElementChild?.remove();
    this.#announcer.append(el("p", {}, text));
  }

  /** @param {string} words */
  #tell(words) {
    if (this.#status.textContent !== words) this.#status.textContent = words;
  }

  /** @param {HTMLElement | null} page */
  #showPage(page) {
    this.#composer.element.hidden = page !== null;
    this.#scroll.replaceChildren(page ?? this.#talk);
    page?.querySelector("h2")?.focus();
  }
}
