// page.js is what every page needs beside htmx: it keeps what is being typed,
// keeps the one live region still, and helps fingers with days. A
// page works without it; words are then kept by saving the form.
(() => {
  "use strict";

  const rest = 500; // milliseconds of no typing before a draft is kept
  const under = () => window.doorstep?.under?.(); // the page that lies under a cover, out of the document
  const there = (form) => form.isConnected || under()?.contains(form);
  const state = () => document.getElementById("state") ?? under()?.getElementById("state");

  // say changes the state line only if it says something else: a region that is
  // written again is spoken again.
  function say(words, tone) {
    const line = state();
    if (!line) return;
    if (line.textContent !== words) line.textContent = words;
    line.dataset.tone = tone || "";
    line.toggleAttribute("data-typing", !words); // until the words are kept, no sync speaks of them
  }

  // Drafts. One form at a time is being typed in; at most one request of it is
  // under way, and what is typed meanwhile is kept by the next one.
  const kept = new WeakMap();
  let composing = false;

  function keeping(form) {
    if (!kept.has(form)) kept.set(form, { timer: 0, dirty: false, busy: null, going: null, sent: false, field: null });
    return kept.get(form);
  }

  function typed(event) {
    const form = event.target.form;
    if (!form || !form.dataset.draft || event.target.type === "file") return;
    const draft = keeping(form);
    if (draft.sent) drawAnew(form);
    draft.dirty = true;
    draft.sent = false;
    draft.field = event.target;
    mark(draft, "");
    say("", ""); // what the line said no longer holds for these words
    clearTimeout(draft.timer);
    draft.timer = setTimeout(() => keep(form), rest);
  }

  // A form that was sent and is typed in again (Back brought it) is a new one:
  // under its old number the words would count as a late copy of what is saved.
  function drawAnew(form) {
    const drawn = form.querySelector("input[name='drawn']");
    if (drawn) drawn.value = crypto.randomUUID();
  }

  async function keep(form, leaving) {
    const draft = keeping(form);
    clearTimeout(draft.timer);
    if (!draft.dirty || draft.sent || (composing && !leaving)) return;
    if (draft.busy && !leaving) return; // its answer starts the next one
    draft.dirty = false;
    const request = new AbortController();
    draft.busy = request;
    let answer = null;
    try {
      draft.going = send(form, leaving, request.signal);
      answer = await draft.going;
    } catch {
      answer = null;
    }
    if (draft.busy === request) draft.busy = null;
    if (draft.sent) return;
    if (answer === null) {
      draft.dirty = true;
      if (there(form)) say(form.dataset.unsaved, "warn");
      return;
    }
    if (draft.dirty) {
      keep(form);
    } else if (there(form)) {
      say(answer.words, answer.tone);
      mark(draft, answer.words);
    }
  }

  // send posts the words of a form, without its files, and returns what the
  // store's answer says; anything but a plain answer is a failure.
  async function send(form, leaving, signal) {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    body.set("draft", form.dataset.draft);
    const options = { method: "POST", body, signal, credentials: "same-origin", redirect: "error" };
    const keepalive = leaving && body.toString().length < 60000; // browsers refuse more
    const response = await fetch("/drafts", { ...options, keepalive });
    if (!response.ok) throw new Error(String(response.status));
    const line = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("state");
    if (!line) throw new Error("no state");
    return { words: line.textContent, tone: line.dataset.tone };
  }

  function mark(draft, words) {
    const line = draft.field && draft.field.parentElement.querySelector("[data-draft-mark]");
    if (line) line.textContent = words;
  }

  // drafted are the forms of this page, those under its cover too.
  function drafted() {
    const places = [document, under()].filter(Boolean);
    return places.flatMap((place) => [...place.querySelectorAll("form[data-draft]")]).filter((form) => kept.has(form));
  }

  function keepAll(leaving) {
    for (const form of drafted()) keep(form, leaving);
  }

  // The tablet is about to lock, and waits for what is under way and what is not.
  document.addEventListener("keep", (event) => {
    for (const form of drafted()) event.detail.wait(Promise.allSettled([kept.get(form).going, keep(form, true)]));
  });

  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("compositionstart", () => { composing = true; });
  document.addEventListener("compositionend", (event) => { composing = false; typed(event); });
  document.addEventListener("focusout", (event) => {
    if (event.target.form && kept.has(event.target.form)) keep(event.target.form);
  });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keepAll(true); });
  window.addEventListener("pagehide", () => keepAll(true));

  // A form that is sent keeps no draft any more: a late one would come back
  // beside what was saved.
  document.addEventListener("submit", (event) => {
    if (!event.target.dataset.draft) return;
    const draft = keeping(event.target);
    clearTimeout(draft.timer);
    draft.sent = true;
    if (draft.busy) draft.busy.abort();
  }, true);

  // htmx. Words for the state line come along with a page; they are written only
  // if they are new.
  document.addEventListener("htmx:before:swap", (event) => {
    const tasks = event.detail.tasks || [];
    for (let i = tasks.length - 1; i >= 0; i--) {
      const line = tasks[i].type === "oob" && tasks[i].target === state() && tasks[i].fragment.firstElementChild;
      if (!line) continue;
      state().dataset.tone = line.dataset.tone || "";
      if (line.textContent === state().textContent) tasks.splice(i, 1);
    }
  });

  document.addEventListener("htmx:after:swap", (event) => {
    state()?.removeAttribute("data-typing");
    for (const link of document.querySelectorAll(".header nav a")) {
      link.setAttribute("aria-current", link.pathname === location.pathname ? "page" : "false");
    }
    const anchor = event.detail.ctx?.request?.anchor;
    const place = anchor && document.getElementById(anchor);
    if (place && !document.getElementById("error-summary")) {
      place.querySelector("[tabindex='-1']")?.focus({ preventScroll: true });
    }
  });

  // A script that few pages need is fetched by the first of them, with what it
  // imports; it then follows every page that is put in by itself.
  const scripts = new Set();

  function fetchScripts() {
    for (const { dataset } of document.querySelectorAll("[data-script]")) {
      if (scripts.has(dataset.script)) continue;
      scripts.add(dataset.script);
      document.head.append(Object.assign(document.createElement("script"), { type: "module", src: dataset.script }));
    }
  }

  document.addEventListener("htmx:after:swap", fetchScripts);
  fetchScripts();

  // After Back the browser takes focus away from what htmx put in.
  window.navigation?.addEventListener("navigatesuccess", () => {
    if (document.activeElement === document.body) document.getElementById("title")?.focus({ preventScroll: true });
  });

  // A page that is loaded again, or that the unlocking leads back to, is where the
  // person was before: its heading has the focus, as that of a page that htmx put in.
  function returned() {
    const how = performance.getEntriesByType("navigation")[0]?.type;
    const from = document.referrer && new URL(document.referrer);
    return how === "reload" || how === "back_forward" || (from && from.origin === location.origin && from.pathname === "/unlock");
  }
  if (returned() && document.activeElement === document.body && !document.querySelector("[autofocus]")) {
    document.getElementById("title")?.focus({ preventScroll: true });
  }

  // Photos over a slow line take longer than htmx waits for an answer.
  const patience = "15m"; // as long as the office listens
  document.addEventListener("htmx:config:request", (event) => {
    const { sourceElement: form, request } = event.detail.ctx;
    if (form.matches("form[enctype='multipart/form-data']")) request.timeout = patience;
  });

  // An answer that has neither the form in it nor what was typed would take the
  // words off the page: the form stays, and what the answer says stands above it.
  document.addEventListener("htmx:after:request", (event) => {
    const { sourceElement: form, response, text } = event.detail.ctx;
    const locked = response.status === 423; // nothing of it was taken, whichever form it was
    if (response.status < 400 || !form.matches(locked ? "form" : "form[data-draft]")) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    if (page.getElementById(form.id) || page.querySelector("[id^='typed-']")) return;
    event.preventDefault();
    const notice = document.createElement("div");
    notice.id = "error-summary";
    notice.className = "error-summary";
    notice.setAttribute("role", "group");
    notice.tabIndex = -1;
    for (const line of page.querySelectorAll("main h1, main p:not(.area)")) {
      const copy = document.createElement(line.localName === "h1" ? "h2" : "p");
      copy.append(...[...line.childNodes].map((node) => node.cloneNode(true)));
      notice.append(copy);
    }
    document.getElementById("error-summary")?.remove();
    form.before(notice);
    notice.focus();
    if (!form.dataset.draft) return;
    const draft = keeping(form);
    draft.sent = false;
    draft.dirty = true;
    say(form.dataset.unsaved, "warn");
    keep(form);
  });

  document.addEventListener("htmx:error", () => {
    if (document.body.dataset.noAnswer) say(document.body.dataset.noAnswer, "warn");
  });

  document.addEventListener("click", (event) => {
    const fault = event.target.closest("#error-summary a[href^='#']");
    if (fault) return toField(event, fault);
    if (event.target.closest("[data-print]")) return window.print();
    const day = event.target.closest("[data-date]");
    if (day) fillDay(day);
  });

  // toField brings the question into view with its label, not only the box.
  function toField(event, link) {
    const field = document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.focus({ preventScroll: true });
    (field.closest(".field") || field).scrollIntoView({ block: "center" });
  }

  function fillDay(button) {
    for (const part of ["day", "month", "year"]) {
      const field = document.getElementById(button.dataset.date + "-" + part);
      field.value = button.dataset[part];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
})();
