// sign.js runs the signature pad. signature_pad draws the ink; this file keeps
// the points, which are the record. Seen and answered here:
//   - a canvas that is resized or turned is empty while the library still says
//     that it holds a signature: we redraw from our points, scaled, and count
//     ink ourselves;
//   - a point drawn in a narrower pad belongs to that width: all points are kept
//     in the size of the pad they began in, in whole hundredths of a CSS pixel;
//   - a palm beside a pen draws: once a pen was seen, touch is ignored, and so is
//     a contact that is wider than any finger;
//   - a child draws for ever: beyond what a signature can hold, nothing is added,
//     and the field says so.
// The hidden field holds the points; typing into it is what the draft keeper of
// page.js waits for, so a reload before "Finish" loses no line.
(() => {
  "use strict";

  const unit = 100; // hundredths of a CSS pixel
  const ink = "#10243F";
  const pen = { least: 0.9, most: 2.6 }; // half widths of the line, in CSS pixels
  const palm = 40; // CSS pixels: a contact this wide or high is no finger
  const started = new WeakSet();

  class Pad {
    constructor(box) {
      this.box = box;
      this.canvas = box.querySelector("canvas");
      this.field = box.querySelector("[data-pad-strokes]");
      this.pointer = box.querySelector("[data-pad-pointer]");
      this.most = Number(box.dataset.most) || Infinity;
      this.lines = []; // [[x, y, t], …] a line; x and y in the pad of w by h
      this.w = this.h = 0;
      this.scale = 1; // from points to what is on the glass
      this.shown = { width: 0, height: 0, ratio: 0 };
      this.drawn = 0; // how many of the library's lines are ours already
      this.first = null; // moment of the first point; null: taken from the next line
      this.penSeen = false;
      this.read(this.field.value);
      this.listenForPens();
      this.pad = new window.SignaturePad(this.canvas, {
        minDistance: 0, throttle: 0, penColor: ink, minWidth: pen.least, maxWidth: pen.most,
      });
      this.pad.addEventListener("endStroke", () => this.take());
      box.querySelector("[data-pad-undo]").addEventListener("click", () => this.undo());
      box.querySelector("[data-pad-clear]").addEventListener("click", () => this.clear());
      this.watch();
      this.fit();
      this.tell();
    }

    // watch follows the size of the pad and the pixels of the screen.
    watch() {
      const observer = new ResizeObserver(() => {
        if (this.canvas.isConnected) this.fit();
        else observer.disconnect();
      });
      observer.observe(this.canvas);
      const follow = () => {
        if (!this.canvas.isConnected) return;
        this.fit();
        matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", follow, { once: true });
      };
      follow();
    }

    // listenForPens sits before the library, on the way down to the canvas: a
    // touch that must not draw never reaches it. (Cancelling the library's own
    // event instead leaves it waiting for that touch for ever.)
    listenForPens() {
      const before = { capture: true };
      this.box.addEventListener("pointerdown", (event) => {
        if (event.target !== this.canvas) return;
        if (event.pointerType === "pen" && !this.penSeen) {
          this.penSeen = true;
          this.redraw(); // forgets the palm's line that has not ended
        }
        if (event.pointerType === "touch" && (this.penSeen || Math.max(event.width, event.height) > palm)) return event.stopPropagation();
        this.pointer.value = event.pointerType;
      }, before);
      this.box.addEventListener("touchstart", (event) => { // iPad: the library hears touches there
        if (event.target !== this.canvas) return;
        const kind = event.changedTouches[0].touchType;
        if (kind === "stylus") this.penSeen = true;
        const wide = 2 * Math.max(event.changedTouches[0].radiusX || 0, event.changedTouches[0].radiusY || 0) > palm;
        if (kind === "direct" && (this.penSeen || wide)) event.stopPropagation();
      }, before);
    }

    // fit makes the canvas as sharp as the screen and draws everything anew.
    fit() {
      const width = this.canvas.clientWidth;
      const height = this.canvas.clientHeight;
      const ratio = Math.max(window.devicePixelRatio || 1, 1);
      const shown = this.shown;
      if (!width || !height || (width === shown.width && height === shown.height && ratio === shown.ratio)) return;
      this.harvest(); // a line that is being drawn while the tablet turns is kept as far as it got
      this.shown = { width, height, ratio };
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
      this.canvas.getContext("2d").setTransform(ratio, 0, 0, ratio, 0, 0);
      this.redraw();
      this.write();
    }

    redraw() {
      const { width, height } = this.shown;
      if (this.lines.length === 0) {
        this.w = Math.round(width * unit);
        this.h = Math.round(height * unit);
      }
      this.scale = Math.min((width * unit) / this.w, (height * unit) / this.h);
      this.pad.off(); // ends whatever line the library believes to be open
      this.pad.on();
      this.pad.minWidth = pen.least * this.scale;
      this.pad.maxWidth = pen.most * this.scale;
      this.pad.fromData(this.lines.map((line) => this.group(line)));
      this.drawn = this.lines.length;
    }

    // group is a line as the library draws it. The library stops one point short
    // of the end, so the last point stands twice.
    group(line) {
      const ends = line.length > 1 ? [...line, line[line.length - 1]] : line;
      return {
        penColor: ink, dotSize: 0, minWidth: this.pad.minWidth, maxWidth: this.pad.maxWidth,
        velocityFilterWeight: this.pad.velocityFilterWeight, compositeOperation: "source-over",
        points: ends.map(([x, y, t]) => ({ x: (x / unit) * this.scale, y: (y / unit) * this.scale, time: t + 1, pressure: 0.5 })),
      };
    }

    // harvest turns what the library drew since the last time into our points.
    harvest() {
      const groups = this.pad.toData();
      for (const group of groups.slice(this.drawn)) {
        const room = this.most - this.points();
        if (group.points.length > 0 && room > 0) this.lines.push(this.line(group.points.slice(0, room)));
      }
      this.drawn = groups.length;
    }

    line(points) {
      const width = Math.round((this.shown.width * unit) / this.scale);
      const height = Math.round((this.shown.height * unit) / this.scale);
      const within = (value, most) => Math.min(Math.max(Math.round((value * unit) / this.scale), 0), most);
      let last = this.last();
      // The pause of a reload is not counted: the clock goes on where it was.
      if (this.first === null) this.first = points[0].time - last;
      const line = points.map((point) => {
        last = Math.max(last, Math.round(point.time - this.first));
        return [within(point.x, width), within(point.y, height), last];
      });
      if (line.some(([x, y]) => x > this.w || y > this.h)) { // turned, and drawn beside the first size
        this.w = Math.max(this.w, width);
        this.h = Math.max(this.h, height);
      }
      return line;
    }

    points() {
      return this.lines.reduce((sum, line) => sum + line.length, 0);
    }

    last() {
      const line = this.lines[this.lines.length - 1];
      return line ? line[line.length - 1][2] : 0;
    }

    take() {
      this.harvest();
      this.redraw();
      this.write();
    }

    undo() {
      this.lines.pop();
      this.changed();
    }

    clear() {
      this.lines = [];
      this.changed();
    }

    changed() {
      if (this.lines.length === 0) this.first = null;
      this.redraw();
      this.write();
    }

    write() {
      const text = this.lines.length === 0 ? "" : JSON.stringify({ w: this.w, h: this.h, strokes: this.lines });
      if (text === this.field.value) return;
      this.field.value = text;
      this.field.dispatchEvent(new Event("input", { bubbles: true }));
      this.tell();
    }

    // read takes back what the field was drawn with: a draft, or an answer to a
    // mistake. What is no drawing of ours leaves the pad empty.
    read(text) {
      try {
        const { w, h, strokes } = JSON.parse(text || "null") || {};
        const whole = strokes.every((line) => line.length > 0 && line.every((point) => point.length === 3 && point.every(Number.isInteger)));
        if (w > 0 && h > 0 && whole) Object.assign(this, { w, h, lines: strokes });
      } catch {
        this.lines = [];
      }
    }

    // ink is the length of all lines, counted by us.
    ink() {
      let length = 0;
      for (const line of this.lines) {
        for (let i = 1; i < line.length; i++) length += Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1]);
      }
      return length;
    }

    tell() {
      const enough = this.ink() >= Number(this.box.dataset.minInk);
      this.box.querySelector("[data-pad-empty]").hidden = enough;
      this.box.querySelector("[data-pad-inked]").hidden = !enough;
      this.box.querySelector("[data-pad-full]").hidden = this.points() < this.most;
    }
  }

  // library fetches signature_pad where a page first needs it.
  let fetched = null;
  function library(address) {
    if (window.SignaturePad) return Promise.resolve();
    fetched ||= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = () => { fetched = null; script.remove(); reject(new Error("signature pad not loaded")); };
      document.head.append(script);
    });
    return fetched;
  }

  async function start() {
    const box = document.querySelector("[data-pad]");
    if (!box || started.has(box)) return;
    started.add(box);
    try {
      await library(box.dataset.padLibrary);
    } catch {
      started.delete(box); // the sentence beside the pad says what to do
      return;
    }
    box.hidden = false;
    document.querySelector("[data-pad-fallback]").hidden = true;
    new Pad(box);
  }

  // htmx lends a new element the size and style of the old one with its id, and
  // takes them back afterwards: a canvas is emptied by that, and the content
  // policy forbids the style. An old pad without an id lends nothing.
  document.addEventListener("htmx:before:swap", () => {
    document.querySelector("[data-pad] canvas")?.removeAttribute("id");
  });

  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:after:swap", start);
  if (document.readyState !== "loading") start();
})();
