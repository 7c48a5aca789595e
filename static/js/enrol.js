// Making this tablet ready: enrols it at the office, makes a vault, fetches the
// caseload, and lets this device itself open the vault once.
"use strict";
(() => {
  const { workers, part, ask, opens, say, reveal, clicks, submits, evaluate, typed } = window.doorstep;

  let enrolment; // the office's answer, as text, until the vault is made
  let phrased; // the vault was locked with a passphrase

  async function makeReady() {
    const words = part("ready").dataset;
    if (!workers || !window.indexedDB || !window.PublicKeyCredential) return say("ready-say", words.tooOld);
    reveal("ready-start", false);
    say("ready-say", words.started);
    try {
      const kept = await navigator.storage?.persist?.();
      say2("ready-also", kept ? "" : words.mayClear);
      const refusal = await handInFirst();
      if (refusal) return again(refusal);
      const reply = await enrol();
      if (!reply) return again(words.signIn);
      enrolment = JSON.stringify(reply);
      say("ready-say", words.confirm);
      const passkeys = reply.credentialIds.map((credential) => ({ credential, salt: reply.prfSalt, rp: reply.rpId }));
      const opener = await evaluate(passkeys);
      if (!opener) return askPhrase();
      phrased = false;
      await fetchCases(opener);
    } catch (error) {
      console.error("doorstep: making ready failed", error?.name);
      again(words.failed);
    }
  }

  function say2(id, sentence) {
    part(id).textContent = sentence;
    part(id).hidden = !sentence;
  }

  function again(sentence) {
    reveal("ready-start", true);
    reveal("ready-progress", false);
    reveal("ready-phrase-form", false);
    reveal("ready-once-form", false);
    say("ready-say", sentence);
  }

  // enrol makes this browser a tablet of the person who is signed in.
  async function enrol() {
    const token = document.body.dataset.token ?? "";
    const reply = await fetch("/tablet/enrol", {
      method: "POST", headers: { "X-Doorstep-Token": token, Accept: "application/json" }, body: new URLSearchParams({ token }),
    });
    if (reply.redirected && new URL(reply.url).pathname === "/confirm") { // the passkey once more first, then back here
      location.assign(reply.url);
      return new Promise(() => {});
    }
    if (reply.redirected || reply.status === 401 || reply.status === 403) return null;
    if (!reply.ok) throw new Error("enrol");
    return reply.json();
  }

  function askPhrase() {
    phrased = true;
    say("ready-say", "");
    reveal("ready-phrase-form", true);
    part("ready-phrase").focus();
  }

  async function usePhrase() {
    const words = part("ready").dataset;
    const passphrase = part("ready-phrase").value;
    try {
      await control();
      const { strong } = await ask({ type: "strong", passphrase });
      fault("ready-phrase", strong ? "" : words.weak);
      if (!strong) return;
      part("ready-phrase").value = "";
      reveal("ready-phrase-form", false);
      await fetchCases({ passphrase });
    } catch (error) {
      console.error("doorstep: making ready failed", error?.name);
      again(words.failed);
    }
  }

  function fault(id, sentence) {
    const line = part(id + "-error");
    line.textContent = sentence;
    line.hidden = !sentence;
    const input = part(id);
    if (sentence) {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", `${id}-error ${id}-hint`);
      input.focus();
    } else {
      input.removeAttribute("aria-invalid");
      input.setAttribute("aria-describedby", `${id}-hint`);
    }
  }

  // control registers the worker and waits until this page is its own.
  async function control() {
    const registration = await workers.register("/sw.js", { updateViaCache: "none" });
    const coming = registration.installing ?? registration.waiting;
    if (coming) await settled(coming);
    if (workers.controller) return;
    await new Promise((resolve) => {
      workers.addEventListener("controllerchange", resolve, { once: true });
      if (workers.controller) resolve();
    });
  }

  function settled(coming) {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (coming.state === "activated") resolve();
        if (coming.state === "redundant") reject(new Error("the worker did not install"));
      };
      coming.addEventListener("statechange", look);
      look();
    });
  }

  async function fetchCases(opener) {
    const words = part("ready").dataset;
    say("ready-say", words.started);
    await control();
    const reply = await ask({ type: "enrol", enrolment, ...opener });
    enrolment = undefined;
    if (!reply.key) return again(reply.problem === "full" ? words.full : reply.problem === "refused" ? words.signIn : words.failed);
    // The key was made a moment ago; now this device opens it by itself, once.
    await ask({ type: "lock", quiet: true });
    reveal("ready-progress", false);
    reveal("ready-once-form", true);
    reveal("ready-once-phrase", phrased);
    say("ready-say", words.once);
  }

  function progress({ done, all, words }) {
    if (!part("ready-progress")) return;
    reveal("ready-progress", true);
    part("ready-progress-words").textContent = words;
    part("ready-progress-bar").max = all;
    part("ready-progress-bar").value = done;
  }

  async function unlockOnce() {
    const words = part("ready").dataset;
    try {
      const opener = phrased ? { passphrase: typed("ready-once-words") } : await evaluate((await ask({ type: "slots" })).passkeys);
      const reply = await ask({ type: "unlock", ...opener });
      if (!reply.key) return say("ready-say", words.wrong);
      opens(reply);
      const ready = await ask({ type: "ready" });
      reveal("ready-once-form", false);
      reveal("ready-go", true);
      say("ready-say", ready.words);
    } catch (error) {
      say("ready-say", words.wrong);
    }
  }

  // handInFirst passes over no work that an earlier set-up of this browser holds:
  // it is handed in, or there is no new set-up. Returns why not.
  async function handInFirst() {
    if (!workers.controller) return "";
    const before = await ask({ type: "unsent" });
    if (!before.left) return "";
    await ask({ type: "sync", why: "now" });
    await ask({ type: "handin" });
    const after = await ask({ type: "unsent" });
    if (!after.left) return "";
    reveal("ready-rescue", true);
    return after.left + ". " + after.refuse;
  }

  clicks["ready-start"] = makeReady;
  submits["ready-phrase-form"] = usePhrase;
  submits["ready-once-form"] = unlockOnce;
  document.addEventListener("cases", ({ detail }) => progress(detail));
})();
