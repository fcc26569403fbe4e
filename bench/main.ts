import { writeFileSync } from "node:fs";
import { bundleFigures } from "./bundle-figures.ts";
import { engineFigures } from "./engine-figures.ts";
import { figureTable } from "./figure.ts";
import { groupFigures } from "./group-figures.ts";
import { pageFigures } from "./page-figures.ts";
import { stateFigures } from "./state-figures.ts";

const only = process.argv.slice(2);
const figures = [
  ...engineFigures(only),
  ...stateFigures(only),
  ...groupFigures(only),
  ...bundleFigures(only),
  ...(await pageFigures(only)),
];
console.log(figureTable(figures));
if (only.length === 0)
  writeFileSync("bench/latest.json", `${JSON.stringify({ figures }, null, 2)}\n`);
