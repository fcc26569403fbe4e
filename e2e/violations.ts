import type { Page } from "@playwright/test";
import axe from "axe-core";

interface Violation {
  readonly id: string;
  readonly nodes: readonly {
    readonly target: readonly string[];
    readonly failureSummary: string;
  }[];
}

/** What axe-core finds wrong with the page as it is. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const run: unknown = Reflect.get(Reflect.get(window, "axe"), "run");
    if (typeof run !== "function") throw new Error("axe-core is not there.");
    const result: { violations: Violation[] } = await run(document);
    return result.violations;
  });
  return found.flatMap((one) =>
    one.nodes.map(
      (node) => `${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`,
    ),
  );
}
