/**
 * Lets the buttons of the page put a question into the chat window.
 */

for (const button of document.querySelectorAll("[data-question]")) {
  button.addEventListener("click", async () => {
    await customElements.whenDefined("talbot-chat");
    /** @type {import("../widget/element.js").TalbotChat} */ (document.querySelector("talbot-chat")).open(
      /** @type {HTMLElement} */ (button).dataset.question,
    );
  });
}
