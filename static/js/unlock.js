// Unlocking: asks a passkey or a passphrase for the key of a vault. On the unlock
// page, what is sealed to the office is handed in meanwhile: that needs no key.
//
// Passkeys are serialised by hand, since toJSON would carry the PRF output. No
// passphrase or PRF output leaves the browser: what a passkey evaluates to
// becomes a handle at once, and its bytes are overwritten.
"use strict";
(() => {
  const { workers, part, ask, opens, say, reveal, clicks, submits } = window.doorstep;

  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const text64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  // evaluate asks one of the passkeys, and returns which one answered and what
  // it evaluates to, as handles; null where it has no such output. A passkey
  // can answer for two vaults at once: the newest, and an earlier one.
  async function evaluate(passkeys) {
    const evalByCredential = {};
    for (const { credential, salt } of passkeys) {
      const asked = (evalByCredential[credential] ??= {});
      if (!asked.first) asked.first = bytes(salt);
      else if (!asked.second) asked.second = bytes(salt);
    }
    const got = await navigator.credentials.get({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        rpId: passkeys[0].rp || location.hostname,
        allowCredentials: Object.keys(evalByCredential).map((credential) => ({ type: "public-key", id: bytes(credential) })),
        userVerification: "required",
        extensions: { prf: { evalByCredential } },
      },
    });
    const results = got.getClientExtensionResults().prf?.results;
    if (!results?.first) return null;
    const bases = [];
    for (const output of [results.first, results.second]) if (output) bases.push(await secretHandle(output));
    return { credential: text64(got.rawId), bases };
  }

  async function secretHandle(output) {
    const secret = new Uint8Array(output.buffer ?? output);
    const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
    secret.fill(0);
    return base;
  }

  async function unlockWith(opener) {
    const words = part("unlock").dataset;
    say("unlock-say", words.busy);
    let reply;
    try {
      const offered = await opener();
      reply = offered ? await ask({ type: "unlock", how: words.how ?? "", ...offered }) : { problem: "wrong" };
    } catch (error) {
      reply = { problem: "wrong" };
    }
    if (!reply.key) {
      say("unlock-say", reply.problem === "wrong" ? words.wrong : words.failed);
      return;
    }
    opens(reply);
    if (window.doorstep.uncover?.()) return;
    location.replace(words.next || "/");
  }

  function typed(id) {
    const input = part(id);
    const passphrase = input.value;
    input.value = "";
    return passphrase;
  }

  const unlockByPasskey = () => unlockWith(async () => evaluate((await ask({ type: "slots" })).passkeys));
  const unlockByPhrase = () => unlockWith(async () => ({ passphrase: typed("unlock-phrase") }));

  clicks["unlock-passkey"] = unlockByPasskey;
  submits["unlock-phrase-form"] = unlockByPhrase;
  Object.assign(window.doorstep, { evaluate, typed });

  // --- handing in ---

  const unanswered = 30_000; // ms until a worker that ended meanwhile is asked again
  let handing = false;
  let back = false; // the network came back while one was under way
  let failures = 0; // in a row
  let later;

  // handIn hands in, and tries again after a growing pause while something is
  // left that did not get through: the network may be back before it carries
  // anything, and the office may be away. Without a network the browser says when.
  async function handIn() {
    if (!part("unlock-handin")) return;
    back = handing;
    if (handing) return;
    clearTimeout(later);
    handing = true;
    const reply = await ask({ type: "handin", failures });
    handing = false;
    if (reply.wiped) return location.reload();
    if (reply.lines) tell(reply);
    const wait = reply.lines ? reply.retry : unanswered;
    failures = wait ? failures + 1 : 0;
    if (wait && back) return handIn();
    if (wait && !part("only-here").hidden && navigator.onLine) later = setTimeout(handIn, wait);
  }

  // tell says in the office's words what became of the work that lies here. Its
  // sentences stand below what is tapped: nothing that comes late may move it.
  function tell({ lines, left }) {
    part("unlock-handin").replaceChildren(...lines.map((line) => {
      const sentence = document.createElement("p");
      sentence.textContent = line;
      return sentence;
    }));
    part("only-here-count").textContent = left;
    reveal("only-here", Boolean(left));
  }

  if (!workers) return;
  window.addEventListener("online", handIn);
  handIn();
})();
