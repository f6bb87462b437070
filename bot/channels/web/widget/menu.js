/**
 * What a resident can do with the conversation as a whole: begin anew, keep it, have it deleted, read what is stored.
 */

import { button, el } from "./dom.js";
import { WORDS } from "./strings.de.js";

const FILE = "talbot.txt";

/**
 * @typedef {object} Deeds
 * @property {() => void} renew
 * @property {() => Promise<void>} erase
 * @property {() => Promise<Blob | null>} transcript
 * @property {(words: string) => void} tell say something in the status line
 * @property {(page: HTMLElement | null) => void} show put a page in place of the conversation, or that back
 */

/**
 * A button that opens a list of buttons.
 * @param {Deeds} deeds
 */
export function menu(deeds) {
  const list = el("ul", { id: "menu", class: "menu plain" });
  const toggle = button(WORDS.menu, () => open(list.hidden), { class: "quiet", "aria-controls": "menu" });
  const element = el("div", { class: "anchor" }, toggle, list);

  /** @param {boolean} yes */
  function open(yes) {
    list.hidden = !yes;
    toggle.setAttribute("aria-expanded", String(yes));
  }

  /**
   * @param {string} label
   * @param {() => void} deed
   */
  function entry(label, deed) {
    list.append(
      el(
        "li",
        {},
        button(label, () => {
          open(false);
          toggle.focus();
          deed();
        }),
      ),
    );
  }

  entry(WORDS.fresh, deeds.renew);
  entry(WORDS.transcript, () => keep(deeds));
  entry(WORDS.privacy, () => deeds.show(privacyPage(() => leave())));
  entry(WORDS.erase, () => deeds.show(erasePage(deeds, () => leave())));
  open(false);

  function leave() {
    deeds.show(null);
    toggle.focus();
  }

  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.stopPropagation();
    open(false);
    toggle.focus();
  });
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (!element.contains(/** @type {Node | null} */ (relatedTarget))) open(false);
  });
  return element;
}

/** @param {Deeds} deeds */
async function keep({ transcript, tell }) {
  try {
    const file = await transcript();
    if (!file) return;
    const address = URL.createObjectURL(file);
    el("a", { href: address, download: FILE }).click();
    setTimeout(() => URL.revokeObjectURL(address), 0);
  } catch {
    tell(WORDS.transcriptFailed);
  }
}

/** @param {() => void} leave */
function privacyPage(leave) {
  const paragraphs = WORDS.privacyText.map((paragraph) => el("p", {}, paragraph));
  return page(WORDS.privacy, ...paragraphs, button(WORDS.back, leave, { class: "chip" }));
}

/**
 * @param {Deeds} deeds
 * @param {() => void} leave
 */
function erasePage({ erase, tell }, leave) {
  const yes = button(
    WORDS.eraseYes,
    async () => {
      try {
        await erase();
        leave();
      } catch {
        tell(WORDS.eraseFailed);
      }
    },
    { class: "send" },
  );
  const no = button(WORDS.eraseNo, leave, { class: "chip" });
  return page(WORDS.erase, el("p", {}, WORDS.eraseAsk), el("div", { class: "chips" }, yes, no));
}

/**
 * @param {string} title
 * @param {...Node} content
 */
function page(title, ...content) {
  return el("section", { class: "page", "aria-labelledby": "page" }, el("h2", { id: "page", tabindex: "-1" }, title), ...content);
}
