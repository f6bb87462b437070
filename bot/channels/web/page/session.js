/**
 * The conversation as this browser tab remembers it: a random id and its turns, kept until the tab closes.
 * A turn is `{from: "resident", text, payload}` or `{from: "talbot", replies}`.
 */

const KEY = "talbot.conversation";
const MAX_TURNS = 200;

/** The conversation of this tab, or a new one. */
export function openConversation() {
  try {
    const stored = JSON.parse(sessionStorage.getItem(KEY));
    if (typeof stored?.id === "string" && Array.isArray(stored.turns)) return stored;
  } catch {
    // Storage is blocked or its content is broken: a new conversation is the honest answer to both.
  }
  return newConversation();
}

/** Start over with a new id; what was stored is forgotten. */
export function newConversation() {
  const conversation = { id: randomId(), turns: [] };
  save(conversation);
  return conversation;
}

/** Add a turn and remember it. */
export function remember(conversation, turn) {
  conversation.turns.push(turn);
  conversation.turns.splice(0, conversation.turns.length - MAX_TURNS);
  save(conversation);
}

function save(conversation) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(conversation));
  } catch {
    // Without storage the conversation still works, it just does not survive a reload.
  }
}

function randomId() {
  // randomUUID exists only on https and localhost; a test server in a local network has neither.
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
