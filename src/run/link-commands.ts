import type { Receipt } from "../contract/command.ts";
import type { LinkCommand, LinkEnd } from "../contract/fault-command.ts";
import { silentReport } from "../kafka/report.ts";
import { linkFault } from "../sim/network.ts";
import { tellLink, waysBetween, wrongLink } from "./link-ends.ts";
import { accepted, refused } from "./receipt.ts";
import { flapsOf, forgetFlaps } from "./timed.ts";
import type { World } from "./world.ts";

type Of<Kind extends LinkCommand["kind"]> = Extract<LinkCommand, { kind: Kind }>;

/** Cuts or stalls a link, in one direction or both. */
export function hinderLink(world: World, command: Of<"cut" | "stall">): Receipt {
  const { a, b, oneWay, kind } = command;
  const wrong = wrongLink(world, command, "");
  if (wrong !== null) return wrong;
  const [forth, back] = waysBetween(world.state, a, b);
  const fault = kind === "cut" ? { cut: true } : { stalled: true };
  world.kernel.links.setFault({ ...forth, ...fault });
  if (!oneWay) world.kernel.links.setFault({ ...back, ...fault });
  const way = oneWay ? `from ${a} to ${b}` : `between ${a} and ${b}`;
  tellLink(world, `link ${way} ${kind === "cut" ? "cut" : "stalled"} by you`, [a, b]);
  return accepted(world);
}

/** Breaks the connections between two ends. */
export function resetConnections(world: World, command: Of<"resetConnections">): Receipt {
  const { a, b } = command;
  const wrong = wrongLink(world, command, "");
  if (wrong !== null) return wrong;
  const [{ from, to }] = waysBetween(world.state, a, b);
  const broken = world.kernel.links.reset(from, to);
  if (broken === 0)
    return refused("", `There is no connection between ${a} and ${b} to reset.`);
  const noun = broken === 1 ? "connection" : "connections";
  tellLink(world, `${broken} ${noun} between ${a} and ${b} reset by you`, [a, b]);
  return accepted(world);
}

/** Makes a link slow, or as the network has it again. */
export function shapeLink(world: World, command: Of<"shapeLink">): Receipt {
  const { a, b, latencyUs, jitterUs, bandwidth } = command;
  const wrong = wrongLink(world, command, "");
  if (wrong !== null) return wrong;
  for (const way of waysBetween(world.state, a, b))
    world.kernel.links.setFault({
      ...way,
      latencyUs: latencyUs ?? -1,
      jitterUs: jitterUs ?? -1,
      bandwidth: bandwidth ?? 0,
    });
  const words = [
    latencyUs === null ? "" : `latency ${latencyUs / 1000} ms`,
    jitterUs === null ? "" : `jitter ${jitterUs / 1000} ms`,
    bandwidth === null ? "" : `${bandwidth} bytes a second`,
  ].filter((word) => word !== "");
  const what = words.length === 0 ? "as the network again" : `given ${words.join(", ")}`;
  tellLink(world, `link between ${a} and ${b} ${what} by you`, [a, b]);
  return accepted(world);
}

/** Takes away what is wrong with one link, or with all. */
export function healLinks(world: World, { link }: Of<"heal">): Receipt {
  if (link === null) return healEveryLink(world);
  const { a, b } = link;
  const wrong = wrongLink(world, link, "/link");
  if (wrong !== null) return wrong;
  const { sim } = world.state;
  const ways = waysBetween(world.state, a, b);
  const sound = ways.every(({ from, to }) => linkFault(sim, from, to) === undefined);
  if (sound && flapsOf(world.state.timed, a, b).length === 0)
    return refused("/link", `Nothing is wrong with the link between ${a} and ${b}.`);
  restoreLink(world, a, b);
  forgetFlaps(world.state.timed, flapsOf(world.state.timed, a, b));
  tellLink(world, `link between ${a} and ${b} healed by you`, [a, b]);
  return accepted(world);
}

/** Both directions are as the network has them. */
export function restoreLink(world: World, a: LinkEnd, b: LinkEnd): void {
  for (const way of waysBetween(world.state, a, b)) world.kernel.links.heal(way);
}

function healEveryLink(world: World): Receipt {
  const { sim, timed } = world.state;
  if (sim.linkFaults.length === 0 && timed.flaps.length === 0)
    return refused("/link", "No link is cut or slow; there is nothing to heal.");
  world.kernel.links.heal(null);
  forgetFlaps(timed, timed.flaps);
  world.probe.report({
    ...silentReport,
    kind: "command",
    weight: "notice",
    text: "all links healed by you",
    key: "healed",
  });
  return accepted(world);
}
