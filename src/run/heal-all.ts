import type { Receipt } from "../contract/command.ts";
import type { NodeDisk } from "../kafka/node.ts";
import { silentReport } from "../kafka/report.ts";
import { accepted, refused } from "./receipt.ts";
import { forgetFlaps } from "./timed.ts";
import type { World } from "./world.ts";

/** Takes every standing fault away. What is down stays down, and what is planned stays planned. */
export function healAll(world: World): Receipt {
  const { sim, timed } = world.state;
  let healed = sim.linkFaults.length + timed.flaps.length;
  world.kernel.links.heal(null);
  forgetFlaps(timed, timed.flaps);
  for (const process of sim.processes) {
    if (process.slowFactor > 1) {
      healed++;
      world.kernel.slow(process.index, 1);
    }
    process.fsyncUs = 0;
    healed += healDisk(process.disk);
  }
  if (healed === 0)
    return refused("", "No link, disk or node has a fault; there is nothing to heal.");
  world.probe.report({
    ...silentReport,
    kind: "command",
    weight: "notice",
    text: "all links, disks and nodes healed by you",
    key: "healed",
  });
  return accepted(world);
}

function healDisk(disk: Partial<NodeDisk>): number {
  let healed = 0;
  for (const dir of disk.broker?.dirs ?? []) {
    const { broken, capacityBytes, writeUs, fsyncUs } = dir;
    if (broken || capacityBytes !== null || writeUs > 0 || fsyncUs > 0) healed++;
    dir.broken = false;
    dir.capacityBytes = null;
    dir.writeUs = 0;
    dir.fsyncUs = 0;
  }
  return healed;
}
