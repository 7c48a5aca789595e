// Checks every page that the stories kept, all at once:
//
//   node e2e/htmlcheck.mjs e2e/out/html
//
// Prints one line a fault and ends with 1 if there is any. (The checker's own
// command line needs a newer Node than its library does.)
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";

const rules = {
  extends: ["html-validate:recommended"],
  rules: {
    "doctype-style": "off", // templ writes it in lower case
    "require-sri": "off", // every script is our own, from our own origin
    "attribute-boolean-style": "off", // a page with faults is read from the browser, which writes novalidate=""
    "void-style": "off", // templ writes both
    "attribute-empty-style": "off", // templ writes alt=""
    "no-trailing-whitespace": "off",
    "form-dup-name": "off", // hidden fields of one name tell which boxes a form showed
    "autocomplete-password": "off", // a passphrase must not go into the browser's own files
    "no-implicit-button-type": "error",
    "no-inline-style": "error",
  },
};

const folder = process.argv[2];
const checker = new HtmlValidate(rules);
let faults = 0;
const names = readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
for (const name of names) {
  const report = await checker.validateString(readFileSync(join(folder, name), "utf8"), name);
  for (const { messages } of report.results) {
    for (const m of messages) {
      console.log(`${name}:${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
      faults++;
    }
  }
}
console.log(`${names.length} pages, ${faults} faults`);
process.exit(faults ? 1 : 0);
