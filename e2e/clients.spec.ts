import { expect, test } from "@playwright/test";
import type { ProducerView } from "../src/contract/client-view.ts";
import { frameOf, idle, openHighwater } from "./page-driver.ts";

test("a producer is added and changed while it runs", async ({ page }) => {
  await openHighwater(page);
  await page.getByRole("button", { name: "Add a producer" }).click();
  const form = page.getByRole("dialog", { name: "Add a producer" });
  await form.getByLabel("Name").fill("mobile");
  await form.getByLabel("Records a second").fill("50");
  await expect(form).toContainText("kafka-producer-perf-test.sh");
  await form.getByRole("button", { name: "Add producer" }).click();
  await expect(form).toBeHidden();
  await idle(page);
  expect((await frameOf(page)).producers.map((one) => one.id)).toContain("mobile");

  await page.getByRole("button", { name: "Settings of mobile" }).click();
  const settings = page.getByRole("dialog", { name: "Settings of mobile" });
  await settings.getByLabel("Waits for").selectOption({ label: "nobody (0)" });
  await settings.getByRole("button", { name: "Apply" }).click();
  await idle(page);
  // It is closed first, which sends what it has, and started again.
  const changed = async (): Promise<ProducerView | undefined> =>
    (await frameOf(page)).producers.find((one) => one.id === "mobile");
  await expect
    .poll(async () => (await changed())?.settings.config["acks"], { timeout: 20_000 })
    .toBe("0");
  expect((await changed())?.settings.recordsPerSecond).toBe(50);

  await page.getByRole("button", { name: "Stop mobile" }).click();
  await expect(page.getByRole("button", { name: "Settings of mobile" })).toHaveCount(0);
});

test("a consumer is added and reads", async ({ page }) => {
  await openHighwater(page);
  await page.getByRole("button", { name: "Add a consumer" }).click();
  const form = page.getByRole("dialog", { name: "Add a consumer" });
  await form.getByLabel("Name").fill("audit");
  await form.getByRole("button", { name: "Add consumer" }).click();
  await page.getByLabel("Speed").selectOption({ label: "1×" });
  await expect
    .poll(
      async () =>
        (await frameOf(page)).consumers.find((one) => one.id === "audit")?.consumed ?? 0,
    )
    .toBeGreaterThan(0);
});

test("a record written by hand is found in the log", async ({ page }) => {
  await openHighwater(page);
  await page.getByRole("button", { name: "Create a topic" }).click();
  const topic = page.getByRole("dialog", { name: "Create a topic" });
  await topic.getByLabel("Name").fill("by-hand");
  await topic.getByLabel("Partitions").fill("1");
  await topic.getByRole("button", { name: "Create topic" }).click();
  await page.getByLabel("Speed").selectOption({ label: "1×" });
  await expect(page.getByRole("heading", { name: "by-hand" })).toBeVisible();

  await page.getByRole("button", { name: "Produce one record" }).click();
  const form = page.getByRole("dialog", { name: "Produce one record" });
  await form.getByLabel("Topic").selectOption("by-hand");
  await form.getByLabel("Key").fill("k");
  await form.getByLabel("Value").fill("v");
  await form.getByRole("button", { name: "Produce" }).click();
  await expect
    .poll(async () => {
      const view = (await frameOf(page)).partitions.find(
        (one) => one.topic === "by-hand",
      );
      return view?.logs.every((log) => log.logEndOffset === 1);
    })
    .toBe(true);
});

test("bad input is told at its field, and nothing that was typed is lost", async ({
  page,
}) => {
  await openHighwater(page);
  await page.getByRole("button", { name: "Create a topic" }).click();
  const form = page.getByRole("dialog", { name: "Create a topic" });
  const name = form.getByLabel("Name");
  await name.fill("no spaces please");
  await form.getByLabel("Partitions").fill("2");
  await form.getByRole("button", { name: "Create topic" }).click();
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await expect(name).toHaveValue("no spaces please");
  await expect(name).toHaveAccessibleDescription(/name/);

  await name.fill("spaces");
  const factor = form.getByLabel("Replication factor");
  await factor.fill("three");
  await form.getByRole("button", { name: "Create topic" }).click();
  await expect(factor).toHaveAccessibleDescription(/not a number/);

  await factor.fill("3");
  await form.getByRole("button", { name: "Create topic" }).click();
  await expect(form).toBeHidden();
});

test("what Kafka refuses later is told too, and the form comes back as it was", async ({
  page,
}) => {
  await openHighwater(page);
  await page.getByRole("button", { name: "Create a topic" }).click();
  const form = page.getByRole("dialog", { name: "Create a topic" });
  await form.getByLabel("Name").fill("too-many");
  await form.getByLabel("Replication factor").fill("7");
  await form.getByRole("button", { name: "Create topic" }).click();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("INVALID_REPLICATION_FACTOR");
  await alert.getByRole("button", { name: "Change and try again" }).click();
  await expect(form.getByLabel("Name")).toHaveValue("too-many");
  await form.getByLabel("Replication factor").fill("2");
  await form.getByRole("button", { name: "Create topic" }).click();
  await expect(page.getByRole("heading", { name: "too-many" })).toBeVisible();
});

test("a client that is known already is refused at its name", async ({ page }) => {
  await openHighwater(page);
  await page.getByRole("button", { name: "Add a producer" }).click();
  const form = page.getByRole("dialog", { name: "Add a producer" });
  await form.getByLabel("Name").fill("checkout");
  await form.getByRole("button", { name: "Add producer" }).click();
  await expect(form.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
});
