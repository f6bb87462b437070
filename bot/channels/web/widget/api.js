/**
 * Speaks with the server (webhooks/web, described there as openapi.json). Shows nothing and remembers nothing.
 */

import { list } from "./dom.js";

/**
 * @typedef {import("./types.d.ts").Turn} Turn
 * @typedef {import("./types.d.ts").Reply} Reply
 * @typedef {import("./types.d.ts").Waiting} Waiting
 */

const PATIENCE_MS = 30_000;

/** The server did not do what it was asked. */
export class Refusal extends Error {
  /**
   * @param {string} code one of those of openapi.json; "unreachable" when no answer came at all
   * @param {string} [message] for people
   * @param {number} [seconds] after which it is worth trying again
   */
  constructor(code, message = "", seconds = 0) {
    super(message);
    this.code = code;
    this.seconds = seconds;
  }
}

export class Api {
  /** @param {URL} server where the assistant is */
  constructor(server) {
    this.#base = new URL("webhooks/web/", server);
  }

  #base;

  /** @returns {Promise<string>} the token of a new conversation */
  async begin() {
    return (await this.#json("POST", "sessions", null)).token;
  }

  /**
   * @param {string} token
   * @returns {Promise<Turn[]>}
   */
  async history(token) {
    const { turns } = await this.#json("GET", "messages", token);
    return list(turns).map((turn) => ({ ...turn, replies: list(turn.replies).map(readReply) }));
  }

  /**
   * Have a message answered, or be given the answer once more.
   * @param {string} token
   * @param {Waiting} waiting
   * @returns {Promise<Turn>} the whole turn, once all of it has come
   */
  async ask(token, { id, said, choice }) {
    const body = choice ? { id, choice } : { id, text: said };
    const response = await this.#fetch("POST", "messages", token, body);
    const events = await whole(response);
    const turn = events.find(({ kind }) => kind === "turn")?.data;
    const done = events.find(({ kind }) => kind === "done")?.data;
    // Without its end the stream was cut off: the same id brings the whole answer.
    if (!turn || !done) throw new Refusal("unreachable");
    const replies = events.filter(({ kind }) => kind === "reply").map(({ data }) => readReply(data));
    return { ...turn, outcome: done.outcome, replies, masked: !choice && turn.said !== said };
  }

  /**
   * @param {string} token
   * @param {string} id
   * @param {"up" | "down"} rating
   * @param {string} [words]
   */
  async rate(token, id, rating, words) {
    await this.#fetch("POST", "feedback", token, { id, rating, words });
  }

  /** @param {string} token */
  async erase(token) {
    await this.#fetch("DELETE", "session", token);
  }

  /**
   * @param {string} token
   * @returns {Promise<Blob>}
   */
  async transcript(token) {
    return (await this.#fetch("GET", "transcript", token)).blob();
  }

  /**
   * @param {string} text what has been typed so far
   * @param {AbortSignal} signal
   * @returns {Promise<string[]>}
   */
  async complete(text, signal) {
    return (await (await this.#fetch("POST", "suggestions", null, { text }, signal)).json()).suggestions;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {string | null} token
   */
  async #json(method, path, token) {
    const response = await this.#fetch(method, path, token);
    try {
      return await response.json();
    } catch {
      throw new Refusal("unreachable");
    }
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {string | null} token
   * @param {object} [body]
   * @param {AbortSignal} [signal]
   */
  async #fetch(method, path, token, body, signal = AbortSignal.timeout(PATIENCE_MS)) {
    /** @type {Record<string, string>} */
    const headers = {};
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body) headers["Content-Type"] = "application/json";
    let response;
    try {
      response = await fetch(new URL(path, this.#base), {
        method,
        headers,
        body: body && JSON.stringify(body),
        signal,
        credentials: "omit",
        cache: "no-store",
      });
    } catch {
      throw new Refusal("unreachable");
    }
    if (!response.ok) throw await refusalIn(response);
    return response;
  }
}

/** @param {Response} response */
async function refusalIn(response) {
  const seconds = Number(response.headers.get("Retry-After")) || 0;
  try {
    const { error, message } = await response.json();
    // A proxy without a server behind it answers as well, but not in our words.
    if (typeof error === "string") return new Refusal(error, String(message ?? ""), seconds);
  } catch {
    // Said below.
  }
  return new Refusal("unreachable", "", seconds);
}

/**
 * Read an event stream to its end.
 * @param {Response} response
 * @returns {Promise<{kind: string, data: any}[]>}
 */
async function whole(response) {
  try {
    return (await response.text()).split("\n\n").filter(Boolean).map(readEvent);
  } catch {
    throw new Refusal("unreachable");
  }
}

/**
 * A reply with only what has the right form: one part that does not must not take the rest with it.
 * @param {any} raw
 * @returns {Reply}
 */
function readReply(raw) {
  /** @type {Reply} */
  const reply = {};
  if (typeof raw?.text === "string") reply.text = raw.text;
  if (typeof raw?.card?.card === "string") reply.card = { ...raw.card, suggestions: list(raw.card.suggestions).filter(isChoice) };
  return { ...reply, choices: list(raw?.choices).filter(isChoice) };
}

/** @param {any} choice */
function isChoice(choice) {
  return typeof choice?.id === "string" && typeof choice.title === "string";
}

/** @param {string} block */
function readEvent(block) {
  const fields = new Map(block.split("\n").map((line) => /** @type {[string, string]} */ (line.split(/: (.*)/s))));
  return { kind: fields.get("event") ?? "", data: JSON.parse(fields.get("data") ?? "null") };
}
