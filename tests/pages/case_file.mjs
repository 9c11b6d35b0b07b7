// The page's own case_file.js: a list of [function, ...arguments] on stdin, what each gives on stdout; of an error, its code.
import { readFileSync } from "node:fs";
import * as functions from "../../site/static/js/cases/case_file.js";

/** @param {[string, ...unknown[]]} call */
function run([name, ...given]) {
  try {
    return functions[name](...given) ?? null;
  } catch (error) {
    return { error: error.code ?? String(error) };
  }
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(run)));
