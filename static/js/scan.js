// scan.js readies the pages of a signed paper: each photo gets its corners, found
// by scanic and movable by finger, keyboard or buttons; "Keep the whole photo" is
// always there. When the form is sent, every page is straightened and goes as one
// JPEG; the form's receiver joins them (pages/picture). Nothing is asked of the
// network. Without this script the photos go as they were taken.
//
// It also reads the square code of our papers from a photo, where the browser can.
// page.js loads it on the pages that need it, and on no other.
(() => {
  "use strict";

  const longest = 2560; // pixels of the longer edge: small print of a page stays legible
  const looked = 1000; // of the picture that the edges are looked for in
  const sure = 0.75; // below this confidence the page says so
  const step = 0.01; // of the picture, for one press of an arrow
  const patience = 20_000; // milliseconds for one answer of the worker
  const names = ["topLeft", "topRight", "bottomRight", "bottomLeft"];

  let worker;
  let asked = 0;

  // ask lets the worker find or straighten; null where it cannot.
  function ask(box, message) {
    worker ??= new Worker(box.dataset.worker);
    const id = ++asked;
    return new Promise((resolve) => {
      const end = (answer) => {
        clearTimeout(timer);
        worker.removeEventListener("message", hear);
        resolve(answer);
      };
      const hear = ({ data }) => { if (data.id === id) end(data.success ? data : null); };
      const timer = setTimeout(end, patience, null);
      worker.addEventListener("message", hear);
      worker.addEventListener("error", () => end(null), { once: true });
      worker.postMessage({ ...message, id, library: new URL(box.dataset.library, location.href).href });
    });
  }

  class Page {
    constructor(scan, file) {
      this.scan = scan;
      this.file = file;
      this.whole = false;
      this.turns = 0;
      this.chosen = 0;
      this.corners = [[0.04, 0.04], [0.96, 0.04], [0.96, 0.96], [0.04, 0.96]];
      this.item = scan.template.content.cloneNode(true).querySelector("li");
      this.canvas = this.item.querySelector("canvas");
      this.view = this.item.querySelector(".scan-view");
      this.outline = this.item.querySelector("polygon");
      this.tools = this.item.querySelector("[data-tools]");
      this.buttons = [...this.item.querySelectorAll("[data-corner]")];
      this.handles = names.map((_, i) => this.handle(i));
      this.item.addEventListener("click", (event) => this.press(event.target.closest("button")));
    }

    // open reads the photo and looks for its edges.
    async open() {
      const picture = await createImageBitmap(this.file, { imageOrientation: "from-image" });
      this.picture = drawn(picture, longest);
      picture.close();
      this.show();
      const small = drawn(this.picture, looked);
      const image = small.getContext("2d").getImageData(0, 0, small.width, small.height);
      const found = await ask(this.scan.box, { act: "find", image });
      const corners = found && names.map((name) => [found.corners[name].x / small.width, found.corners[name].y / small.height]);
      if (corners) this.corners = corners.map((corner) => corner.map(inside));
      this.item.querySelector("[data-doubt]").hidden = Boolean(corners) && (found.confidence ?? 1) >= sure;
      this.place();
    }

    // handle is what a finger pulls. Its buttons do the same, one tap at a time;
    // a keyboard moves it with the arrow keys.
    handle(i) {
      const handle = document.createElement("button");
      handle.type = "button";
      handle.className = "scan-handle";
      handle.dataset.handle = i;
      handle.setAttribute("aria-label", this.buttons[i].textContent);
      handle.addEventListener("pointerdown", (event) => {
        handle.setPointerCapture(event.pointerId);
        this.choose(i);
      });
      handle.addEventListener("pointermove", (event) => {
        if (!handle.hasPointerCapture(event.pointerId)) return;
        const frame = this.canvas.getBoundingClientRect();
        this.corners[i] = [inside((event.clientX - frame.left) / frame.width), inside((event.clientY - frame.top) / frame.height)];
        this.place();
      });
      handle.addEventListener("pointerup", () => this.say());
      handle.addEventListener("focus", () => this.choose(i));
      handle.addEventListener("keydown", (event) => {
        const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
        if (!move) return;
        event.preventDefault();
        this.move(...move);
      });
      this.view.append(handle);
      return handle;
    }

    press(button) {
      if (!button) return;
      const { corner, move } = button.dataset;
      if (corner) this.choose(Number(corner));
      if (move) this.move(...move.split(" ").map(Number));
      if ("whole" in button.dataset) {
        this.whole = !this.whole;
        button.setAttribute("aria-pressed", this.whole);
        this.place();
      }
      if ("turn" in button.dataset) this.turn();
      if ("drop" in button.dataset) this.scan.drop(this);
    }

    choose(i) {
      this.chosen = i;
      this.buttons.forEach((button, at) => button.setAttribute("aria-pressed", at === i));
      this.place();
    }

    move(x, y) {
      const [left, top] = this.corners[this.chosen];
      this.corners[this.chosen] = [inside(left + x * step), inside(top + y * step)];
      this.place();
      this.say();
    }

    // turn turns the photo to the right, and the corners with it: each becomes
    // what it is called now.
    turn() {
      const turned = document.createElement("canvas");
      [turned.width, turned.height] = [this.picture.height, this.picture.width];
      const pen = turned.getContext("2d");
      pen.translate(turned.width, 0);
      pen.rotate(Math.PI / 2);
      pen.drawImage(this.picture, 0, 0);
      this.picture = turned;
      const at = this.corners.map(([x, y]) => [1 - y, x]);
      this.corners = [at[3], at[0], at[1], at[2]];
      this.show();
    }

    show() {
      const shown = drawn(this.picture, looked);
      [this.canvas.width, this.canvas.height] = [shown.width, shown.height];
      this.canvas.getContext("2d").drawImage(shown, 0, 0);
      this.place();
    }

    // place puts handles and outline where the corners are. Handles keep to the
    // picture's frame whatever its size on the screen.
    place() {
      this.tools.hidden = this.whole;
      this.outline.parentNode.toggleAttribute("hidden", this.whole);
      this.outline.parentNode.setAttribute("viewBox", "0 0 1000 1000");
      this.outline.setAttribute("points", this.corners.map(([x, y]) => `${x * 1000},${y * 1000}`).join(" "));
      this.handles.forEach((handle, i) => {
        handle.hidden = this.whole;
        handle.style.insetInlineStart = "auto";
        handle.style.left = `${this.corners[i][0] * 100}%`;
        handle.style.top = `${this.corners[i][1] * 100}%`;
        handle.toggleAttribute("data-chosen", i === this.chosen);
      });
    }

    say() {
      const place = this.tools.querySelector("[data-where]");
      const [x, y] = this.corners[this.chosen].map((part) => String(Math.round(part * 100)));
      place.textContent = place.dataset.where.replace("{corner}", this.buttons[this.chosen].textContent).replace("{x}", x).replace("{y}", y);
    }

    number(n) {
      const title = this.item.querySelector("h3");
      title.textContent = title.dataset.name.replace("{n}", n);
      const where = this.tools.querySelector("[data-where]"); // who only hears the arrows hears it with them
      where.id = `scan-where-${n}`;
      for (const arrow of this.tools.querySelectorAll("[data-move]")) arrow.setAttribute("aria-describedby", where.id);
      this.item.querySelector("canvas").setAttribute("aria-label", title.textContent);
      this.item.querySelector("canvas").setAttribute("role", "img");
    }

    // straight is the page as it is kept. What cannot be straightened goes whole.
    async straight() {
      if (this.whole) return jpeg(this.picture);
      const { width, height } = this.picture;
      const image = this.picture.getContext("2d").getImageData(0, 0, width, height);
      const corners = Object.fromEntries(names.map((name, i) => [name, { x: this.corners[i][0] * width, y: this.corners[i][1] * height }]));
      const answer = await ask(this.scan.box, { act: "straighten", image, corners });
      if (!answer?.output) return jpeg(this.picture);
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [answer.output.width, answer.output.height];
      canvas.getContext("2d").putImageData(answer.output, 0, 0);
      return jpeg(canvas);
    }
  }

  // Scan is the file field with its pages.
  class Scan {
    constructor(box) {
      this.box = box;
      this.field = box.querySelector("input[type=file]");
      this.state = box.querySelector("[data-scan-state]");
      this.list = box.querySelector("[data-scan-pages]");
      this.template = box.querySelector("template");
      this.pages = [];
      this.documents = []; // PDFs go as they are
      this.opening = Promise.resolve();
      this.field.addEventListener("change", () => {
        const files = [...this.field.files];
        this.opening = this.opening.then(() => this.add(files));
      });
      this.field.accept = "image/*,application/pdf"; // what is no JPEG becomes one
    }

    // add opens photos one after the other: one unpacked takes fifty megabytes. A
    // PDF from a scanner stays in the field as it is.
    async add(files) {
      const photos = files.filter((file) => file.type.startsWith("image/"));
      this.documents = files.filter((file) => !photos.includes(file));
      this.fill(this.documents);
      for (const file of photos) {
        this.state.textContent = this.state.dataset.working;
        const page = new Page(this, file);
        try {
          this.pages.push(page);
          this.list.append(page.item);
          this.list.hidden = false;
          this.count();
          await page.open();
          this.state.textContent = await this.compared(page);
          if (page === this.pages.at(-1) && file === photos.at(-1)) page.item.querySelector("h3").focus(); // spoken once they are all there
        } catch {
          this.drop(page);
          this.state.textContent = this.state.dataset.failed;
        }
      }
    }

    // compared says whether the code on the photo is the one that is awaited, ""
    // where there is none to be read.
    async compared(page) {
      const mark = await markOn(page.picture);
      if (!mark) return "";
      return mark === this.box.dataset.mark ? this.state.dataset.same : this.state.dataset.other;
    }

    drop(page) {
      this.pages = this.pages.filter((other) => other !== page);
      page.item.remove();
      this.list.hidden = this.pages.length === 0;
      this.count();
      this.field.focus();
    }

    count() {
      this.pages.forEach((page, i) => page.number(i + 1));
    }

    // finish puts the straightened pages into the field, and the photos beside it
    // where they are to be kept.
    async finish() {
      await this.opening;
      this.state.textContent = this.state.dataset.joining;
      const ready = [...this.documents];
      const taken = [];
      for (const [i, page] of this.pages.entries()) {
        ready.push(new File([await page.straight()], named(page.file.name, i), { type: "image/jpeg" }));
        if (keeps(this.field.form)) taken.push(new File([await jpeg(page.picture)], named(page.file.name, i), { type: "image/jpeg" }));
      }
      this.fill(ready);
      fill(originals(this.field), taken);
      this.state.textContent = "";
    }

    fill(files) {
      fill(this.field, files);
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
  const inside = (part) => Math.min(1, Math.max(0, part));

  function drawn(picture, most) {
    const scale = Math.min(1, most / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.fillStyle = "white"; // a JPEG knows nothing see-through
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  async function jpeg(canvas) {
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.85); });
    if (!blob) throw new Error("not drawn");
    return blob;
  }

  // markOn reads the mark of our papers from a picture, "" where there is none or
  // the browser cannot read codes.
  async function markOn(picture) {
    if (!("BarcodeDetector" in window)) return "";
    try {
      for (const { rawValue } of await new window.BarcodeDetector({ formats: ["qr_code"] }).detect(picture)) {
        const mark = /\/v\/([0-9a-f-]+)$/i.exec(rawValue)?.[1].replaceAll("-", "").toLowerCase();
        if (mark?.length === 20) return mark;
      }
    } catch { /* a photo without a code is no fault */ }
    return "";
  }

  // Code fills in the code from a photo; the photo goes nowhere.
  function readsCode(box) {
    if (!("BarcodeDetector" in window)) return;
    box.hidden = false;
    const photo = box.querySelector("input");
    const state = box.querySelector("[data-scan-state]");
    photo.addEventListener("change", async () => {
      if (!photo.files.length) return;
      const mark = await createImageBitmap(photo.files[0]).then(markOn, () => "");
      photo.value = "";
      state.textContent = mark ? "" : box.dataset.none;
      if (!mark) return state.focus();
      const field = document.getElementById(box.dataset.field);
      field.value = mark.match(/.{4}/g).join("-");
      field.focus();
    });
  }

  const scans = new Map(); // form -> its scan
  const finished = new WeakSet(); // forms that go as they are now

  // A form is sent once its pages are straight.
  window.addEventListener("submit", async (event) => {
    const form = event.target;
    const scan = scans.get(form);
    if (!scan || scan.pages.length === 0 || finished.delete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (scan.going) return;
    scan.going = true;
    try {
      await scan.finish();
    } finally {
      scan.going = false;
    }
    if (!form.isConnected) return;
    finished.add(form);
    form.requestSubmit(event.submitter);
  }, true);

  function begin() {
    for (const form of scans.keys()) if (!form.isConnected) scans.delete(form);
    for (const box of document.querySelectorAll("[data-scan]:not([data-begun])")) {
      box.dataset.begun = "";
      const scan = new Scan(box);
      scans.set(scan.field.form, scan);
    }
    for (const box of document.querySelectorAll("[data-scan-code]:not([data-begun])")) {
      box.dataset.begun = "";
      readsCode(box);
    }
  }

  document.addEventListener("htmx:after:swap", begin);
  begin();
})();
