// Answers senders with the page's own instant.js: {"tables": [...], "asked": [[table, sender, text], ...]} on
// stdin, one [family, kind, verdict, html] or null for each on stdout.
import { readFileSync } from "node:fs";
import { answerAtOnce, withSender } from "../../site/static/js/lookup/instant.js";

const { tables, asked } = JSON.parse(readFileSync(0, "utf8"));
const answers = asked.map(([table, sender, text]) => {
  const said = answerAtOnce(tables[table], sender, text);
  return said ? [said.found.row.id, said.kind, said.verdict, withSender(said.html, said.found)] : null;
});
process.stdout.write(JSON.stringify(answers));
