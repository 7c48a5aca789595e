// Forms that a passkey sends. A form with data-passkey="create" or "get" asks
// its data-begin address for a ceremony, asks the device, and is then sent as
// the plain form it is, with the device's answer in it.
//
// Credentials are written out by hand: toJSON() would send the secret of the
// PRF extension along, which must never leave this browser.
"use strict";
(() => {
  const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const encode = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.passkey) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // htmx leaves this form alone
    run(form);
  }, true);

  // The browser's own time zone, where a form offers one and nobody chose yet.
  const zones = () => {
    for (const select of document.querySelectorAll("select[data-zone]")) {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      if (!zone || select.dataset.zoneDone) continue;
      select.dataset.zoneDone = "yes";
      if (![...select.options].some((option) => option.value === zone)) select.prepend(new Option(zone, zone));
      select.value = zone;
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", zones);
  else zones();

  // A signature's form: the passkey answers over the evidence that the page shows,
  // with no network, and the answer travels in the form like any other field. The
  // office asks for none of it; it checks the answer when it arrives.
  document.addEventListener("submit", (event) => {
    const ask = event.target.closest?.("[data-assert]");
    const field = ask?.querySelector("[data-assertion]");
    if (!field || field.value || event.submitter?.hasAttribute("data-assert-without")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    assert(ask, event.target, field, event.submitter);
  }, true);

  async function assert(ask, form, field, submitter) {
    if (ask.dataset.running) return;
    ask.dataset.running = "yes";
    const says = ask.querySelector("[data-assert-says]");
    const tell = (words) => {
      says.textContent = words;
      if (words && words !== ask.dataset.assertWait) says.focus(); // that speaks it; while the device asks, it has the focus
    };
    try {
      if (!window.PublicKeyCredential) return tell(ask.dataset.assertMissing);
      tell(ask.dataset.assertWait);
      const used = await navigator.credentials.get({ publicKey: {
        challenge: decode(ask.dataset.assert), rpId: ask.dataset.assertRp || location.hostname, userVerification: "required",
        allowCredentials: ask.dataset.assertIds.split(" ").map((id) => ({ type: "public-key", id: decode(id) })),
      } });
      field.value = JSON.stringify({
        id: encode(used.rawId),
        authenticatorData: encode(used.response.authenticatorData),
        clientDataJSON: encode(used.response.clientDataJSON),
        signature: encode(used.response.signature),
        userHandle: used.response.userHandle ? encode(used.response.userHandle) : "",
      });
    } catch (error) {
      console.warn("passkey:", error.name);
      return tell(ask.dataset.assertFailed);
    } finally {
      delete ask.dataset.running;
    }
    tell("");
    form.requestSubmit(submitter);
  }

  const say = (form, words) => { form.querySelector("[data-passkey-says]").textContent = words; };

  async function run(form) {
    if (form.dataset.running) return;
    form.dataset.running = "yes";
    try {
      await ceremony(form);
    } finally {
      delete form.dataset.running;
    }
  }

  async function ceremony(form) {
    if (!window.PublicKeyCredential) return say(form, form.dataset.missing);
    let answer;
    try {
      answer = await fetch(form.dataset.begin, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin" });
    } catch {
      return say(form, form.dataset.offline);
    }
    if (answer.redirected) return location.assign(answer.url); // first confirm that it is you
    if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) return show(await answer.text());
    const { ceremony: token, options } = await answer.json();
    say(form, form.dataset.wait);
    let credential;
    try {
      credential = form.dataset.passkey === "create" ? await create(options) : await get(options);
    } catch (error) {
      console.warn("passkey:", error.name);
      return say(form, form.dataset.failed);
    }
    form.elements.namedItem("ceremony").value = token;
    form.elements.namedItem("credential").value = JSON.stringify(credential);
    if (form.closest("#covered")) return lift(form);
    form.submit();
  }

  // lift sends the form while the page that it covers stays. The office leads away
  // where it took the passkey.
  async function lift(form) {
    let answer;
    try {
      answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin", redirect: "manual" });
    } catch {
      return say(form, form.dataset.offline);
    }
    if (answer.type !== "opaqueredirect") return say(form, form.dataset.failed);
    if (!window.doorstep.uncover()) location.reload();
  }

  // show puts the office's answer in place of the page: what is to be put right.
  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const main = page.querySelector("#main");
    if (!main) return location.reload();
    document.title = page.title;
    document.querySelector("#main").replaceWith(document.adoptNode(main));
    (document.querySelector("#error-summary") || document.querySelector("#title")).focus();
  }

  const listed = (list) => (list || []).map((one) => ({ ...one, id: decode(one.id) }));

  async function create(options) {
    const extensions = { ...options.extensions };
    if (extensions.prf && extensions.prf.eval) extensions.prf = { eval: { first: decode(extensions.prf.eval.first) } };
    const publicKey = {
      ...options, extensions, challenge: decode(options.challenge),
      user: { ...options.user, id: decode(options.user.id) },
      excludeCredentials: listed(options.excludeCredentials),
    };
    let made;
    try {
      made = await navigator.credentials.create({ publicKey });
    } catch (error) {
      if (error.name !== "UnknownError" || !extensions.prf) throw error;
      delete extensions.prf; // some devices stumble over it: once more without
      made = await navigator.credentials.create({ publicKey });
    }
    const outputs = made.getClientExtensionResults();
    const results = {};
    if (outputs.credProps) results.credProps = { rk: outputs.credProps.rk };
    if (outputs.prf) results.prf = { enabled: outputs.prf.enabled === true };
    return {
      ...envelope(made), clientExtensionResults: results,
      response: {
        clientDataJSON: encode(made.response.clientDataJSON),
        attestationObject: encode(made.response.attestationObject),
        transports: made.response.getTransports ? made.response.getTransports() : [],
      },
    };
  }

  async function get(options) {
    const used = await navigator.credentials.get({ publicKey: {
      ...options, challenge: decode(options.challenge), allowCredentials: listed(options.allowCredentials),
    } });
    return {
      ...envelope(used), clientExtensionResults: {},
      response: {
        clientDataJSON: encode(used.response.clientDataJSON),
        authenticatorData: encode(used.response.authenticatorData),
        signature: encode(used.response.signature),
        userHandle: used.response.userHandle ? encode(used.response.userHandle) : "",
      },
    };
  }

  function envelope(credential) {
    const id = encode(credential.rawId);
    const plain = { id, rawId: id, type: credential.type };
    if (credential.authenticatorAttachment) plain.authenticatorAttachment = credential.authenticatorAttachment;
    return plain;
  }
})();
