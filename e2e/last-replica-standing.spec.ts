import { expect, type Page, test } from "@playwright/test";
import { frameOf, idle, openHighwater, skipUntil } from "./page-driver.ts";

/** Plays a scenario whose plan takes two followers and then the last replica's power, until all are back in sync. */
async function play(page: Page, name: string): Promise<void> {
  await openHighwater(page);
  await page.getByLabel("Scenario").selectOption(name);
  await idle(page);
  await skipUntil(page, (frame) => frame.brokers[0]?.status === "down");
  await skipUntil(page, ({ atUs, partitions }) => {
    return atUs > 36_000_000 && partitions.every((one) => one.isr.length === 3);
  });
  await page.getByRole("tab", { name: "Guarantees" }).click();
  await idle(page);
}

test("without ELR the last replica in sync is trusted after its power loss, and committed records are gone", async ({
  page,
}) => {
  await play(page, "Last replica standing");
  const { promises } = await frameOf(page);
  expect(promises.lost).toBeGreaterThan(0);
  await expect(page.getByTestId("narration")).toContainText(
    /acknowledged records? (is|are) lost, of orders-0/,
  );
  const finding = page.getByTestId("guarantees").locator(".findings summary").first();
  await expect(finding).toContainText("known hazard of Kafka");
  await finding.click();
  await expect(page.getByTestId("guarantees")).toContainText("KIP-966");
});

test("with ELR a replica that has everything is waited for, and nothing is gone", async ({
  page,
}) => {
  await play(page, "Last replica standing, with ELR");
  const { promises } = await frameOf(page);
  expect(promises.checked).toBe(true);
  expect(promises.acked).toBeGreaterThan(0);
  expect(promises.lost).toBe(0);
  await expect(page.getByTestId("guarantees").locator(".findings")).toHaveCount(0);
  await expect(page.getByTestId("guarantees")).toContainText(
    "Nothing. It looks at every",
  );
});
