// Asks a provider for a report: the button that notes the asking also opens the
// device's own mail or messages, or copies the words. What the device would not
// copy is not noted either; the words are then marked, to be copied by hand.
"use strict";
(() => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-open], button[data-copy]");
    if (!button) return;
    if (button.dataset.open) return open(button.dataset.open);
    event.preventDefault();
    copy(button);
  });

  // The address leads to another program: this page stays, and its form goes on.
  function open(address) {
    const link = Object.assign(document.createElement("a"), { href: address });
    link.dataset.hxBoost = "false";
    document.body.append(link);
    link.click();
    link.remove();
  }

  async function copy(button) {
    const text = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      document.getElementById("ask-no-copy").hidden = false; // it describes the field, so that focus speaks it
      text.focus();
      text.select();
      return;
    }
    button.form.requestSubmit(button);
  }
})();
