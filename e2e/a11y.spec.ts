import { expect, test } from "@playwright/test";
import { follow, idle, menuOf, openHighwater } from "./page-driver.ts";
import { violations } from "./violations.ts";

for (const theme of ["dark", "light"] as const)
  for (const [width, height] of [
    [1440, 900],
    [360, 740],
  ] as const)
    test(`axe-core finds nothing: ${theme}, ${width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height });
      await openHighwater(page);
      expect(await violations(page)).toEqual([]);

      await follow(page, "Kill broker 1");
      await follow(page, "Skip to what happens next");
      for (const tab of [
        "Timeline",
        "Rebalances",
        "Producers",
        "Requests",
        "Guarantees",
        "Faults",
        "Experiments",
        "Shell",
        "Happenings",
      ]) {
        await page.getByRole("tab", { name: tab }).click();
        await idle(page);
        expect(await violations(page)).toEqual([]);
      }

      await page.locator("#cell-0-1").press("Enter");
      await idle(page);
      await expect(page.getByTestId("inspector")).toContainText("logEndOffset");
      expect(await violations(page)).toEqual([]);

      await menuOf(page, 2);
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      if (width < 1000) await page.getByRole("tab", { name: "Clients" }).click();
      await page.getByRole("button", { name: "Add a producer" }).click();
      await expect(page.getByRole("dialog").getByLabel("Topic")).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

for (const theme of ["dark", "light"] as const)
  for (const [width, height] of [
    [1440, 900],
    [360, 740],
  ] as const)
    test(`axe-core finds nothing in what is opened: ${theme}, ${width} wide`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height });
      await openHighwater(page);
      await page.getByRole("button", { name: "Settings", exact: true }).click();
      await page.getByRole("button", { name: "Open a scenario or a run" }).click();
      const dialog = page.getByRole("dialog", { name: "Open a scenario or a run" });
      await dialog.getByLabel("Scenario or run as JSON").fill('{"seed": -1}');
      await dialog.getByRole("button", { name: "Open", exact: true }).click();
      await expect(dialog.getByRole("alert")).toContainText("/seed");
      expect(await violations(page)).toEqual([]);
      await dialog.getByRole("button", { name: "Close", exact: true }).click();

      if (width < 640)
        await page.getByRole("button", { name: "Settings", exact: true }).click();
      await page.getByLabel("Scenario").selectOption("A cluster of your own …");
      const cluster = page.getByRole("dialog", { name: "A cluster of your own" });
      await cluster.getByLabel(/^Brokers/).fill("99");
      await cluster.getByRole("button", { name: "Make it" }).click();
      await expect(cluster.getByText("Something is not right above.")).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await cluster.getByLabel(/^Brokers/).fill("4");
      await cluster.getByRole("button", { name: "Make it" }).click();
      await expect(cluster).toBeHidden();
      await idle(page);

      await page.getByRole("button", { name: /controller 101 ·/ }).click();
      await idle(page);
      const inspector = page.getByTestId("inspector");
      await inspector.getByRole("button", { name: "Kill", exact: true }).click();
      await idle(page);
      await expect(page.getByTestId("narration")).toContainText(/controller 101/i);
      expect(await violations(page)).toEqual([]);
      await page.locator("#cell-0-0").press("Enter");
      await inspector.getByRole("button", { name: "All of orders-0" }).click();
      await inspector.getByRole("button", { name: "Configs of the topic" }).click();
      await expect(page.getByTestId("configs")).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByRole("tab", { name: "Faults" }).click();
      const bench = page.getByTestId("fault-bench");
      await bench.getByRole("button", { name: "Link from broker 1 to broker 2" }).click();
      expect(await violations(page)).toEqual([]);
    });

test("axe-core finds nothing in the far view, the search and the text", async ({
  page,
}) => {
  await openHighwater(page);
  for (let i = 0; i < 8; i++) await page.locator("body").press("-");
  expect(await violations(page)).toEqual([]);
  await page.locator("body").press("0");
  await page.locator("body").press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.type("orders");
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Text view" }).click();
  await expect(page.getByRole("region", { name: "The cluster as text" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("nothing travels where motion is unwanted", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openHighwater(page);
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("one polite region tells what happened, once it has lasted", async ({ page }) => {
  await openHighwater(page);
  await follow(page, "Kill broker 1");
  await expect(page.getByTestId("narration").locator("output")).toContainText(
    "Broker 1 is dead",
  );
});
