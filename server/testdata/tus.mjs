// Brings one file by tus-js-client, as an ordinary client would. The task comes
// as JSON in the first argument; what became of it is printed as JSON.
//
// {endpoint, credential, file, sha256, storage, chunkSize, stopAfter, checksum, create}
import { createHash } from "node:crypto";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { DefaultHttpStack, FileUrlStorage, Upload } from "tus-js-client";

const task = JSON.parse(process.argv[2]);
const content = readFileSync(task.file);
const seen = { requests: [], sent: 0, statuses: [] };

const upload = new Upload(createReadStream(task.file), {
  endpoint: task.endpoint,
  uploadSize: statSync(task.file).size,
  chunkSize: task.chunkSize,
  retryDelays: [0, 50, 200],
  headers: { Authorization: "Bearer " + task.credential },
  metadata: { filename: "kitchen.jpg", filetype: "image/jpeg", sha256: task.sha256 },
  uploadDataDuringCreation: task.create === true,
  httpStack: new DefaultHttpStack(),
  urlStorage: new FileUrlStorage(task.storage),
  fingerprint: async () => task.sha256,
  onBeforeRequest(request) {
    seen.requests.push(request.getMethod());
    if (!task.checksum || request.getMethod() !== "PATCH") return;
    const offset = Number(request.getHeader("Upload-Offset"));
    const part = content.subarray(offset, offset + task.chunkSize);
    const sum = createHash("sha1").update(task.checksum === "wrong" ? "x" : part).digest("base64");
    request.setHeader("Upload-Checksum", "sha1 " + sum);
  },
  onAfterResponse: (_, response) => { seen.statuses.push(response.getStatus()); },
  onChunkComplete(size, accepted) {
    seen.sent += size;
    if (task.stopAfter && accepted >= task.stopAfter) upload.abort().then(() => done("stopped"));
  },
  onSuccess: () => done("brought"),
  onError: (error) => done("failed", String(error)),
});

async function done(how, why) {
  const kept = await upload.findPreviousUploads();
  console.log(JSON.stringify({ how, why, url: upload.url, kept: kept.length, ...seen }));
  process.exit(0);
}

const earlier = await upload.findPreviousUploads();
if (earlier.length > 0) upload.resumeFromPreviousUpload(earlier[0]);
upload.start();
