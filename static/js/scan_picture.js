// scan_picture.js is what scan.js does with pictures: it draws them no larger than
// they have to be, and asks the worker to find edges, to straighten, and to read
// the square code of our papers. The worker and its libraries are fetched when the
// first photo comes; nothing is asked of the network on a tablet.

export const longest = 2560; // pixels of the longer edge: small print of a page stays legible
export const looked = 1000; // of the picture that the edges are looked for in
const patience = 20_000; // milliseconds for one answer of the worker

let worker;
let asked = 0;

// ask lets the worker do something with a picture; null where it cannot. The
// addresses of what it needs stand on the box.
export function ask(box, message) {
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
    const address = (name) => name && new URL(name, location.href).href;
    const { library, reader } = box.dataset;
    worker.postMessage({ ...message, id, library: address(library), reader: address(reader) }, [message.image.data.buffer]);
  });
}

export const pixels = (canvas) => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);

// markOn reads the mark of our papers from a picture, "" where there is none.
export async function markOn(box, canvas) {
  const answer = await ask(box, { act: "read", image: pixels(canvas) });
  const mark = /\/v\/([0-9a-f-]+)$/i.exec(answer?.text ?? "")?.[1].replaceAll("-", "").toLowerCase();
  return mark?.length === 20 ? mark : "";
}

// groups writes a mark as it stands on the paper.
export const groups = (mark) => mark.match(/.{4}/g).join("-");

// opened unpacks a photo, upright.
export async function opened(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    return drawn(picture, longest);
  } finally {
    picture.close();
  }
}

export function drawn(picture, most) {
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

export async function jpeg(canvas, quality = 0.85) {
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", quality); });
  if (!blob) throw new Error("not drawn");
  return blob;
}
