// What a tablet, or a browser at the office, needs while it is turned to a client
// or covered. What is answered is decided by the tablet's program and by the
// office; here only what is on the screen already is dealt with: other windows,
// and the cover over a page whose words stay.
"use strict";
(() => {
  const { part, submits } = window.doorstep;
  const root = document.documentElement;
  const shut = () => "turned" in root.dataset || "covered" in root.dataset;

  // Other windows show what was there before: they let go of it at once, ask again,
  // and get what may be shown now.
  const others = "BroadcastChannel" in window ? new BroadcastChannel("doorstep-turned") : null;
  others?.addEventListener("message", () => {
    if (shut()) return;
    document.body.replaceChildren();
    location.reload();
  });
  if (shut()) others?.postMessage("turned");

  // A page that is loaded past the worker (with a key held down) asks the office,
  // where the worker's session may still be open. This mark tells the office that
  // the tablet is turned. A page that the worker let through to the office says
  // that it is not: the worker passes nothing on while it is.
  const mark = (on) => { document.cookie = "doorstep-turned=" + (on ? "1; max-age=43200" : "; max-age=0") + "; path=/; samesite=strict"; };
  if (document.body.dataset.home === "tablet") {
    mark(shut());
  } else if (navigator.serviceWorker?.controller && document.cookie.includes("doorstep-turned=")) {
    mark(false);
    if (performance.getEntriesByType("navigation")[0]?.responseStatus === 423) location.reload();
  }

  // --- the cover ---

  let under; // what lies under the cover: {page, title, focus, top}, or {gone}

  // cover takes the page out of the document at once, and then puts the blank page
  // there that comes from where every page comes from: what is not in the document
  // no reader view, no tool of the browser and no kept page can show. Nothing is
  // left in the browser's history.
  async function cover() {
    const form = part("cover-form");
    const body = new URLSearchParams(new FormData(form));
    const waits = [];
    document.dispatchEvent(new CustomEvent("keep", { detail: { wait: (promise) => waits.push(promise) } }));
    window.speechSynthesis?.cancel();
    under = { page: document.createDocumentFragment(), title: document.title, focus: document.activeElement, top: scrollY };
    under.page.append(...document.body.childNodes);
    root.dataset.covered = "";
    await Promise.race([Promise.allSettled(waits), new Promise((late) => setTimeout(late, 500))]);
    try {
      const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin", redirect: "error" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok || !("covered" in page.documentElement.dataset)) throw new Error(String(answer.status));
      show(page);
      others?.postMessage("turned");
    } catch {
      document.body.append(form);
      form.submit(); // whatever comes is not the page
    }
  }

  function show(page) {
    const sheet = document.createElement("div");
    sheet.id = "covered";
    sheet.setAttribute("role", "main");
    sheet.append(...page.querySelector("#main").childNodes);
    sheet.querySelector("h1").id = "cover-title";
    document.body.prepend(sheet);
    document.title = page.title;
    if (document.body.dataset.home === "tablet") mark(true);
    sheet.querySelector("h1").focus();
  }

  // uncover gives the page back as it was. It answers false where the page under
  // the cover is gone: it was loaded anew, or the tablet has locked meanwhile.
  function uncover() {
    if (!under) return false;
    if (under.gone) {
      location.reload();
      return true;
    }
    document.body.replaceChildren(under.page);
    delete root.dataset.covered;
    if (document.body.dataset.home === "tablet") mark(shut());
    document.title = under.title;
    under.focus?.focus({ preventScroll: true });
    scrollTo(0, under.top);
    under = undefined;
    return true;
  }

  // When the tablet locks, what lies under the cover goes too. Its words were kept.
  document.addEventListener("forget", () => { if (under) under = { gone: true }; });

  submits["cover-form"] = cover;
  Object.assign(window.doorstep, { uncover, shut, under: () => under?.page });
})();
