// Runs Pyodide under Node for the build. Two jobs, one JSON file each (see site/stopsms/runtime/node_job.py):
//   compile: start the npm package as it comes and answer our requests; start it with the stubs and
//            find the modules that the same requests need; compile our package to .pyc of exactly this Python, and the
//            library in a third one
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
  pyodide.FS.writeFile("/build/trace_and_compile.py", readFileSync(join(HERE, "trace_and_compile.py")));
  pyodide.runPython("import sys; sys.path.append('/build')");
  return pyodide.pyimport("trace_and_compile");
}

async function compile(job) {
  const { loadPyodide } = await import(pathToFileURL(join(job.pyodide, "pyodide.mjs")).href);
  const text = JSON.stringify(job);
  const whole = await open(job, loadPyodide, {});
  const answered = whole.answer(text);
  const trimmed = await open(job, loadPyodide, { stdLibURL: job.stdlib_zip });
  const traced = trimmed.trace(text);
  whole.build(text);
  const apart = await open(job, loadPyodide, { stdLibURL: job.stdlib_zip });
  apart.build_library(text, traced);
  return answered;
}

/** As worker.js does it. */
async function check({ paths, manifest, requests, scratch }) {
  const { loadPyodide } = await import(pathToFileURL(paths["pyodide.mjs"]).href);
  const stdlib = join(scratch, "stdlib.zip");
  writeFileSync(stdlib, gunzipSync(readFileSync(paths["stdlib.zip.bin"])));
  const indexURL = `${dirname(paths["pyodide.mjs"])}/`;
  const pyodide = await loadPyodide({ indexURL, stdLibURL: stdlib, lockFileContents: manifest.lock });
  const { add } = pyodide.pyimport("precompiled");
  for (const name of manifest.path) {
    pyodide.FS.writeFile(`/${name}`, gunzipSync(readFileSync(paths[name])));
    add(`/${name}`);
  }
  const entry = pyodide.pyimport(manifest.entry);
  return JSON.stringify({ responses: requests.map((request) => entry.respond(request)) });
}

const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
try {
  writeFileSync(job.report, await (job.mode === "compile" ? compile(job) : check(job)));
} catch (error) {
  // A Python error comes as a whole traceback: the last line says what, the rest helps whoever mends it.
  console.error(String(error.message ?? error).trim());
  process.exit(1);
}
