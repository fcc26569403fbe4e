import { expect, test } from "@playwright/test";
import {
  follow,
  frameOf,
  idle,
  menuOf,
  openHighwater,
  skipUntil,
} from "./page-driver.ts";

test("acks=1 and a leader without its controller lose records, and the page names them", async ({
  page,
}) => {
  await openHighwater(page);
  const narration = page.getByTestId("narration");
  const checkout = page.getByRole("listitem").filter({ hasText: "checkout" });
  await checkout.getByRole("button", { name: "Settings of checkout" }).click();
  await page.getByLabel("Waits for").selectOption({ label: "the leader only (1)" });
  await page.getByRole("button", { name: "Apply" }).click();
  await idle(page);
  await expect(checkout).toContainText("acks=1");
  await expect(narration).toContainText("before a second broker has the record");

  await follow(page, "Cut broker 1 off from the controller");
  await expect(narration).toContainText("cannot reach the controller");
  await expect(
    page.getByRole("button", { name: /^Link 1 .* cut: heal it$/ }),
  ).toBeVisible();

  await follow(page, "Skip to what happens next");
  await skipUntil(page, (frame) =>
    frame.partitions.some((one) =>
      one.logs.some(
        (log) => log.broker === 1 && log.role === "leader" && one.leader !== 1,
      ),
    ),
  );
  // What it acknowledges from now on is lost already, unless nobody has written yet.
  await expect(narration).toContainText(/does not know|records? (is|are) lost/);

  const alone = await frameOf(page);
  await page.getByLabel("Speed").selectOption({ label: "5×" });
  await expect
    .poll(async () => (await frameOf(page)).promises.acked)
    .toBeGreaterThan(alone.promises.acked + 20);

  await follow(page, "Heal the link");
  await skipUntil(page, (frame) => frame.promises.lost > 0);
  await expect(narration).toContainText(/acknowledged records? (is|are) lost/);
  await expect(narration).toContainText("orders-0");
  await expect(page.getByTestId("promises")).toContainText(/[1-9]\d* lost/);
  await page.getByTestId("promises").click();
  await expect(page.getByRole("tabpanel")).toContainText("orders-0");
});

test("a link is cut one way from a broker's menu and healed on the stage", async ({
  page,
}) => {
  await openHighwater(page);
  await menuOf(page, 2);
  await page.getByRole("button", { name: "Cut what broker 2 sends to broker 3" }).click();
  await idle(page);
  expect((await frameOf(page)).links).toHaveLength(1);
  await page.getByRole("button", { name: "Link 2 ↛ 3 cut: heal it" }).click();
  await idle(page);
  expect((await frameOf(page)).links).toHaveLength(0);
});
