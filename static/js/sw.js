// The service worker: it answers this site's pages on a tablet that was made
// ready, from the Go program tablet.wasm. This file only carries requests in
// and answers out; what a page says is decided in Go, as at the office.
//
// The build writes the release and the list of its files in here, so that a
// new release is a new script. One cache holds a release whole; formats of
// what is stored only grow, so that a new worker may take over at once.
"use strict";

const release = "__RELEASE__";
const files = __FILES__;
const cacheName = "doorstep-" + release;
const startLimit = 10_000; // ms until a page says that the tablet cannot start
const askLimit = 3_000; // ms that open pages have to hand their key over: a busy tablet needs them, and a page without a key says so at once
const takeLimit = 10_000; // ms that a new page has to take the key over, before this worker may be replaced

const asset = (name) => "/static/" + release + "/" + name;
const assetName = (path) => /^\/static\/[^/]+\/(.+)$/.exec(path)?.[1];

// These are the office's alone; Go is not woken for them.
const officeOnly = /^\/(sync\/v1|tablet\/enrol|static\/|sw\.js|manifest\.webmanifest|healthz)/;

importScripts(asset("wasm_exec.js"));

self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));

async function fill() {
  const cache = await caches.open(cacheName);
  try {
    await cache.addAll(files.map((name) => new Request(asset(name), { cache: "no-cache" }))); // all or none
  } catch (error) {
    await caches.delete(cacheName);
    throw error;
  }
}

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith("doorstep-") && name !== cacheName) await caches.delete(name);
  }
  await self.clients.claim();
}

// start runs the Go program once; a program that ended is started again by the
// next request.
let starting;

function start() {
  starting ??= load().catch((error) => {
    starting = undefined;
    throw error;
  });
  return within(startLimit, starting);
}

async function load() {
  const go = new Go();
  const here = await caches.match(asset("tablet.wasm"), { cacheName });
  const program = await WebAssembly.instantiateStreaming(here ?? fetch(asset("tablet.wasm")), go.importObject);
  const ready = new Promise((resolve) => { self.doorstepReady = resolve; });
  const ended = go.run(program.instance).finally(() => { starting = undefined; })
    .then(() => { throw new Error("the program ended"); });
  ended.catch(() => {}); // whoever waits for an answer hears of it
  return alive(await ready, ended);
}

// alive lets nobody wait for the answer of a program that has ended: the page
// would hang, and with it every word that is being kept behind it.
function alive(program, ended) {
  const calls = {};
  for (const name of Object.keys(program)) {
    calls[name] = (argument) => Promise.race([program[name](argument), ended]);
  }
  return calls;
}

function within(limit, promise) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error("late")), limit); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin) return;
  const name = assetName(url.pathname);
  if (name !== undefined && files.includes(name)) {
    event.respondWith(keptFile(event.request, url.pathname, name));
  } else if (!officeOnly.test(url.pathname) || event.request.mode === "navigate") {
    event.respondWith(answer(event, url));
  }
});

// keptFile answers from the cache. A page of another release gets its own files
// from the office while it can, and ours where it cannot.
async function keptFile(request, path, name) {
  const kept = () => caches.match(asset(name), { cacheName });
  if (path === asset(name)) return (await kept()) ?? fetch(request);
  try {
    return await fetch(request);
  } catch (error) {
    return (await kept()) ?? Response.error();
  }
}

async function answer(event, url) {
  const request = event.request;
  if (request.mode === "navigate" && event.resultingClientId) event.waitUntil(taken(event.resultingClientId));
  const page = request.mode === "navigate" || request.headers.get("HX-Request") === "true";
  let tablet;
  try {
    tablet = await start();
  } catch (error) {
    console.error("doorstep: the tablet did not start", String(error));
    return page ? plainPage() : Response.error();
  }
  const asked = {
    method: request.method, path: url.pathname, query: url.search, referrer: request.referrer,
    htmx: request.headers.get("HX-Request") === "true",
    alone: request.mode === "navigate" && (await openPages()).length === 0,
    entries: [],
  };
  try {
    if (!(await tablet.wants(asked))) return await fromOffice(request, page, tablet, asked);
    if (request.method !== "GET" && !fromHere(request)) return page ? plainPage() : Response.error();
    if (request.method === "POST") asked.entries = await entries(request);
    const given = await tablet.answer(asked);
    if (given.sync) event.waitUntil(tablet.sync(given.sync));
    return new Response(given.body, { status: given.status, headers: given.headers });
  } catch (error) {
    console.error("doorstep: a page failed", String(error));
    return page ? plainPage() : Response.error();
  }
}

// fromHere reports whether a page of ours sends this. Another site's form comes
// through here like our own, and on the tablet no session's token stands behind
// it. Our policy always names the page (pages.SecurityHeaders); a stranger can
// hide its address, but not give ours.
function fromHere(request) {
  const ours = self.location.origin;
  return request.referrer.startsWith(ours + "/") || request.headers.get("Origin") === ours;
}

// fromOffice passes a request on. Its body was not read. The page that is being
// left may hold the key, and drops it when it goes.
async function fromOffice(request, page, tablet, asked) {
  try {
    if (request.mode === "navigate") await tablet.keep(asked);
    return await fetch(request);
  } catch (error) {
    if (!page) return Response.error();
    const given = await tablet.away(asked);
    return new Response(given.body, { status: given.status, headers: given.headers });
  }
}

// entries lists a form's names and values; a file comes with its bytes.
async function entries(request) {
  const list = [];
  for (const [name, value] of await request.formData()) {
    if (typeof value === "string") list.push({ name, value });
    else list.push({ name, file: value.name, media: value.type, content: new Uint8Array(await value.arrayBuffer()) });
  }
  return list;
}

// plainPage is all that is left when the program does not run. Its sentences
// are those of views/words (a test compares them).
function plainPage() {
  const html = `<!DOCTYPE html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>This page cannot be shown now - Doorstep</title></head>
<body><main><h1>This page cannot be shown now</h1>
<p>What you saved is safe on this tablet. Close Doorstep, open it again and go on.</p></main></body></html>`;
  return new Response(html, {
    status: 503,
    headers: {
      "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
  });
}

function openPages() {
  return self.clients.matchAll({ type: "window", includeUncontrolled: true });
}

// The key of an unlocked vault lives in this worker's memory and in that of
// open pages. A worker that was stopped meanwhile asks them; the page that is
// being left still answers.
self.doorstepAsk = async () => {
  const pages = await openPages();
  if (pages.length === 0) return null;
  const answers = pages.map((page) => new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => { if (data?.key) resolve(data); else reject(new Error("no key")); };
    page.postMessage({ type: "key" }, [port2]);
  }));
  return within(askLimit, Promise.any(answers)).catch(() => null);
};

// taken waits until a new page has asked for the key. The page that is being left
// is gone by then, and this worker alone has it: a new release's worker must not
// end it before.
const takers = new Map();

function taken(client) {
  const asked = new Promise((resolve) => { takers.set(client, resolve); });
  return within(takeLimit, asked).catch(() => {}).finally(() => takers.delete(client));
}

// doorstepTell says something to every open page.
self.doorstepTell = async (message) => {
  for (const page of await openPages()) page.postMessage(message);
};

self.addEventListener("message", (event) => {
  const port = event.ports[0];
  event.waitUntil((async () => {
    let reply;
    try {
      reply = await (await start()).message(event.data);
    } catch (error) {
      console.error("doorstep: a message failed", String(error));
      reply = { failed: true };
    }
    port?.postMessage(reply);
    if (event.data?.type === "hold") takers.get(event.source?.id)?.();
  })());
});
