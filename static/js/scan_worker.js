// scan_worker.js finds the edges of a photographed page and straightens it, off
// the page's own thread. scanic does the work; its wasm lies inside it and asks
// for nothing. The policy of this script alone lets wasm run (see the office's
// static files).
"use strict";

// scanic draws into a canvas that it asks the document for; a worker has none.
self.document = { createElement: () => new OffscreenCanvas(1, 1) };

self.addEventListener("message", async ({ data: { id, act, library, image, corners } }) => {
  try {
    if (!self.scanic?.scanDocument) importScripts(library);
    const { success, confidence, corners: found, output } = act === "find"
      ? await self.scanic.scanDocument(image, { mode: "detect" })
      : await self.scanic.extractDocument(image, corners, { output: "imagedata" });
    self.postMessage({ id, success, confidence, corners: found, output });
  } catch (error) {
    self.postMessage({ id, success: false, message: String(error) });
  }
});
