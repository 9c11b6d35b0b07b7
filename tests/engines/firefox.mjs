// Drives Firefox for firefox.py: a line of JSON {op, arguments} in, a line {result} or {error} out; ends with its input.
// puppeteer-core stays at 24 as long as the project runs on Node 20: 25 needs 22.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { launch, TargetCloseError } = createRequire(new URL("../../site/package.json", import.meta.url))("puppeteer-core");
const [executablePath, seconds] = process.argv.slice(2);
const browser = await launch({ browser: "firefox", executablePath, headless: true, protocolTimeout: Number(seconds) * 1000 });
let context = browser.defaultBrowserContext();
let page = await context.newPage();

const operations = {
  name: () => browser.version(),
  goto: async (url) => void (await page.goto(url)),
  run: (expression) => page.evaluate(expression),
  type: (selector, text) => page.type(selector, text),
  tap: (selector) => page.click(selector),
  renew: async () => {
    await page.close();
    if (context !== browser.defaultBrowserContext()) await context.close();
    context = await browser.createBrowserContext();
    page = await context.newPage();
  },
};

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
say({ result: "started" });
for await (const line of createInterface({ input: process.stdin })) {
  const { op, arguments: given } = JSON.parse(line);
  try {
    say({ result: (await operations[op](...given)) ?? null });
  } catch (error) {
    if (error instanceof TargetCloseError) throw error; // a driver without a browser is none
    say({ error: String(error?.message ?? error) });
  }
}
await browser.close();
