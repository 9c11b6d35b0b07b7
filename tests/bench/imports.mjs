// What each import of a start costs, in the runtime as it is shipped: node imports.mjs WORKER REQUESTS
// One JSON object on stdout: {"imports": [[microseconds, name], ...]}, those of the first answer included.
// Python's own clock of imports is asked (PYTHONPROFILEIMPORTTIME): the time of a module without those it imports.

import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { pathToFileURL } from "node:url";

const [worker, requests] = process.argv.slice(2);
const { entry, lock, path, files } = JSON.parse(/^const MANIFEST = .*?\((\{.*\})\);$/m.exec(readFileSync(worker, "utf8"))[1]);
const fileOf = (name) => join(dirname(worker), files[name].address);
const { loadPyodide } = await import(pathToFileURL(fileOf("pyodide.mjs")).href);
const stdlib = join(mkdtempSync(join(tmpdir(), "imports-")), "stdlib.zip");
writeFileSync(stdlib, gunzipSync(readFileSync(fileOf("stdlib.zip.bin"))));

const imports = [];
const note = (line) => {
  const [, self, name] = /^import time:\s+(\d+) \|\s+\d+ \|\s+(.*)$/.exec(line) ?? [];
  if (name) imports.push([Number(self), name.trim()]);
};
const pyodide = await loadPyodide({
  indexURL: `${dirname(fileOf("pyodide.mjs"))}/`, stdLibURL: stdlib, lockFileContents: lock, env: { PYTHONPROFILEIMPORTTIME: "1" }, stderr: note,
});
const { add } = pyodide.pyimport("precompiled");
for (const name of path) {
  pyodide.FS.writeFile(`/${name}`, gunzipSync(readFileSync(fileOf(name))));
  add(`/${name}`);
}
const { respond } = pyodide.pyimport(entry);
for (const request of JSON.parse(readFileSync(requests, "utf8")).slice(0, 1)) respond(JSON.stringify(request));
console.log(JSON.stringify({ imports }));
