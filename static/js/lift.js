// lift.js takes the words that somebody marks in an assessment note to the
// buttons that lift them into the plan. Without it sentences are ticked.
(() => {
  "use strict";

  // A tap on a button can take the marking away before the form is sent.
  let onButtons = false;

  // marked reads what is marked of the note itself, whatever else lies between.
  function marked(box) {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return "";
    const range = selection.getRangeAt(0);
    const parts = [];
    for (const sentence of box.querySelectorAll("label")) {
      if (!range.intersectsNode(sentence)) continue;
      const part = range.cloneRange();
      if (!sentence.contains(part.startContainer)) part.setStart(sentence, 0);
      if (!sentence.contains(part.endContainer)) part.setEnd(sentence, sentence.childNodes.length);
      parts.push(part.toString());
    }
    return parts.join(" ").trim();
  }

  document.addEventListener("pointerdown", (event) => {
    onButtons = Boolean(event.target.closest && event.target.closest(".lift-bar"));
  }, true);

  document.addEventListener("selectionchange", () => {
    const form = document.querySelector("form[data-lift]");
    if (!form) return;
    const words = marked(form.querySelector("[data-lift-text]"));
    if (onButtons && !words) return;
    form.querySelector("[data-lift-marked]").value = words;
    form.querySelector("[data-lift-words]").textContent = words;
    form.querySelector("[data-lift-shown]").hidden = !words;
  });
})();
