/**
 * Joins the page: reads what the resident types or chooses, asks Talbot, shows and remembers the turns.
 */

import { ask } from "./api.js";
import { newConversation, openConversation, remember } from "./session.js";
import { TEXT } from "./strings.de.js";
import { closeChoices, residentTurn, talbotTurn, troubleNotice } from "./turns.js";

const page = Object.fromEntries(
  ["log", "status", "trouble", "composer", "message", "send", "restart", "suggestions"].map((id) => [
    id,
    document.getElementById(id),
  ]),
);

let conversation = openConversation();
let waiting = false;

page.composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = page.message.value.trim();
  if (!text || waiting) return;
  page.message.value = "";
  say(text, text);
});
page.restart.addEventListener("click", restart);
page.suggestions.addEventListener("click", suggest);
restore();

/** Show the resident's turn and ask; `payload` is what Rasa gets, `text` what people read. */
function say(text, payload, chosen = null) {
  closeChoices(page.log, chosen);
  remember(conversation, { from: "resident", text, payload });
  show(residentTurn(text));
  return answer(payload);
}

async function answer(payload) {
  const asked = conversation;
  page.trouble.replaceChildren();
  wait(true);
  try {
    const replies = await ask(asked.id, payload);
    if (asked !== conversation) return; // a new conversation began meanwhile
    remember(conversation, { from: "talbot", replies });
    wait(false);
    show(talbotTurn(replies, choose));
  } catch (error) {
    if (asked !== conversation) return;
    wait(false);
    complain(error.kind, payload);
    if (!error.kind) throw error;
  }
}

function choose(option, button) {
  if (waiting) return;
  say(option.title, option.payload, button);
  focusInput();
}

function suggest(event) {
  const chip = event.target.closest("button");
  if (!chip || waiting) return;
  if (chip.dataset.fill) {
    page.message.value = chip.dataset.fill;
    page.message.focus();
    return;
  }
  say(chip.dataset.send, chip.dataset.send);
  focusInput();
}

function complain(kind, payload) {
  const retry = () => {
    if (waiting) return;
    answer(payload);
    focusInput();
  };
  page.trouble.replaceChildren(troubleNotice(kind, retry));
  page.trouble.scrollIntoView({ block: "nearest" });
}

function restart() {
  conversation = newConversation();
  wait(false);
  page.log.replaceChildren();
  page.trouble.replaceChildren();
  page.suggestions.hidden = false;
  window.scrollTo({ top: 0 });
  page.message.focus();
}

/** Show the turns of before a reload, without reading them all out again. */
function restore() {
  page.log.setAttribute("aria-live", "off");
  for (const turn of conversation.turns) {
    closeChoices(page.log, null);
    show(turn.from === "resident" ? residentTurn(turn.text) : talbotTurn(turn.replies, choose));
  }
  requestAnimationFrame(() => page.log.setAttribute("aria-live", "polite"));
  const last = conversation.turns.at(-1);
  if (last?.from === "resident") complain("interrupted", last.payload);
}

function show(turn) {
  page.suggestions.hidden = true;
  page.log.append(turn);
  turn.scrollIntoView({ block: "nearest" });
}

function wait(yes) {
  waiting = yes;
  page.log.setAttribute("aria-busy", String(yes));
  page.send.setAttribute("aria-disabled", String(yes));
  page.status.textContent = yes ? TEXT.typing : "";
  if (yes) page.status.scrollIntoView({ block: "nearest" });
}

/** Keep the cursor in the input, but do not pull up a phone's keyboard over the answer. */
function focusInput() {
  if (window.matchMedia("(hover: hover)").matches) page.message.focus();
}
