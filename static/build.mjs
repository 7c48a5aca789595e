// Builds static/dist: our own styles and scripts, the npm parts, fonts, icons,
// the manifest and the service worker's loader, each compressed once. No
// bundler: a file here is a file there, so that what a reader opens in the
// browser is what lies in the tree.
//
//   node static/build.mjs --release ID [--out static/dist] [--quality 11]
//
// tablet.wasm is put into the output folder by `make` before this runs.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import { initWasm, Resvg } from "@resvg/resvg-wasm";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const { values: flags } = parseArgs({
  options: {
    release: { type: "string" },
    out: { type: "string", default: join(here, "dist") },
    quality: { type: "string", default: "11" },
  },
});
if (!flags.release) throw new Error("static/build.mjs needs --release ID (make passes it)");
const out = resolve(flags.out);
const npm = (...path) => join(root, "node_modules", ...path);

// parts are files taken as they are: name in the browser, where it comes from.
const goroot = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
const hyperlegible = (name) => npm("@fontsource/atkinson-hyperlegible-next/files", `atkinson-hyperlegible-next-${name}-normal.woff2`);
const parts = {
  "htmx.js": npm("htmx.org/dist/htmx.min.js"),
  "scanic.js": npm("scanic/dist/scanic.umd.cjs"),
  "qr.js": npm("qr/index.js"),
  "signature_pad.js": npm("signature_pad/dist/signature_pad.umd.min.js"),
  "wasm_exec.js": join(goroot, "lib/wasm/wasm_exec.js"),
  "hyperlegible-400.woff2": hyperlegible("latin-400"),
  "hyperlegible-700.woff2": hyperlegible("latin-700"),
  "hyperlegible-ext-400.woff2": hyperlegible("latin-ext-400"),
  "hyperlegible-ext-700.woff2": hyperlegible("latin-ext-700"),
  "icon.svg": join(here, "icons/icon.svg"),
};

// icons are the pictures that stand beside words, from lucide-static. A page
// shows one with <use href="…/icons.svg#check">.
const icons = [
  "calendar", "camera", "check", "chevron-right", "file-text", "house",
  "lock", "pen-line", "refresh-cw", "send", "tablet", "triangle-alert", "user", "x",
];

const paper = "#FAF8F2"; // the design system's paper and accent, light theme
const accent = "#0B5563";

// manifest makes the site installable; its address is /manifest.webmanifest.
const manifest = (asset) => ({
  id: "/",
  name: "Doorstep",
  short_name: "Doorstep",
  description: "Casework at the client's doorstep",
  lang: "en",
  dir: "ltr",
  start_url: "/",
  scope: "/",
  display: "standalone",
  background_color: paper,
  theme_color: accent,
  icons: [
    { src: asset("icon.svg"), sizes: "any", type: "image/svg+xml" },
    { src: asset("icon-192.png"), sizes: "192x192", type: "image/png" },
    { src: asset("icon-512.png"), sizes: "512x512", type: "image/png" },
    { src: asset("icon-maskable-512.png"), sizes: "512x512", type: "image/png", purpose: "maskable" },
  ],
});

const compressed = /\.(css|js|svg|wasm|webmanifest)$/;
// unlisted are not fetched by a tablet that makes itself ready: they have their
// own addresses, or only the office reads them.
const unlisted = /^(\.keep|sw\.js|manifest\.webmanifest|.*\.br)$/;

mkdirSync(out, { recursive: true });
sweep();
for (const [name, from] of Object.entries(parts)) {
  copyFileSync(from, join(out, name));
}
concatenateStyles();
putReader();
for (const name of list(join(here, "js"))) if (name !== "sw.js") copyFileSync(join(here, "js", name), join(out, name));
put("icons.svg", sprite());
await drawIcons();
put("manifest.webmanifest", JSON.stringify(manifest((name) => `/static/${flags.release}/${name}`), null, 1) + "\n");
putServiceWorker();
checkAddresses();
for (const name of list(out)) if (compressed.test(name)) compress(name);
checkWeight();
report();

// list names the files of a folder in order; a folder that is not there has none.
function list(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile()).sort();
}

function put(name, text) {
  writeFileSync(join(out, name), text);
}

// sweep empties the output folder of an earlier build; the wasm comes from the
// Go tool, as do the faces of printed papers in fonts/.
function sweep() {
  for (const name of list(out)) {
    if (name !== ".keep" && name !== "tablet.wasm") rmSync(join(out, name));
  }
}

// concatenateStyles joins static/css/*.css in the order of their names; the
// first one declares the order of the layers.
function concatenateStyles() {
  const sheets = list(join(here, "css")).filter((name) => name.endsWith(".css"));
  put("doorstep.css", sheets.map((name) => readFileSync(join(here, "css", name), "utf8")).join("\n"));
}

// putReader takes the two modules that read square codes; one imports the other
// by a name that says too little here.
function putReader() {
  const [from, to] = ["'./index.js'", "'./qr.js'"];
  const reader = readFileSync(npm("qr/decode.js"), "utf8");
  if (reader.split(from).length !== 2 || /from ['"]\./.test(reader.replace(from, ""))) throw new Error("qr/decode.js imports something else than it did");
  put("qr_decode.js", reader.replace(from, to));
}

// sprite joins the icons as symbols, keeping the licence line of the set.
function sprite() {
  const symbols = icons.map((name) => {
    const svg = readFileSync(npm("lucide-static/icons", `${name}.svg`), "utf8");
    const shapes = svg.replace(/<!--[^]*?-->/g, "").replace(/<svg[^]*?>/, "").replace("</svg>", "").replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`;
  });
  const version = JSON.parse(readFileSync(npm("lucide-static/package.json"), "utf8")).version;
  return `<!-- lucide-static v${version} - ISC --><svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}

// drawIcons renders icon.svg for the home screen. The maskable one keeps the
// picture inside the inner 80 %, since a launcher may cut the rest away.
async function drawIcons() {
  await initWasm(readFileSync(npm("@resvg/resvg-wasm/index_bg.wasm")));
  const svg = readFileSync(join(here, "icons/icon.svg"), "utf8");
  const draw = (text, size) => new Resvg(text, { fitTo: { mode: "width", value: size } }).render().asPng();
  put("icon-192.png", draw(svg, 192));
  put("icon-512.png", draw(svg, 512));
  const inner = svg.replace(/<\?xml[^]*?\?>/, "").replace(/<svg([^]*?)>/, (_, attributes) =>
    `<svg x="51" y="51" width="410" height="410"${attributes.replace(/\s(x|y|width|height)="[^"]*"/g, "")}>`);
  put("icon-maskable-512.png", draw(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" fill="${accent}"/>${inner}</svg>`, 512));
}

// putServiceWorker writes the loader with this build's release and the names of
// all it must keep to work without a network.
function putServiceWorker() {
  const names = list(out).filter((name) => !unlisted.test(name));
  put("sw.js", readFileSync(join(here, "js/sw.js"), "utf8").replaceAll("__RELEASE__", flags.release).replaceAll("__FILES__", JSON.stringify(names)));
}

// checkAddresses fails the build when a style, a page or the worker names what
// is not there.
function checkAddresses() {
  const missing = [];
  const sources = ["views", "pages"].flatMap((folder) => list(join(root, folder)).map((name) => join(root, folder, name)))
    .filter((name) => /(?<!_templ|_test)\.(go|templ)$/.test(name)).map((name) => readFileSync(name, "utf8"));
  for (const source of sources) {
    for (const [, name] of source.matchAll(/Icon(?:: |\()"([a-z0-9-]+)"/g)) if (!icons.includes(name)) missing.push(`the icon ${name}`);
    for (const [, name] of source.matchAll(/Asset\("([^"]+)"\)/g)) if (!existsSync(join(out, name))) missing.push(name);
  }
  for (const [, name] of readFileSync(join(out, "doorstep.css"), "utf8").matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
    if (!name.startsWith("data:") && !existsSync(join(out, basename(name.split("#")[0])))) missing.push(name);
  }
  if (missing.length) throw new Error(`pages or styles name what the build does not make: ${missing.join(", ")}`);
}

// compress writes name.br. The wasm takes ten seconds, so results are kept by
// what went in, and a build that changed nothing is quick.
function compress(name) {
  const content = readFileSync(join(out, name));
  const quality = Number(flags.quality);
  const kept = join(root, "bin/brotli", createHash("sha256").update(content).digest("hex") + "." + quality);
  if (!existsSync(kept)) {
    mkdirSync(dirname(kept), { recursive: true });
    const packed = brotliCompressSync(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    });
    writeFileSync(kept + ".part", packed);
    renameSync(kept + ".part", kept);
  }
  copyFileSync(kept, join(out, name + ".br"));
}

// checkWeight fails the build when the tablet's program would take too long to
// travel over a poor line, and to start.
function checkWeight() {
  const most = 2_000_000; // bytes at quality 11
  const name = join(out, "tablet.wasm.br");
  if (flags.quality === "11" && existsSync(name) && statSync(name).size > most) {
    throw new Error(`tablet.wasm.br has ${statSync(name).size} bytes, more than ${most}`);
  }
}

function report() {
  const bytes = list(out).filter((name) => name.endsWith(".br")).reduce((sum, name) => sum + statSync(join(out, name)).size, 0);
  console.log(`static: release ${flags.release}, ${list(out).length} files, ${(bytes / 1e6).toFixed(2)} MB compressed`);
}
