/**
 * Registers `<talbot-chat>`; the one script that a page includes.
 */

import { TalbotChat } from "./element.js";

if (!customElements.get("talbot-chat")) customElements.define("talbot-chat", TalbotChat);
