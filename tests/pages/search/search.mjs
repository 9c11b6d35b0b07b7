// The page's own search: {"index": ..., "asked": [[text, country], ...]} on stdin, what it finds for each on stdout.
import { readFileSync } from "node:fs";
import { prepare } from "../../../site/static/js/search/find.js";

const { index, asked } = JSON.parse(readFileSync(0, "utf8"));
const search = prepare(index);
process.stdout.write(JSON.stringify(asked.map(([text, country]) => search(text, country))));
