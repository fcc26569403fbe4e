import { writeFileSync } from "node:fs";
import { engineFigures } from "./engine-figures.ts";
import { figureTable } from "./figure.ts";

const only = process.argv.slice(2);
const figures = [...engineFigures(only)];
console.log(figureTable(figures));
if (only.length === 0)
  writeFileSync("bench/latest.json", `${JSON.stringify({ figures }, null, 2)}\n`);
