// Reads the client's page, or the contract before it is signed, aloud with the
// device's own voice. Only a voice that works without the network is used:
// another one would send what is read to somebody else's server. Where the device
// has none, nothing is offered.
"use strict";
(() => {
  const speech = window.speechSynthesis;
  if (!speech) return;
  const part = (id) => document.getElementById(id);
  const short = (tag) => (tag || "").toLowerCase().split(/[-_]/)[0];

  function voiceFor(tag) {
    const local = speech.getVoices().filter((voice) => voice.localService === true && short(voice.lang) === short(tag));
    return local.find((voice) => voice.lang.toLowerCase() === tag.toLowerCase()) ?? local.find((voice) => voice.default) ?? local[0];
  }

  // offer shows the button where there is a voice for what the page says, and says
  // so where there is none for a part of it: who listens must not take what was
  // passed over for all that is there. The list of voices may come late.
  function offer() {
    const place = part("aloud-place");
    if (!place) return;
    const { list, silent } = pieces();
    place.hidden = list.length === 0;
    part("aloud-silent").hidden = place.hidden || !silent;
  }

  let reading = 0; // which reading goes on; 0 is none

  function stop() {
    reading = 0;
    speech.cancel();
    say("readIt");
  }

  function say(which) {
    const button = part("aloud");
    if (!button) return;
    button.textContent = button.dataset[which];
    button.setAttribute("aria-pressed", String(which === "stop"));
  }

  // pieces are what is read, in the order of the page, each in its language. A
  // piece in a language without a voice is passed over: the wrong voice would
  // make noise of it.
  function pieces() {
    const list = [];
    let silent = false;
    const add = (node) => {
      const text = node.innerText?.trim();
      const language = node.closest("[lang]")?.lang || document.documentElement.lang;
      const voice = voiceFor(language);
      if (text && voice) list.push({ text, voice });
      if (text && !voice) silent = true;
    };
    add(part("title"));
    for (const part of document.querySelectorAll("#main [data-read]")) {
      for (const node of part.querySelectorAll("p, dt, dd, h2, h3, figcaption")) add(node);
    }
    return { list, silent };
  }

  function read() {
    const mine = ++count;
    reading = mine;
    say("stop");
    speech.cancel(); // some devices hang in a reading that was left
    const { list } = pieces();
    const next = () => {
      if (reading !== mine) return;
      const piece = list.shift();
      if (!piece) return stop();
      const spoken = new SpeechSynthesisUtterance(piece.text);
      spoken.lang = piece.voice.lang; // needed beside the voice on some devices
      spoken.voice = piece.voice;
      spoken.rate = 0.9;
      spoken.addEventListener("end", next);
      spoken.addEventListener("error", () => { if (reading === mine) stop(); });
      window.doorstep?.touch(); // who listens is there
      speech.speak(spoken);
    };
    next();
  }

  let count = 0;

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("#aloud")) return;
    if (reading) stop();
    else read();
  });
  speech.addEventListener?.("voiceschanged", offer);
  document.addEventListener("htmx:after:swap", () => { stop(); offer(); });
  window.addEventListener("pagehide", stop);
  offer();
})();
