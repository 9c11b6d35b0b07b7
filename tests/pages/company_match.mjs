// The page's own company_match.js: {"list": ..., "messages": [[sender, text], ...], "typed": [...]} on stdin, the names of
// the firms for each on stdout.
import { readFileSync } from "node:fs";
import { firmsBehind, firmsCalled } from "../../site/static/js/lookup/company_match.js";

const { list, messages, typed } = JSON.parse(readFileSync(0, "utf8"));
const names = (firms) => firms.map(({ name }) => name);
process.stdout.write(
  JSON.stringify({
    messages: messages.map(([sender, text]) => names(firmsBehind(list, sender, text))),
    typed: typed.map((text) => names(firmsCalled(list, text))),
  }),
);
