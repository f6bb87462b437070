/**
 * The custom element: a launcher with a window, or the window in the flow of the page (`mode="inline"`). Says where
 * the window is and how it looks; what is in it is the panel's business.
 *
 * Attributes: `mode="inline"`, `scheme="light"` or `"dark"` (else that of the system), `server` (else where this
 * script came from). Methods: `open(question?)`, `close()`.
 */

import { button, el, icon } from "./dom.js";
import { Panel } from "./panel.js";
import { Storage } from "./storage.js";
import { WORDS } from "./strings.de.js";

const STYLE = new URL("talbot-chat.css", import.meta.url);
const SERVER = new URL("..", import.meta.url);
const BUBBLE = "M4 4h16v12H9l-5 4V4Z";
const CROSS = "M6 6l12 12M18 6 6 18";

/** One sheet for all elements of a page; made by script, which a page's policy for styles does not touch. */
const style = fetch(STYLE, { credentials: "omit" })
  .then((response) => response.text())
  .then((text) => new CSSStyleSheet().replace(text));

export class TalbotChat extends HTMLElement {
  #shadow = this.attachShadow({ mode: "open" });
  #root = el("div", { class: "root" });
  #small = matchMedia("(max-width: 35rem), (max-height: 30rem)");
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #launcher = button(WORDS.open, () => this.#toggle(), { class: "launcher", "aria-haspopup": "dialog", "aria-expanded": "false" });
  #label = el("span", {}, WORDS.launch);
  #dialog = el("dialog", { "aria-labelledby": "title" });
  /** @type {Panel | null} */
  #panel = null;
  #end = new AbortController();

  static observedAttributes = ["scheme"];

  /** Come into a page; moving within it is leaving and coming. */
  async connectedCallback() {
    this.#end = new AbortController();
    const { signal } = this.#end;
    this.#shadow.adoptedStyleSheets = [await style];
    if (!this.isConnected || signal.aborted) return;
    this.#shadow.replaceChildren(this.#root);
    this.#dark.addEventListener("change", () => this.#paint(), { signal });
    this.#paint();
    if (this.getAttribute("mode") === "inline") this.#showInline();
    else this.#showLauncher(signal);
  }

  disconnectedCallback() {
    this.#end.abort();
    this.#panel?.stop();
    this.#panel = null;
    this.#shadow.replaceChildren();
  }

  attributeChangedCallback() {
    this.#paint();
  }

  /**
   * Open the window.
   * @param {string} [question] to be put into the input
   */
  open(question) {
    const panel = this.#readyPanel();
    if (!this.#dialog.open && this.#dialog.isConnected) this.#openDialog();
    if (question) panel.fill(question);
  }

  /** Close the window; the conversation goes on when it is opened again. */
  close() {
    if (!this.#dialog.open) return;
    this.#dialog.close();
    Storage.open = false;
    this.#launcher.setAttribute("aria-expanded", "false");
    this.#launcher.focus();
  }

  #showInline() {
    const region = el("section", { class: "inline", "aria-labelledby": "title" }, this.#readyPanel().element);
    this.#root.replaceChildren(region);
  }

  /** @param {AbortSignal} signal */
  #showLauncher(signal) {
    this.#launcher.replaceChildren(icon(BUBBLE), this.#label);
    this.#launcher.removeAttribute("aria-label");
    this.#launcher.removeAttribute("title");
    this.#root.replaceChildren(this.#launcher, this.#dialog);
    this.#small.addEventListener("change", () => this.#dialog.open && this.#openDialog(), { signal });
    this.#dialog.addEventListener("cancel", (event) => this.#cancel(event), { signal });
    this.#dialog.addEventListener("keydown", (event) => event.key === "Escape" && this.#cancel(event), { signal });
    visualViewport?.addEventListener("resize", () => this.#fit(), { signal });
    if (Storage.open) this.#openDialog(false);
  }

  /** @param {Event} event */
  #cancel(event) {
    event.preventDefault();
    this.close();
  }

  #toggle() {
    if (this.#dialog.open) this.close();
    else this.open();
  }

  /** On small screens it fills them and nothing behind it can be reached; else the page stays usable beside it. */
  #openDialog(withFocus = true) {
    const panel = this.#readyPanel();
    if (panel.element.parentElement !== this.#dialog) this.#dialog.replaceChildren(panel.element);
    if (this.#dialog.open) this.#dialog.close();
    if (this.#small.matches) this.#dialog.showModal();
    else this.#dialog.show();
    Storage.open = true;
    this.#launcher.setAttribute("aria-expanded", "true");
    this.#label.textContent = WORDS.launch;
    this.#launcher.classList.remove("unread");
    this.#fit();
    if (withFocus) panel.focus();
  }

  #readyPanel() {
    if (this.#panel) return this.#panel;
    const server = new URL(this.getAttribute("server") ?? SERVER, SERVER);
    const inline = this.getAttribute("mode") === "inline";
    const closing = inline ? [] : [button(WORDS.close, () => this.close(), { class: "quiet" }, icon(CROSS))];
    this.#panel = new Panel(server, closing, () => this.#noteAnswer());
    this.#panel.start();
    return this.#panel;
  }

  /** Tell beside the closed window that something has come. */
  #noteAnswer() {
    if (this.#dialog.open || !this.#launcher.isConnected) return;
    this.#launcher.classList.add("unread");
    this.#label.textContent = WORDS.unread;
  }

  /** Keep the window above a phone's keyboard, which covers what the page thinks it can see. */
  #fit() {
    const height = this.#small.matches && visualViewport ? `${visualViewport.height}px` : "";
    this.#dialog.style.setProperty("--height", height);
  }

  #paint() {
    const scheme = this.getAttribute("scheme") ?? (this.#dark.matches ? "dark" : "light");
    this.toggleAttribute("dark", scheme === "dark");
  }
}
