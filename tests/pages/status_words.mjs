// The page's own status_words.js: {"words": ..., "moments": [[status, milliseconds], ...]} on stdin, what is said on stdout.
import { readFileSync } from "node:fs";
import { progressOf } from "../../site/static/js/form/status_words.js";

const { words, moments } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(moments.map(([status, elapsed]) => progressOf(status, words, elapsed))));
