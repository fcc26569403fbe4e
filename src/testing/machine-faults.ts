import type { Command } from "../contract/command.ts";
import { after, type FaultDraw, type FaultMaker, nodesOf, oneOf } from "./fault-draw.ts";

/** The log dirs of every broker of a seed's world: the second one is there in some. */
export const logDirs = ["/data/a", "/data/b"] as const;

function twoNodes(draw: FaultDraw): readonly [number, number] {
  const nodes = nodesOf(draw);
  const a = oneOf(draw, 0, nodes);
  const others = nodes.filter((id) => id !== a);
  return [a, others.length === 0 ? a : oneOf(draw, 1, others)];
}

/** Shapes a link for a while. */
const shaped =
  (
    shape: (draw: FaultDraw) => {
      readonly latencyUs: number | null;
      readonly jitterUs: number | null;
      readonly bandwidth: number | null;
    },
  ): FaultMaker =>
  (draw) => {
    const [a, b] = twoNodes(draw);
    if (a === b) return [];
    return [
      after(draw, 0, { kind: "shapeLink", a, b, ...shape(draw) }),
      after(draw, draw.lengthUs, { kind: "heal", link: { a, b } }),
    ];
  };

/** A fault of one broker's first log dir, and the broker's next start when it is over. */
const ofDir = (
  draw: FaultDraw,
  make: (node: number, dir: string) => readonly [Command, Command],
): ReturnType<FaultMaker> => {
  if (draw.separate.length === 0) return [];
  const node = oneOf(draw, 0, draw.separate);
  const [broken, mended] = make(node, logDirs[0]);
  return [
    after(draw, 0, broken),
    after(draw, draw.lengthUs, mended),
    after(draw, draw.lengthUs + 10_000, { kind: "kill", node }),
    after(draw, draw.lengthUs + 400_000, { kind: "start", node }),
  ];
};

/** Faults of machines, disks and slow or stuck links, by the number of the catalogue (reliability 4.1). */
export const machineFaults: Readonly<Record<string, FaultMaker>> = {
  /** F8. */
  slowNode: (draw) => {
    const node = oneOf(draw, 0, nodesOf(draw));
    return [
      after(draw, 0, { kind: "slowNode", node, factor: 2 + draw.below(1, 48) }),
      after(draw, draw.lengthUs, { kind: "slowNode", node, factor: 1 }),
    ];
  },
  /** F11. */
  slowDisk: (draw) => {
    const node = oneOf(draw, 0, draw.brokers);
    const fsyncUs = 10_000 + draw.below(1, 900_000);
    const writeUs = draw.below(2, 40_000);
    return [
      after(draw, 0, { kind: "slowDisk", node, dir: null, writeUs, fsyncUs }),
      after(draw, draw.lengthUs, {
        kind: "slowDisk",
        node,
        dir: null,
        writeUs: null,
        fsyncUs: null,
      }),
    ];
  },
  /** F12. */
  fullDisk: (draw) =>
    ofDir(draw, (node, dir) => [
      { kind: "limitDisk", node, dir, freeBytes: draw.below(1, 4000) },
      { kind: "limitDisk", node, dir, freeBytes: null },
    ]),
  /** F15. */
  failDir: (draw) =>
    ofDir(draw, (node, dir) => [
      { kind: "failDir", node, dir },
      { kind: "returnDir", node, dir },
    ]),
  /** F21. */
  reset: (draw) => {
    const [a, b] = twoNodes(draw);
    return a === b ? [] : [after(draw, 0, { kind: "resetConnections", a, b })];
  },
  /** F22. */
  stall: (draw) => {
    const [a, b] = twoNodes(draw);
    if (a === b) return [];
    return [
      after(draw, 0, { kind: "stall", a, b, oneWay: draw.below(2, 2) === 0 }),
      after(draw, draw.lengthUs, { kind: "heal", link: { a, b } }),
    ];
  },
  /** F23. */
  slowLink: shaped((draw) => ({
    latencyUs: 1000 + draw.below(2, 500_000),
    jitterUs: draw.below(3, 100_000),
    bandwidth: null,
  })),
  /** F24. */
  narrowLink: shaped((draw) => ({
    latencyUs: null,
    jitterUs: null,
    bandwidth: 2000 + draw.below(2, 60_000),
  })),
  /** F35: a broker hears late of what the controllers say. */
  metadataLag: (draw) => {
    const broker = oneOf(draw, 0, draw.brokers);
    const controllers = draw.controllers.filter((id) => id !== broker);
    const latencyUs = 50_000 + draw.below(1, 1_000_000);
    return controllers.flatMap((id) => [
      after(draw, 0, {
        kind: "shapeLink",
        a: broker,
        b: id,
        latencyUs,
        jitterUs: null,
        bandwidth: null,
      }),
      after(draw, draw.lengthUs, { kind: "heal", link: { a: broker, b: id } }),
    ]);
  },
};
