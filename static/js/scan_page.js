// scan_page.js is one page of a signed paper: its photo, the corners that scanic
// found or somebody moved, and the straightened picture that goes with the form.

import { ask, drawn, jpeg, looked, markOn, opened, pixels } from "./scan_picture.js";

const sure = 0.75; // below this confidence the page says so
const step = 0.01; // of the picture, for one press of an arrow
const names = ["topLeft", "topRight", "bottomRight", "bottomLeft"];
const inside = (part) => Math.min(1, Math.max(0, part));

export class Page {
  constructor(scan, file, slot) {
    this.scan = scan;
    this.file = file;
    this.slot = slot;
    this.mark = ""; // the code on it, if it was read
    this.kept = false; // the photo is laid by until the paper is saved
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

  // open reads the photo, and looks for its edges and its code.
  async open() {
    this.picture = await opened(this.file);
    this.show();
    const small = drawn(this.picture, looked);
    const found = await ask(this.scan.box, { act: "find", image: pixels(small) });
    const corners = found && names.map((name) => [found.corners[name].x / small.width, found.corners[name].y / small.height]);
    if (corners) this.corners = corners.map((corner) => corner.map(inside));
    this.item.querySelector("[data-doubt]").hidden = Boolean(corners) && (found.confidence ?? 1) >= sure;
    this.place();
    this.mark = await markOn(this.scan.box, this.picture);
  }

  // resume shows a photo that was kept, as it was arranged.
  async resume({ corners, turns, whole, mark }) {
    this.kept = true;
    this.picture = await opened(this.file);
    for (let i = 0; i < turns; i++) this.turn();
    this.corners = corners;
    this.mark = mark;
    this.whole = whole;
    this.item.querySelector("[data-whole]").setAttribute("aria-pressed", whole);
    this.show();
  }

  // arranged is what resume needs.
  arranged() {
    const { slot, corners, turns, whole, mark, file } = this;
    const short = (part) => Math.round(part * 1e4) / 1e4;
    return { slot, name: file.name, corners: corners.map((corner) => corner.map(short)), turns, whole, mark };
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
    handle.addEventListener("pointerup", () => this.moved());
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
      this.scan.note();
    }
    if ("turn" in button.dataset) {
      this.turn();
      this.scan.note();
    }
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
    this.moved();
  }

  // moved says where the corner is now, and lets the draft know.
  moved() {
    this.say();
    this.scan.note();
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
    this.turns = (this.turns + 1) % 4;
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
    const corners = Object.fromEntries(names.map((name, i) => [name, { x: this.corners[i][0] * width, y: this.corners[i][1] * height }]));
    const answer = await ask(this.scan.box, { act: "straighten", image: pixels(this.picture), corners });
    if (!answer?.output) return jpeg(this.picture);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [answer.output.width, answer.output.height];
    canvas.getContext("2d").putImageData(answer.output, 0, 0);
    return jpeg(canvas);
  }
}
