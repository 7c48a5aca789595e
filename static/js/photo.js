// photo.js readies photos before a form is sent: each is made no larger than a
// page is legible at, turned upright, and gets a small picture for lists, which
// goes to the office before it. A photo that the browser cannot open is sent as
// it is, and says so. What a camera writes beside the picture is taken off by the
// form's receiver, here and at the office, with or without this script.
(() => {
  "use strict";

  const longest = 2560; // pixels of the longer edge: small print of an A4 page stays legible
  const small = 320; // of the small picture
  const patience = 20_000; // milliseconds for one photo; after that it is sent as it is
  const rounds = new WeakMap(); // the last choice of files in a field
  const busy = new WeakMap(); // form -> how many of its fields are being readied
  const held = new WeakMap(); // form -> the button of a form that was sent meanwhile

  document.addEventListener("change", (event) => {
    if (event.target.dataset.photos) ready(event.target);
  });

  // A form that is sent while its photos are being readied goes as soon as they are.
  window.addEventListener("submit", (event) => {
    const form = event.target;
    if (!busy.get(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held.set(form, event.submitter);
  }, true);

  async function ready(field) {
    const { form } = field;
    const round = {};
    rounds.set(field, round);
    busy.set(form, (busy.get(form) ?? 0) + 1);
    try {
      await readyAll(field, () => rounds.get(field) === round);
    } finally {
      busy.set(form, busy.get(form) - 1);
      if (!busy.get(form) && held.has(form)) {
        const button = held.get(form);
        held.delete(form);
        if (form.isConnected) form.requestSubmit(button);
      }
    }
  }

  // readyAll puts the readied files into the field, unless others were chosen
  // meanwhile. One after the other: a photo unpacked takes fifty megabytes.
  async function readyAll(field, current) {
    const strip = document.getElementById(field.dataset.photos);
    const chosen = [...field.files];
    const items = chosen.map(line);
    strip.replaceChildren(...items);
    strip.hidden = chosen.length === 0;
    const thumbs = thumbField(field);
    thumbs.value = "";
    const files = new DataTransfer();
    const pictures = new DataTransfer();
    for (const [i, file] of chosen.entries()) {
      const made = await within(shrunk(file), { file, asIs: file.type.startsWith("image/") });
      if (!current()) return;
      files.items.add(made.file);
      if (made.thumb) pictures.items.add(new File([made.thumb], String(i), { type: made.thumb.type }));
      show(items[i], made, field.dataset.asIs);
    }
    field.files = files.files;
    thumbs.files = pictures.files;
  }

  function within(making, otherwise) {
    const late = new Promise((resolve) => { setTimeout(resolve, patience, otherwise); });
    return Promise.race([making.catch(() => otherwise), late]);
  }

  // thumbField is the hidden field beside a file field that carries the small
  // pictures (pages/files.go reads it).
  function thumbField(field) {
    const name = field.name + ".thumb";
    const there = field.form.elements.namedItem(name);
    if (there) return there;
    const made = document.createElement("input");
    Object.assign(made, { type: "file", name, hidden: true, multiple: true });
    field.after(made);
    return made;
  }

  // shrunk returns the file to send and its small picture. Scans that come as PNG
  // stay PNG; what is not a picture goes as it is; nothing is enlarged, and what
  // would grow is left alone.
  async function shrunk(file) {
    if (!file.type.startsWith("image/")) return { file };
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    try {
      const media = file.type === "image/png" ? "image/png" : "image/jpeg";
      const taken = file.type === "image/png" || file.type === "image/jpeg"; // as it is, by the office
      const edge = Math.max(picture.width, picture.height);
      let best = file;
      if (!(taken && media === "image/png" && edge <= longest)) {
        const drawn = await draw(picture, longest, media);
        if (!taken || drawn.size < file.size) best = new File([drawn], named(file.name, media), { type: media });
      }
      return { file: best, thumb: await draw(picture, small, "image/jpeg") };
    } finally {
      picture.close();
    }
  }

  async function draw(picture, most, media) {
    const scale = Math.min(1, most / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const pen = canvas.getContext("2d");
    if (media === "image/jpeg") { // which knows nothing see-through
      pen.fillStyle = "white";
      pen.fillRect(0, 0, canvas.width, canvas.height);
    }
    pen.imageSmoothingQuality = "high";
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const drawn = await new Promise((resolve) => { canvas.toBlob(resolve, media, most === small ? 0.7 : 0.85); });
    canvas.width = canvas.height = 0; // gives its memory back at once
    if (!drawn) throw new Error("not drawn");
    return drawn;
  }

  function named(name, media) {
    return media === "image/jpeg" ? name.replace(/(\.[^.]*)?$/, ".jpg") : name;
  }

  const nothing = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

  // line has room for the picture from the first, so that no button moves away
  // from under a finger.
  function line(file) {
    const item = document.createElement("li");
    const box = document.createElement("div");
    box.className = "photo";
    if (file.type.startsWith("image/")) {
      const picture = document.createElement("img");
      Object.assign(picture, { alt: "", src: nothing });
      box.append(picture);
    }
    const label = document.createElement("span");
    label.dir = "auto";
    label.textContent = file.name;
    box.append(label);
    item.append(box);
    return item;
  }

  function show(item, made, asIs) {
    const box = item.firstElementChild;
    const picture = box.querySelector("img");
    if (made.thumb) {
      picture.src = URL.createObjectURL(made.thumb);
      picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
    }
    if (made.asIs) {
      const note = document.createElement("span");
      note.className = "soft";
      note.textContent = asIs;
      box.append(note);
    }
  }
})();
