// The peer of bench-sync: express-pouchdb over LevelDB, with a page that holds
// PouchDB. Usage: node server.cjs PORT FOLDER
"use strict";
const path = require("node:path");
const express = require("express");
const PouchDB = require("pouchdb");
const [port, folder] = process.argv.slice(2);
const app = express();
app.get("/bench.html", (_, answer) => answer.type("html").send('<!DOCTYPE html><title>PouchDB</title><script src="/bench.js"></script>'));
app.get("/bench.js", (_, answer) => answer.sendFile(path.resolve("node_modules/pouchdb/dist/pouchdb.min.js")));
app.use(require("express-pouchdb")(PouchDB.defaults({ prefix: folder + path.sep }), { mode: "minimumForPouchDB", inMemoryConfig: true }));
app.listen(Number(port), "localhost", () => console.log("ready"));
