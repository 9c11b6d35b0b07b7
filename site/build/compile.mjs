// Runs Pyodide under Node for the build. Two jobs, one JSON file each (see site/stopsms/runtime/compiler.py):
//   compile: start the npm package as it comes and answer our requests; start it with the stand-ins of instead/ and
//            find the modules of the standard library that the same requests need; compile these and our packages to
//            .pyc of exactly this Python
//   check:   start the runtime as it will be shipped, answer the same requests, fail on whatever is missing
// Usage: node compile.mjs JOB.json. Writes JOB.json's `report`. Exit code 1 and one line on stderr when it fails.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const HERE = dirname(fileURLToPath(import.meta.url));

/** Pyodide with the folders of the job, and the module that works inside it. */
async function open(job, loadPyodide, options) {
  // Column positions would add a third to the bytecode, and the error of a page is read by line.
  const env = { PYTHONNODEBUGRANGES: "1", PYTHONHASHSEED: "0" };
  const pyodide = await loadPyodide({ indexURL: job.pyodide, env, ...options });
  for (const [name, folder] of Object.entries(job.folders)) pyodide.mountNodeFS(`/build/${name}`, folder);
  pyodide.FS.writeFile("/build/inside.py", readFileSync(join(HERE, "inside.py")));
  pyodide.runPython("import sys; sys.path.append('/build')");
  return pyodide.pyimport("inside");
}

async function compile(job) {
  const { loadPyodide } = await import(pathToFileURL(join(job.pyodide, "pyodide.mjs")).href);
  const text = JSON.stringify(job);
  const whole = await open(job, loadPyodide, {});
  const answered = whole.answer(text);
  const trimmed = await open(job, loadPyodide, { stdLibURL: job.stdlib_zip });
  whole.build(text, trimmed.trace(text));
  return answered;
}

async function check(job) {
  const { loadPyodide } = await import(pathToFileURL(join(job.runtime, "pyodide.mjs")).href);
  const stdlib = join(job.scratch, "stdlib.zip");
  writeFileSync(stdlib, gunzipSync(readFileSync(join(job.runtime, "stdlib.zip.bin"))));
  const pyodide = await loadPyodide({ indexURL: job.runtime, stdLibURL: stdlib, lockFileContents: job.lock });
  pyodide.FS.writeFile("/packages.zip", gunzipSync(readFileSync(join(job.runtime, "packages.zip.bin"))));
  pyodide.runPython("import sys; sys.path.append('/packages.zip')");
  const entry = pyodide.pyimport(job.entry);
  return JSON.stringify({ responses: job.requests.map((request) => entry.respond(request)) });
}

const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
try {
  writeFileSync(job.report, await (job.mode === "compile" ? compile(job) : check(job)));
} catch (error) {
  // A Python error comes as a whole traceback: the last line says what, the rest helps whoever mends it.
  console.error(String(error.message ?? error).trim());
  process.exit(1);
}
