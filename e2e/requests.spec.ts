import { expect, test } from "@playwright/test";
import { frameOf, idle, openHighwater } from "./page-driver.ts";

test("requests are listed with where their time went, filtered, and decoded in Kafka's field names", async ({
  page,
}) => {
  await openHighwater(page);
  expect((await frameOf(page)).requests).toBeNull();
  await page.getByRole("tab", { name: "Requests" }).click();
  const list = page.getByTestId("requests");
  await expect(list.getByRole("row").nth(10)).toBeVisible({ timeout: 20_000 });
  await list.getByLabel("API").selectOption("Produce");
  await list.getByLabel("Client").selectOption("checkout");
  const produce = list.getByRole("button", { name: /^Produce v\d+$/ }).first();
  await expect(produce).toBeVisible();
  await expect(list.getByRole("button", { name: /^Fetch/ })).toHaveCount(0);
  await produce.click();
  await idle(page);
  const inspector = page.getByTestId("inspector");
  await expect(inspector).toContainText("Produce from checkout to broker");
  await expect(inspector).toContainText("request on the network");
  await expect(inspector).toContainText("ProduceRequest");
  await expect(inspector).toContainText("acks -1");

  await page.getByRole("button", { name: "Close the inspector" }).click();
  await page.getByRole("tab", { name: "Happenings" }).click();
  await idle(page);
  expect((await frameOf(page)).requests).toBeNull();
});
