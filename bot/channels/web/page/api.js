/**
 * Carries one message to Rasa's REST channel and brings the replies back, or says in one word what went wrong.
 * Shows nothing and remembers nothing.
 */

// Relative to the page, so that it also works below a path of a reverse proxy.
const ENDPOINT = "webhooks/rest/webhook";
const PATIENCE_MS = 30000;

/** What went wrong: `kind` is a key of TROUBLE in the strings. */
export class ChatError extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

/** Ask Talbot. Resolves to at least one reply `{text, buttons, card}`; rejects with a ChatError. */
export async function ask(sender, message) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    return readReplies(await post({ sender, message }, patience.signal));
  } finally {
    clearTimeout(timer);
  }
}

async function post(body, signal) {
  try {
    const response = await fetch(ENDPOINT, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal,
    });
    if (!response.ok) throw new ChatError("failed");
    return await response.json();
  } catch (error) {
    throw error instanceof ChatError ? error : new ChatError(kindOf(error));
  }
}

function kindOf(error) {
  if (error.name === "AbortError") return "slow";
  if (error instanceof SyntaxError) return "failed";
  return navigator.onLine ? "unreachable" : "offline";
}

function readReplies(raw) {
  if (!Array.isArray(raw)) throw new ChatError("failed");
  const replies = raw.map(readReply).filter(({ text, buttons, card }) => text || buttons.length || card);
  // Rasa answers [] when its action server is down: that is a fault, not silence.
  if (!replies.length) throw new ChatError("empty");
  return replies;
}

function readReply(raw) {
  const custom = raw?.custom;
  return {
    text: typeof raw?.text === "string" ? raw.text.trim() : "",
    buttons: Array.isArray(raw?.buttons) ? raw.buttons.filter(isButton) : [],
    card: typeof custom?.card === "string" ? custom : null,
  };
}

function isButton(button) {
  return typeof button?.title === "string" && typeof button?.payload === "string";
}
