import { expect, test } from "@playwright/test";
import { frameOf, idle, openHighwater, skipUntil } from "./page-driver.ts";

test("guarantees name what a leader's death would take, and afterwards what was lost and why Kafka allows it", async ({
  page,
}) => {
  await openHighwater(page);
  await page.evaluate(async () => {
    const { submit } = window.highwater;
    await submit({ kind: "changeProducer", id: "checkout", config: { acks: "1" } });
  });
  // What was sent with acks=all before is answered, and holds nothing up any more.
  const before = (await frameOf(page)).atUs;
  await expect
    .poll(async () => (await frameOf(page)).atUs, { timeout: 60_000 })
    .toBeGreaterThan(before + 400_000);
  await page.evaluate(async () => {
    const { submit } = window.highwater;
    await submit({ kind: "cut", a: 1, b: 101, oneWay: false });
    await submit({ kind: "cut", a: 1, b: 2, oneWay: false });
    await submit({ kind: "cut", a: 1, b: 3, oneWay: false });
  });
  await page.getByRole("tab", { name: "Guarantees" }).click();
  const panel = page.getByTestId("guarantees");
  await expect(panel).toContainText(/If broker 1 dies now .* of orders-0 (is|are) gone/, {
    timeout: 30_000,
  });
  await skipUntil(page, (frame) => frame.promises.lost > 0);
  await idle(page);
  const finding = panel.locator(".findings summary").first();
  await expect(finding).toContainText("expected");
  await finding.click();
  await expect(panel).toContainText("acks=1 asks for the leader alone");
  await expect(panel).toContainText("It became unavoidable at");
});
