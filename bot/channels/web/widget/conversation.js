/**
 * The conversation: what is said goes out once, whatever happens to the connection, the page or the server, and what
 * comes back is told to whoever shows it. Knows no elements.
 */

import { Refusal } from "./api.js";

/**
 * @typedef {import("./api.js").Api} Api
 * @typedef {import("./storage.js").Storage} Storage
 * @typedef {import("./types.d.ts").Listener} Listener
 * @typedef {import("./types.d.ts").Turn} Turn
 * @typedef {import("./types.d.ts").Waiting} Waiting
 */

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
// Most answers take less: what flashes by unsettles, and screen readers would read it each time.
const TYPING_AFTER_MS = 500;

export class Conversation {
  /**
   * @param {Api} api
   * @param {Storage} storage
   * @param {Listener} listener
   */
  constructor(api, storage, listener) {
    this.#api = api;
    this.#storage = storage;
    this.#listener = listener;
  }

  #api;
  #storage;
  #listener;
  /** @type {Map<string, Turn>} */
  #turns = new Map();
  /** The conversation that is shown. @type {string | null} */
  #shown = null;
  #sending = false;
  #restoring = false;
  #restoreAgain = false;
  #end = new AbortController();
  /** Ends pauses before their time. */
  #alarm = new EventTarget();

  /** Show what was said before and go on with what waits; again after the page has slept. */
  start() {
    const { signal } = this.#end;
    const awake = () => document.visibilityState === "visible" && this.#resume();
    this.#storage.onChange(() => this.#resume(), signal);
    window.addEventListener("online", () => this.#resume(), { signal });
    window.addEventListener("offline", () => this.#listener.onState(this.#waiting().length ? "offline" : null), { signal });
    window.addEventListener("pageshow", awake, { signal });
    document.addEventListener("visibilitychange", awake, { signal });
    return this.#resume();
  }

  /** Leave everything as it is and listen to nothing any more. */
  stop() {
    this.#end.abort();
    this.#wake();
  }

  /**
   * Say something. It is kept first and sent then.
   * @param {string} said
   * @param {string | null} [choice]
   */
  say(said, choice = null) {
    const waiting = { id: randomId(), said, choice };
    this.#storage.update((kept) => kept.waiting.push(waiting));
    this.#show({ ...waiting, outcome: null, replies: [] }, true);
    return this.retry();
  }

  /** Try at once what is being waited with. */
  retry() {
    this.#wake();
    return this.#send();
  }

  /** Begin anew; what was said stays on the server until its time is over. */
  renew() {
    this.#forget("freshDone");
  }

  /**
   * Forget everything, here and on the server.
   * @throws {Refusal} it is not forgotten
   */
  async erase() {
    const { token } = this.#storage.read();
    if (token) await this.#api.erase(token).catch(unlessGone);
    this.#forget("eraseDone");
  }

  /** @returns {Promise<Blob | null>} what was said, as text; null when nothing was */
  async transcript() {
    const { token } = this.#storage.read();
    return token ? this.#api.transcript(token) : null;
  }

  /**
   * @param {string} id
   * @param {"up" | "down"} rating
   * @param {string} [words]
   */
  async rate(id, rating, words) {
    const { token } = this.#storage.read();
    if (token) await this.#api.rate(token, id, rating, words);
  }

  /** Show what the server has, as often as there may be something new, and send what waits. */
  async #resume() {
    this.#wake();
    this.#restoreAgain = true;
    if (this.#restoring) return;
    this.#restoring = true;
    let pause = FIRST_PAUSE_MS;
    while (this.#restoreAgain && !this.#end.signal.aborted) {
      this.#restoreAgain = !(await this.#restore());
      if (!this.#restoreAgain) continue;
      this.#listener.onState(navigator.onLine ? "unreachable" : "offline");
      await this.#pause(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
    this.#restoring = false;
    await this.#send();
  }

  /**
   * Fetch what was said, here before a reload or in another tab.
   * @returns {Promise<boolean>} whether that worked
   */
  async #restore() {
    this.#restoreAgain = false;
    const { token } = this.#storage.read();
    if (token !== this.#shown && this.#shown) this.#reset(null);
    try {
      if (token) this.#restored(token, await this.#api.history(token));
    } catch (error) {
      if (!this.#lose(error)) return false;
    }
    this.#showWaiting();
    return true;
  }

  /**
   * @param {string} token
   * @param {Turn[]} turns
   */
  #restored(token, turns) {
    this.#shown = token;
    if (!this.#sending) this.#listener.onState(null);
    turns.forEach((turn) => this.#show(turn, false));
    // Asked before a reload, or by a tab that was closed.
    const open = turns.filter(({ id, outcome }) => outcome === null && !this.#waiting().some((waiting) => waiting.id === id));
    if (open.length) this.#storage.update(({ waiting }) => waiting.unshift(...open.map(asWaiting)));
  }

  #showWaiting() {
    this.#waiting().forEach((waiting) => this.#show({ ...waiting, outcome: null, replies: [] }, false));
  }

  /** Send what waits, one after the other, in one tab at a time; the server makes sure that nothing runs twice. */
  async #send() {
    // What was said before comes first; the restoring ends with this.
    if (this.#sending || this.#restoring) return;
    this.#sending = true;
    try {
      await inOneTab(async () => {
        let pause = FIRST_PAUSE_MS;
        while (this.#waiting().length && !this.#end.signal.aborted) {
          const wait = await this.#sendFirst();
          if (wait === null) pause = FIRST_PAUSE_MS;
          else {
            await this.#pause(Math.max(wait * 1_000, pause));
            pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
          }
        }
      });
    } finally {
      this.#sending = false;
    }
  }

  /** @returns {Promise<number | null>} seconds to wait at least before trying again; null when it was sent */
  async #sendFirst() {
    const [first] = this.#waiting();
    const typing = setTimeout(() => this.#listener.onState("typing"), TYPING_AFTER_MS);
    try {
      const turn = await this.#api.ask(await this.#token(), first);
      this.#sent(first.id);
      this.#listener.onState(null);
      this.#show(turn, true);
      return null;
    } catch (error) {
      return this.#failed(first, error);
    } finally {
      clearTimeout(typing);
    }
  }

  /**
   * @param {Waiting} waiting
   * @param {unknown} error
   * @returns {number | null}
   */
  #failed(waiting, error) {
    if (!(error instanceof Refusal)) throw error;
    if (this.#lose(error)) return 0;
    if (error.code === "unreachable" || error.code === "storage_down") {
      this.#listener.onState(navigator.onLine ? "unreachable" : "offline");
      return error.seconds;
    }
    if (error.seconds) {
      this.#listener.onState("waiting");
      return error.seconds;
    }
    this.#sent(waiting.id);
    this.#turns.delete(waiting.id);
    this.#listener.onState(null);
    this.#listener.onRefused(error.message, waiting);
    return null;
  }

  /**
   * Take note that the conversation is over, if that is what the server says; what waits goes into a new one, except
   * for choices, which belong to the old one.
   * @param {unknown} error
   */
  #lose(error) {
    if (!(error instanceof Refusal) || !error.code.startsWith("session_")) return false;
    this.#storage.update((kept) => {
      kept.token = null;
      kept.waiting = kept.waiting.filter(({ choice }) => !choice);
    });
    this.#reset("expired");
    this.#showWaiting();
    return true;
  }

  async #token() {
    const kept = this.#storage.read();
    if (kept.token) return kept.token;
    const token = await this.#api.begin();
    this.#storage.update((now) => (now.token = token));
    this.#shown = token;
    return token;
  }

  /** @param {"eraseDone" | "freshDone"} why */
  #forget(why) {
    this.#storage.update((kept) => Object.assign(kept, { token: null, waiting: [] }));
    this.#reset(why);
  }

  /** @param {"expired" | "eraseDone" | "freshDone" | null} why */
  #reset(why) {
    this.#turns.clear();
    this.#shown = null;
    this.#listener.onState(null);
    this.#listener.onReset(why);
  }

  /**
   * @param {Turn} turn
   * @param {boolean} fresh
   */
  #show(turn, fresh) {
    const known = this.#turns.get(turn.id);
    if (known && (known.outcome !== null || turn.outcome === null)) return;
    this.#turns.set(turn.id, turn);
    this.#listener.onTurn(turn, fresh);
  }

  /** @param {string} id */
  #sent(id) {
    this.#storage.update((kept) => (kept.waiting = kept.waiting.filter((waiting) => waiting.id !== id)));
  }

  #waiting() {
    return this.#storage.read().waiting;
  }

  /** @param {number} milliseconds */
  #pause(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      const early = () => resolve(clearTimeout(timer));
      this.#alarm.addEventListener("alarm", early, { once: true });
    });
  }

  #wake() {
    this.#alarm.dispatchEvent(new Event("alarm"));
  }
}

/**
 * @param {Turn} turn
 * @returns {Waiting}
 */
function asWaiting({ id, said, choice }) {
  return { id, said, choice };
}

/** @param {unknown} error */
function unlessGone(error) {
  if (!(error instanceof Refusal) || !error.code.startsWith("session_")) throw error;
}

/**
 * @param {() => Promise<void>} work
 * @returns {Promise<void>}
 */
async function inOneTab(work) {
  // Browsers have locks on https and localhost only.
  await (navigator.locks ? navigator.locks.request("talbot", work) : work());
}

function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
