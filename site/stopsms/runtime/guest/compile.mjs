// Runs Pyodide under Node for the build. Three jobs, one JSON file each (see site/stopsms/runtime/node_job.py):
//   compile: start the npm package as it comes and answer our requests; start it with the stubs and
//            find the modules that the same requests need; compile our package to .pyc of exactly this Python, and the
//            library in a third one
//   check:   start the runtime as it will be shipped, answer the same requests, fail on whatever is missing
//   count:   start a runtime whose engine counts, ask requests in stages, say what was called after each
// Usage: node compile.mjs JOB.json. Writes JOB.json's `report`. Exit code 1 and one line on stderr when it fails.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const REGIONS = "regions.zip.bin";
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

/** The runtime as worker.js starts it. `whenSecond` is called where the engine needs its second part, before it comes.
 * @returns {Promise<{pyodide: any, exports: any, respond: (request: string) => string}>} `exports`: of the engine's module */
async function start({ paths, manifest, scratch }, whenSecond) {
  const { loadPyodide } = await import(pathToFileURL(paths["pyodide.mjs"]).href);
  const stdlib = join(scratch, "stdlib.zip");
  writeFileSync(stdlib, gunzipSync(readFileSync(paths["stdlib.zip.bin"])));
  const indexURL = `${dirname(paths["pyodide.mjs"])}/`;
  const { instantiate } = WebAssembly;
  let exports;
  const load = () => {
    whenSecond();
    new WebAssembly.Instance(new WebAssembly.Module(readFileSync(paths["second.wasm"])), { primary: exports });
  };
  WebAssembly.instantiate = async (code, imports) => {
    const made = await instantiate(code, imports.env ? { ...imports, second: { load } } : imports);
    if (imports.env) ({ exports } = made.instance);
    return made;
  };
  const pyodide = await loadPyodide({ indexURL, stdLibURL: stdlib, lockFileContents: manifest.lock });
  const { add } = pyodide.pyimport("precompiled");
  for (const name of manifest.path) {
    pyodide.FS.writeFile(`/${name}`, gunzipSync(readFileSync(paths[name])));
    add(`/${name}`);
  }
  const { respond } = pyodide.pyimport(manifest.entry);
  pyodide.runPython("import gc; gc.freeze(); gc.enable()");
  const { add_pack } = pyodide.pyimport("sender_lookup.archive");
  const addMissing = (name) => {
    pyodide.FS.writeFile(`/${name}`, gunzipSync(readFileSync(paths[name])));
    if (name !== REGIONS) return add_pack(`/${name}`);
    pyodide.runPython(`import phonenumbers.data as data; data.__path__.append('/${REGIONS}/phonenumbers/data')`);
  };
  return { pyodide, exports, respond: (request) => answer(respond, request, addMissing) };
}

function answer(respond, request, addMissing) {
  try {
    return respond(request);
  } catch (error) {
    if (error?.type === "MissingRegionsError") addMissing(REGIONS);
    else if (error?.type === "MissingPackError") addMissing(error.message.trim().split(" ").at(-1));
    else throw error;
  }
  return answer(respond, request, addMissing);
}

/** `needed`: the first request for which the engine's second part was loaded; null where none was. */
async function check(job) {
  let [asked, needed] = ["the start", null];
  const { respond } = await start(job, () => (needed ??= asked));
  const responses = job.requests.map((request) => respond((asked = request)));
  return JSON.stringify({ responses, needed });
}

/** What an engine that counts its calls (`wasm-split --instrument`) has called after each stage: a profile in base64. */
async function count(job) {
  const { pyodide, exports, respond } = await start(job, () => {});
  const profiles = job.stages.map(({ requests, script }) => {
    for (const request of requests) respond(request);
    pyodide.runPython(script);
    const place = exports.malloc(job.room);
    const length = exports.__write_profile(place, job.room);
    const profile = Buffer.from(exports.memory.buffer, place, length).toString("base64");
    exports.free(place);
    return profile;
  });
  return JSON.stringify({ profiles });
}

const JOBS = { compile, check, count };
const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
try {
  writeFileSync(job.report, await JOBS[job.mode](job));
} catch (error) {
  // A Python error comes as a whole traceback: the last line says what, the rest helps whoever mends it.
  console.error(String(error.message ?? error).trim());
  process.exit(1);
}
