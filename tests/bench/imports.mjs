// What each import of a start costs, in the runtime as it is shipped: node imports.mjs RUNTIME ENTRY REQUESTS
// One JSON object on stdout: {"imports": [[microseconds, name], ...]}, those of the first answer included.
// Python's own clock of imports is asked (PYTHONPROFILEIMPORTTIME): the time of a module without those it imports.

import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { pathToFileURL } from "node:url";

const [runtime, entry, requests] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")).href);
const { lock } = JSON.parse(readFileSync(join(runtime, "manifest.json"), "utf8"));
const stdlib = join(mkdtempSync(join(tmpdir(), "imports-")), "stdlib.zip");
writeFileSync(stdlib, gunzipSync(readFileSync(join(runtime, "stdlib.zip.bin"))));

const imports = [];
const note = (line) => {
  const [, self, name] = /^import time:\s+(\d+) \|\s+\d+ \|\s+(.*)$/.exec(line) ?? [];
  if (name) imports.push([Number(self), name.trim()]);
};
const pyodide = await loadPyodide({
  indexURL: runtime, stdLibURL: stdlib, lockFileContents: lock, env: { PYTHONPROFILEIMPORTTIME: "1" }, stderr: note,
});
pyodide.FS.writeFile("/packages.zip", gunzipSync(readFileSync(join(runtime, "packages.zip.bin"))));
pyodide.runPython("import sys; sys.path.append('/packages.zip')");
const { respond } = pyodide.pyimport(entry);
for (const request of JSON.parse(readFileSync(requests, "utf8")).slice(0, 1)) respond(JSON.stringify(request));
console.log(JSON.stringify({ imports }));
