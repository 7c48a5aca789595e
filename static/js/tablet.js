// The page's side of the tablet: it keeps the key of the unlocked vault in its
// memory for the worker, locks when nobody is there, shows the state line, and
// asks before somebody leaves work behind. unlock.js opens vaults, enrol.js makes
// a tablet ready; both stand on what is given out here as "doorstep".
//
// No sentence is written here: they come with the page or from the worker. No
// key leaves the browser.
"use strict";
(() => {
  const workers = navigator.serviceWorker;
  const part = (id) => document.getElementById(id);
  const onTablet = () => document.body.dataset.home === "tablet";
  const covered = () => "covered" in document.documentElement.dataset; // a blank page is over all
  const turned = () => "turned" in document.documentElement.dataset; // a client has the tablet
  const warnBefore = 2 * 60_000; // ms before the lock
  const keepLimit = 1000; // ms that a lock waits for the last words
  const every = 3 * 60_000; // ms between syncs while a page is open

  // --- the worker ---

  async function worker() {
    return workers?.controller ?? (await workers?.getRegistration("/"))?.active ?? null;
  }

  async function ask(message) {
    const target = await worker();
    if (!target) return { failed: true };
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data ?? {});
      port1.addEventListener("close", () => resolve({ failed: true })); // the worker ended before it answered
      target.postMessage(message, [port2]);
    });
  }

  // regain puts the worker back where the browser has lost it and kept the cases: it
  // drops a worker whose files it cannot read, and a kill can leave such files.
  // Without the worker the office would answer as if nothing were on this tablet.
  async function regain() {
    if (!workers || onTablet() || part("ready") || (await workers.getRegistration("/"))) return;
    const kept = (await indexedDB.databases?.()) ?? [];
    if (!kept.some(({ name }) => name === "doorstep")) return; // never made ready
    let typing = false;
    document.addEventListener("input", () => { typing = true; }, { once: true });
    const controlled = new Promise((resolve) => workers.addEventListener("controllerchange", resolve, { once: true }));
    await workers.register("/sw.js", { updateViaCache: "none" });
    await controlled;
    if (typing) return; // the next page comes from the tablet
    if (location.pathname === "/signin") location.replace("/unlock" + location.search);
    else location.reload();
  }

  // --- the key ---

  let held; // {key, record, idle, say}, only here and in the worker's memory
  let vault; // the id of the vault this page was drawn from; no secret
  let locking; // the lock that is under way
  let touched = Date.now();
  let timer;

  async function hold() {
    if (!(await worker())) return;
    const reply = await ask({ type: "hold" });
    if (reply.key) {
      take(reply);
      ask({ type: "sync", why: "open" });
    } else if (reply.locked && onTablet()) {
      leave();
    }
  }

  function take(reply) {
    held = reply;
    vault = reply.vault;
    show(reply.words, reply.tone);
    watch();
  }

  function lock() {
    locking ??= keepTyped().then(() => {
      held = undefined;
      return ask({ type: "lock" });
    }).finally(() => { locking = undefined; leave(); });
  }

  // keepTyped lets page.js keep what was typed last, while the key is there to
  // seal it, and covers the page at once.
  async function keepTyped() {
    const waits = [];
    document.dispatchEvent(new CustomEvent("keep", { detail: { wait: (promise) => waits.push(promise) } }));
    if (onTablet()) {
      part("main")?.replaceChildren();
      forget();
    }
    await Promise.race([Promise.allSettled(waits), new Promise((late) => setTimeout(late, keepLimit))]);
  }

  // forget lets go of what another script holds of the page.
  const forget = () => document.dispatchEvent(new Event("forget"));

  // opened hears that a vault was opened, here or on another page. What this page
  // shows and holds may be of somebody else's.
  function opened(id) {
    if (id !== vault) leave();
    else if (!held) hold();
  }

  // leave forgets the key and covers the page. The browser keeps no way back.
  function leave() {
    held = undefined;
    clearTimeout(timer);
    if (onTablet()) forget();
    if (onTablet() && location.pathname !== "/unlock" && !covered()) {
      location.replace("/unlock?next=" + encodeURIComponent(location.pathname));
    }
  }

  function hear({ data, ports }) {
    switch (data?.type) {
      case "key":
        // The last words before a lock are sealed, however long nobody was here.
        ports[0].postMessage(held ? { key: held.key, record: held.record, touched: locking ? Date.now() : touched } : {});
        break;
      case "state":
        show(data.words, data.tone);
        if (data.ended) document.body.dispatchEvent(new CustomEvent("synced"));
        if (data.ended || data.retry) syncLater(data.retry);
        if (data.open && part("lapsed")) location.replace(location.pathname);
        break;
      case "progress":
        show(data.words, "");
        document.dispatchEvent(new CustomEvent("cases", { detail: data }));
        break;
      case "locked":
        leave();
        break;
      case "opened":
        opened(data.vault);
        break;
    }
  }

  // --- the state line: written only when its words change, so that it is
  // spoken once ---

  function show(words, tone) {
    const line = part("state");
    if (!line || !words || line.hasAttribute("data-typing") || turned() || !(onTablet() || part("ready"))) return;
    if (line.textContent !== words) line.textContent = words;
    if (line.dataset.tone !== (tone ?? "")) line.dataset.tone = tone ?? "";
  }

  let retry;

  function syncLater(wait) {
    clearTimeout(retry);
    if (wait && navigator.onLine) retry = setTimeout(() => sync("time"), wait);
  }

  function sync(why) {
    if (held) ask({ type: "sync", why });
  }

  // --- nobody there ---

  const others = "BroadcastChannel" in window ? new BroadcastChannel("doorstep") : null;
  let told = 0;

  // touch notes that somebody is there: typing, reading and scrolling count.
  // While the question is open only its answer does.
  // A device that slept wakes with its timers late: a touch that comes first
  // must not bring back what idleness has ended.
  function touch() {
    if (part("idle")?.open) return;
    if (held && Date.now() - touched >= held.idle) return lock();
    touched = Date.now();
    if (held && touched - told > 10_000) {
      told = touched;
      others?.postMessage({ touched });
    }
  }

  function watch() {
    clearTimeout(timer);
    if (!held) return;
    const left = touched + held.idle - Date.now();
    if (left <= 0) {
      lock();
    } else if (left <= warnBefore) {
      question(true);
      timer = setTimeout(watch, left);
    } else {
      question(false);
      timer = setTimeout(watch, left - warnBefore);
    }
  }

  function question(open) {
    if (!open) {
      part("idle")?.remove();
      return;
    }
    if (part("idle") || !held || covered()) return;
    const stay = () => { question(false); touch(); watch(); };
    dialog("idle", held.say.title, stay, [
      element("p", "idle-how", held.say.how),
      button("idle-stay", "button button-main", held.say.stay, stay),
      ...(turned() ? [] : [button("idle-lock", "button button-plain", held.say.lock, lock)]),
    ]);
  }

  function dialog(id, title, cancel, parts) {
    const made = document.createElement("dialog");
    made.id = id;
    made.setAttribute("aria-labelledby", id + "-title");
    made.append(element("h2", id + "-title", title), ...parts);
    made.addEventListener("cancel", cancel);
    document.body.append(made);
    made.showModal();
  }

  function element(tag, id, text) {
    const made = document.createElement(tag);
    made.id = id;
    made.textContent = text;
    return made;
  }

  function button(id, look, text, act) {
    const made = element("button", id, text);
    made.type = "button";
    made.className = look;
    made.addEventListener("click", act);
    return made;
  }

  function say(id, sentence) {
    const line = part(id);
    if (!line) return;
    line.textContent = sentence ?? "";
    line.hidden = !sentence;
    if (sentence) line.focus();
  }

  function reveal(id, shown) {
    const found = part(id);
    if (found) found.hidden = !shown;
  }

  // --- leaving ---

  let leaving = false; // the person knows what stays behind

  // signOut leaves no open vault behind, and does not pass over work that only
  // this tablet has: the person hears of it first.
  function signOut(event) {
    if (!leaving && workers?.controller) {
      event.preventDefault();
      event.stopImmediatePropagation();
      once(() => askLeave(event.target));
      return;
    }
    held = undefined;
    ask({ type: "lock" });
  }

  async function askLeave(form) {
    const unsent = await ask({ type: "unsent" });
    const go = () => { leaving = true; form.requestSubmit(); };
    if (!unsent.left) return go();
    const close = () => part("leave")?.remove();
    dialog("leave", unsent.say.title, close, [
      element("p", "leave-count", unsent.left),
      element("p", "leave-how", unsent.say.how),
      link("leave-sync", "button button-main", unsent.say.sync, "/sync"),
      link("leave-rescue", "button button-plain", unsent.say.rescue, "/rescue"),
      button("leave-go", "button button-plain", unsent.say.go, go),
    ]);
  }

  function link(id, look, text, href) {
    const made = element("a", id, text);
    made.className = look;
    made.href = href;
    made.dataset.hxBoost = "false";
    return made;
  }

  // --- wiring: by delegation, since htmx swaps what is on the page ---

  const clicks = {}; // what a button does, by its id; the other scripts add theirs
  const submits = {}; // what a form does instead of being sent

  let busy = false; // one step at a time, however often a button is tapped

  async function once(act) {
    if (busy) return;
    busy = true;
    try {
      await act();
    } finally {
      busy = false;
    }
  }

  window.addEventListener("click", (event) => {
    const target = event.target.closest?.("button");
    if (target && clicks[target.id]) once(clicks[target.id]);
    if (event.target.closest?.("[data-lock]")) {
      event.preventDefault();
      lock();
    }
  }, true);
  window.addEventListener("submit", (event) => {
    if (event.target.id === "sign-out") signOut(event);
    const act = submits[event.target.id];
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // these forms never leave the page
    once(act);
  }, true);

  // opens takes a vault over that a script of ours has just opened.
  function opens(reply) {
    touched = Date.now();
    take(reply);
  }

  window.doorstep = { workers, part, ask, opens, touch, say, reveal, clicks, submits };

  if (!workers) return;
  workers.addEventListener("message", hear);
  workers.startMessages();
  // The worker may have been replaced before it answered.
  workers.addEventListener("controllerchange", () => { if (!held) hold(); });
  for (const kind of ["pointerdown", "pointermove", "keydown", "input", "scroll", "wheel", "touchstart"]) {
    document.addEventListener(kind, touch, { capture: true, passive: true });
  }
  others?.addEventListener("message", ({ data }) => {
    if (data?.touched > touched) touched = data.touched;
    if (part("idle")) watch();
  });
  document.addEventListener("visibilitychange", watch);
  window.addEventListener("online", () => sync("online"));
  setInterval(() => { if (document.visibilityState === "visible") sync("time"); }, every);
  regain().catch(() => {}); // the office's page is there all the same
  // A page that the browser keeps aside must not keep the key.
  // nor, on the way Back, show for a moment what it said.
  window.addEventListener("pagehide", (event) => {
    if (!event.persisted) return;
    held = undefined;
    document.body.replaceChildren();
    forget();
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  hold();
})();
