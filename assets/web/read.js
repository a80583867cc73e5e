"use strict";
// Lets the browser's own voice read the item. Without it the button stays hidden and nothing is missing.
(() => {
  const button = document.getElementById("read-aloud");
  const item = document.getElementById("item");
  const speech = window.speechSynthesis;
  if (!button || !item || !speech || !window.SpeechSynthesisUtterance) return;
  const read = button.textContent;
  let left = 0;  // Paragraphs of the reading that runs.
  let reading = 0;
  const show = () => { button.textContent = left > 0 ? button.dataset.stop : read; };
  button.hidden = false;
  button.addEventListener("click", () => {
    const stops = left > 0;
    const mine = ++reading;
    speech.cancel();
    left = 0;
    // A paragraph each: some voices fall silent in the middle of a long text.
    if (!stops) {
      for (const part of item.querySelectorAll("h1, .agency, #text h2, #text p")) {
        const words = new SpeechSynthesisUtterance(part.textContent);
        words.lang = item.lang || "vi";
        // What was stopped before ends later, and is no part of this reading.
        words.onend = words.onerror = () => { if (mine === reading) { left -= 1; show(); } };
        left += 1;
        speech.speak(words);
      }
    }
    show();
  });
  window.addEventListener("pagehide", () => speech.cancel());
})();
