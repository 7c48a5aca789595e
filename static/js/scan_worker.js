// scan_worker.js finds the edges of a photographed page, straightens it, and reads
// the square code on it, off the page's own thread. scanic does the first two; its
// wasm lies inside it and asks for nothing. The policy of this script alone lets
// wasm run (see the office's static files). The third is done by qr, in every
// browser the same way: few have a BarcodeDetector of their own.
"use strict";

const effort = 3_000; // milliseconds to look for a code: most pages have none

// scanic draws into a canvas that it asks the document for; a worker has none.
self.document = { createElement: () => new OffscreenCanvas(1, 1) };

const acts = {
  async find({ library, image }) {
    return (await scanic(library)).scanDocument(image, { mode: "detect" });
  },
  async straighten({ library, image, corners }) {
    return (await scanic(library)).extractDocument(image, corners, { output: "imagedata" });
  },
  async read({ reader, image }) {
    const { decodeQR } = await import(reader);
    return { success: true, text: decodeQR(image, { effort: Infinity, timeLimit: effort }) }; // it throws where there is none
  },
};

async function scanic(library) {
  if (!self.scanic?.scanDocument) importScripts(library);
  return self.scanic;
}

self.addEventListener("message", async ({ data }) => {
  const { id } = data;
  try {
    const { success, confidence, corners, output, text } = await acts[data.act](data);
    self.postMessage({ id, success, confidence, corners, output, text });
  } catch (error) {
    self.postMessage({ id, success: false, message: String(error) });
  }
});
