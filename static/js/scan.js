// scan.js readies the pages of a signed paper: each photo gets its corners, found
// by scanic and movable by finger, keyboard or buttons; "Keep the whole photo" is
// always there. When the form is sent, every page is straightened and goes as one
// JPEG; the form's receiver joins them (pages/picture). Nothing is asked of the
// network. Without this script the photos go as they were taken.
//
// A photo, or the PDF of a scanner, is kept from the moment it is there
// (pages/wetpages.go); which there are, in their order and with their corners, is
// part of the form's draft. So a page that is closed, a lock or an empty battery
// takes nothing away.
//
// It also reads the square code of our papers from a photo. page.js loads it on the
// pages that need it, and on no other.

import { Page } from "./scan_page.js";
import { groups, jpeg, markOn, opened } from "./scan_picture.js";

const kept = 0.92; // quality of a photo that is kept: it is drawn once more when it is straightened

// Scan is the file field with its pages.
class Scan {
  constructor(box) {
    this.box = box;
    this.field = box.querySelector("input[type=file]");
    this.form = this.field.form;
    this.arrangement = this.form.elements.namedItem("pages");
    this.state = box.querySelector("[data-scan-state]");
    this.list = box.querySelector("[data-scan-pages]");
    this.template = box.querySelector("template");
    this.pages = [];
    this.away = []; // kept ones that could not be read now: they stay in the draft
    this.documents = []; // PDFs go as they are: file, slot, and whether it is kept
    this.field.addEventListener("change", () => {
      const files = [...this.field.files];
      this.opening = this.opening.then(() => this.add(files));
    });
    this.field.accept = "image/*,application/pdf"; // what is no JPEG becomes one
    this.opening = this.resume(JSON.parse(this.arrangement.value || "[]"));
  }

  // resume shows the photos that the draft knows.
  async resume(list) {
    this.away = [];
    for (const known of list) {
      this.state.textContent = this.state.dataset.working;
      try {
        const answer = await fetch(`${this.box.dataset.keep}/${known.slot}`, { credentials: "same-origin" });
        if (answer.status === 404) continue; // let go of in another window
        if (!answer.ok) throw new Error(String(answer.status));
        if (known.pdf) {
          this.documents.push({ file: new File([await answer.blob()], known.name, { type: "application/pdf" }), slot: known.slot, kept: true });
          this.lay();
          continue;
        }
        const page = new Page(this, new File([await answer.blob()], known.name, { type: "image/jpeg" }), known.slot);
        await page.resume(known);
        this.pages.push(page);
        this.list.append(page.item);
      } catch {
        this.away.push(known);
      }
      this.count();
    }
    if (list.length) this.tell();
  }

  // add opens photos one after the other: one unpacked takes fifty megabytes. A
  // PDF from a scanner stays in the field as it is.
  async add(files) {
    this.sent = false;
    const photos = files.filter((file) => file.type.startsWith("image/"));
    const before = this.documents;
    this.documents = files.filter((file) => !photos.includes(file)).map((file) => ({ file, slot: crypto.randomUUID(), kept: false }));
    this.lay();
    for (const old of before) this.forget(old);
    for (const one of this.documents) await this.lay(one);
    let last;
    for (const file of photos) {
      this.state.textContent = this.state.dataset.working;
      const page = new Page(this, file, crypto.randomUUID());
      try {
        this.pages.push(page);
        this.list.append(page.item);
        this.count();
        await page.open();
        last = page;
      } catch {
        this.take(page);
        last = undefined;
        continue;
      }
      await this.keep(page);
    }
    if (!photos.length) return this.tell();
    if (last) {
      this.tell();
      last.item.querySelector("h3").focus(); // spoken once they are all there
    } else {
      this.state.textContent = this.state.dataset.failed;
    }
  }

  // keep lays the photo by. Where that fails the page says so, and asks before it
  // is left.
  async keep(page) {
    try {
      page.kept = await this.send(page, { photo: new File([await jpeg(page.picture, kept)], "1.jpg", { type: "image/jpeg" }) });
    } catch {
      page.kept = false;
    }
    if (page.kept) this.note();
  }

  // lay puts the PDFs into the field, and one of them by as a photo is.
  async lay(one) {
    fill(this.field, this.documents.map(({ file }) => file));
    if (!one) return;
    one.kept = await this.send(one, { photo: one.file }).catch(() => false);
    if (one.kept) this.note();
  }

  // forget lets go of what is kept; what stays goes when the paper is saved.
  forget(one) {
    if (one.kept) this.send(one, { drop: "yes" }).catch(() => {});
  }

  async send(page, more) {
    const body = new FormData();
    const token = this.form.elements.namedItem("token");
    if (token) body.append("token", token.value);
    for (const [name, value] of Object.entries({ slot: page.slot, ...more })) body.append(name, value);
    return (await fetch(this.box.dataset.keep, { method: "POST", body, credentials: "same-origin", redirect: "error" })).ok;
  }

  // note writes the arrangement into the form; its draft is kept as every other.
  note() {
    const papers = this.documents.filter(({ kept }) => kept).map(({ slot, file }) => ({ slot, name: file.name, pdf: true }));
    const list = [...papers, ...this.pages.filter((page) => page.kept).map((page) => page.arranged()), ...this.away];
    this.arrangement.value = list.length ? JSON.stringify(list) : "";
    this.arrangement.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // tell says what the codes on the photos are, and whether anything is not kept.
  tell() {
    const { other, same, none, unkept, away } = this.state.dataset;
    const stray = this.pages.findIndex(({ mark }) => mark && mark !== this.box.dataset.mark);
    const lines = [];
    if (stray >= 0) lines.push(other.replace("{n}", stray + 1).replace("{mark}", groups(this.pages[stray].mark)));
    else if (this.pages.some(({ mark }) => mark)) lines.push(same);
    else if (this.pages.length) lines.push(none);
    if (this.away.length) lines.push(away);
    if (this.unkept()) lines.push(unkept);
    this.state.textContent = lines.join(" ");
  }

  unkept() {
    return !this.sent && this.form.isConnected && [...this.pages, ...this.documents].some(({ kept }) => !kept);
  }

  // drop leaves a page out.
  drop(page) {
    this.take(page);
    this.forget(page);
    this.note();
    this.tell();
    this.field.focus();
  }

  take(page) {
    this.pages = this.pages.filter((other) => other !== page);
    page.item.remove();
    this.count();
  }

  count() {
    this.list.hidden = this.pages.length === 0;
    this.pages.forEach((page, i) => page.number(i + 1));
  }

  // whole reads what could not be read before: no page may be missing when the
  // paper is saved.
  async whole() {
    await this.opening;
    if (this.away.length) await this.resume(this.away);
    return this.away.length === 0;
  }

  // finish puts the straightened pages into the field, and the photos beside it
  // where they are to be kept.
  async finish() {
    this.state.textContent = this.state.dataset.joining;
    const ready = this.documents.map(({ file }) => file);
    const taken = [];
    for (const [i, page] of this.pages.entries()) {
      ready.push(new File([await page.straight()], named(page.file.name, i), { type: "image/jpeg" }));
      if (keeps(this.form)) taken.push(new File([await jpeg(page.picture)], named(page.file.name, i), { type: "image/jpeg" }));
    }
    fill(this.field, ready);
    fill(originals(this.field), taken);
    this.state.textContent = "";
  }
}

function fill(field, files) {
  const all = new DataTransfer();
  for (const file of files) all.items.add(file);
  field.files = all.files;
}

const keeps = (form) => form.querySelector("input[name=keep]")?.checked;

function originals(field) {
  const there = field.form.elements.namedItem("original");
  if (there) return there;
  const made = document.createElement("input");
  Object.assign(made, { type: "file", name: "original", hidden: true, multiple: true });
  field.after(made);
  return made;
}

const named = (name, i) => (name.replace(/\.[^.]*$/, "") || String(i + 1)) + ".jpg";

// readsCode fills in the code from a photo; the photo goes nowhere.
function readsCode(box) {
  box.hidden = false;
  const photo = box.querySelector("input");
  const state = box.querySelector("[data-scan-state]");
  photo.addEventListener("change", async () => {
    if (!photo.files.length) return;
    state.textContent = box.dataset.reading;
    const mark = await opened(photo.files[0]).then((picture) => markOn(box, picture)).catch(() => "");
    photo.value = "";
    state.textContent = mark ? "" : box.dataset.none;
    if (!mark) return state.focus();
    const field = document.getElementById(box.dataset.field);
    field.value = groups(mark);
    field.focus();
  });
}

const scans = new Map(); // form -> its scan
const finished = new WeakSet(); // forms that go as they are now
const unkept = () => [...scans.values()].find((scan) => scan.unkept());

// A form is sent once its pages are straight.
window.addEventListener("submit", async (event) => {
  const form = event.target;
  const scan = scans.get(form);
  if (!scan || finished.has(form)) return;
  if (scan.pages.length + scan.away.length === 0) { // nothing to straighten
    scan.sent = true;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (scan.going) return;
  scan.going = true;
  try {
    if (!(await scan.whole())) return;
    await scan.finish();
  } finally {
    scan.going = false;
  }
  if (!form.isConnected) return;
  scan.sent = true;
  finished.add(form);
  form.requestSubmit(event.submitter);
  finished.delete(form);
}, true);

// What could not be kept is lost with the page: the person is asked.
window.addEventListener("beforeunload", (event) => {
  const scan = unkept();
  if (scan) event.preventDefault();
});
window.addEventListener("click", (event) => {
  const scan = event.target.closest?.("a[href]") && unkept();
  if (!scan || window.confirm(scan.box.dataset.leave)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

function begin() {
  for (const form of scans.keys()) if (!form.isConnected) scans.delete(form);
  for (const box of document.querySelectorAll("[data-scan]:not([data-begun])")) {
    box.dataset.begun = "";
    const scan = new Scan(box);
    scans.set(scan.form, scan);
  }
  for (const box of document.querySelectorAll("[data-scan-code]:not([data-begun])")) {
    box.dataset.begun = "";
    readsCode(box);
  }
}

document.addEventListener("htmx:after:swap", begin);
begin();
