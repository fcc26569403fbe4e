import { expect, test } from "@playwright/test";
import {
  activeController,
  controllerButton,
  frameOf,
  idle,
  makeCluster,
  openHighwater,
  pause,
  playUntil,
  skipUntil,
  stepUntil,
} from "./page-driver.ts";

/** API keys of a CreateTopics on its way: by itself, or in the Envelope in which a broker forwards it. */
const creations = new Set([19, 58]);

test("the active controller dies with a CreateTopics on its way; another is elected, and the topic exists once", async ({
  page,
}) => {
  await openHighwater(page);
  await makeCluster(page, {});
  const before = await playUntil(page, (frame) =>
    frame.partitions.every((one) => one.isr.length === 3),
  );
  const old = activeController(before);
  await pause(page);

  await page.getByRole("button", { name: "Create a topic" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("payments");
  await page.getByRole("button", { name: "Create topic" }).click();
  await stepUntil(page, (frame) => {
    for (let at = 0; at < frame.packets.length; at += 11) {
      const [, , to, , , api, response] = frame.packets.slice(at, at + 11);
      if (to === old.id && creations.has(api ?? -1) && response === 0) return true;
    }
    return false;
  });
  await controllerButton(page, old.id).click();
  await idle(page);
  await page
    .getByTestId("inspector")
    .getByRole("button", { name: "Kill", exact: true })
    .click();
  await idle(page);
  const narration = page.getByTestId("narration");
  await expect(narration).toContainText(
    `Controller ${old.id} is dead, and nobody leads the quorum.`,
  );
  await expect(
    page.getByRole("button", { name: `controller ${old.id} killed`, exact: true }),
  ).toBeVisible();
  const killed = await frameOf(page);
  expect(killed.topics.map(({ name }) => name)).not.toContain("payments");

  await skipUntil(page, (frame) =>
    frame.controllers.some((one) => one.active && one.id !== old.id),
  );
  const elected = activeController(await frameOf(page));
  expect(elected.epoch).toBeGreaterThan(old.epoch);
  await expect(narration).toContainText(`Controller ${elected.id} leads the quorum`);
  const made = await skipUntil(page, (frame) =>
    frame.partitions.some((one) => one.topic === "payments" && one.leader > 0),
  );
  expect(made.topics.filter(({ name }) => name === "payments")).toHaveLength(1);
  expect(made.promises.lost).toBe(0);
  await page.getByLabel("Small things too").check();
  await expect(
    page
      .getByTestId("happenings")
      .getByRole("button", { name: /topic payments created/ }),
  ).toHaveCount(1);

  await narration.getByRole("button", { name: `Start controller ${old.id}` }).click();
  await idle(page);
  const back = await playUntil(page, ({ controllers }) => {
    return controllers.find((one) => one.id === old.id)?.leaderId === elected.id;
  });
  expect(activeController(back).id).toBe(elected.id);
});
