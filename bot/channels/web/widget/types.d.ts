/** Shapes that travel between the modules of the chat window. Not served to browsers. */

export interface Choice {
  id: string;
  title: string;
}

/** An answer card as docs/cards.md describes it; every key is checked where it is drawn. */
export type Card = Record<string, any> & { card: string };

export interface Reply {
  text?: string;
  choices?: Choice[];
  card?: Card;
}

/** A message of the resident and what came of it; `outcome` is null while it is not answered. */
export interface Turn {
  id: string;
  said: string;
  choice: string | null;
  outcome: string | null;
  replies: Reply[];
  /** Was sent as something else than what the server kept. */
  masked?: boolean;
}

/** What waits to be sent; it survives reloads and is shared by all tabs. */
export interface Waiting {
  id: string;
  said: string;
  choice: string | null;
}

export interface Kept {
  token: string | null;
  waiting: Waiting[];
}

/** What a conversation tells whoever shows it. */
export interface Listener {
  /** A turn is new or has changed; `fresh` = it just happened, rather than being restored. */
  onTurn(turn: Turn, fresh: boolean): void;
  /** All turns are gone; `why` is a key of the words, or null when nothing has to be said. */
  onReset(why: "expired" | "eraseDone" | "freshDone" | null): void;
  /** How things are: a key of `WORDS.trouble`, `typing`, or null when all is well. */
  onState(state: "offline" | "unreachable" | "waiting" | "failed" | "typing" | null): void;
  /** The server says something about a message that it did not take. */
  onRefused(message: string, turn: Waiting): void;
}

export type Words = typeof import("./strings.de.js").WORDS;
