/**
 * What the browser keeps of a conversation: the key to it, and what waits to be sent. All tabs of a site share it.
 * What was said is on the server only.
 */

/** @typedef {import("./types.d.ts").Kept} Kept */

const OPEN = "talbot.open";

export class Storage {
  /** @param {URL} server conversations with different servers stay apart */
  constructor(server) {
    this.#key = `talbot ${server.href}`;
  }

  #key;
  /** For browsers that keep nothing: then a reload begins anew. @type {Kept} */
  #unkept = { token: null, waiting: [] };

  /** @returns {Kept} */
  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key) ?? "null");
      if (typeof kept?.token === "string" || kept?.token === null) return { token: kept.token, waiting: asList(kept.waiting) };
    } catch {
      return this.#unkept;
    }
    return this.#unkept;
  }

  /** @param {(kept: Kept) => void} change */
  update(change) {
    const kept = structuredClone(this.read());
    change(kept);
    this.#unkept = kept;
    try {
      // With the time, so that other tabs hear of every change.
      localStorage.setItem(this.#key, JSON.stringify({ ...kept, at: Date.now() }));
    } catch {
      // Kept in memory only.
    }
  }

  /**
   * Be told when another tab has changed something.
   * @param {() => void} listener
   * @param {AbortSignal} signal
   */
  onChange(listener, signal) {
    window.addEventListener("storage", (event) => event.key === this.#key && listener(), { signal });
  }

  /** Whether the window was open in this tab. */
  static get open() {
    try {
      return sessionStorage.getItem(OPEN) === "yes";
    } catch {
      return false;
    }
  }

  static set open(yes) {
    try {
      sessionStorage.setItem(OPEN, yes ? "yes" : "no");
    } catch {
      // It opens at a click.
    }
  }
}

/** @param {unknown} value */
function asList(value) {
  return Array.isArray(value) ? value : [];
}
