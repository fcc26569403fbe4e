import { after, type FaultMaker, nodesOf, oneOf } from "./fault-draw.ts";
import { shuffled } from "./seed-chance.ts";

/** Faults of processes and of their disks, by the number of the catalogue (reliability 4.1). */
export const processFaults: Readonly<Record<string, FaultMaker>> = {
  /** F1. */
  kill: (draw) => {
    const node = oneOf(draw, 0, nodesOf(draw));
    return [
      after(draw, 0, { kind: "kill", node }),
      after(draw, draw.lengthUs, { kind: "start", node }),
    ];
  },
  /** F2. */
  stop: (draw) => {
    const node = oneOf(draw, 0, nodesOf(draw));
    return [
      after(draw, 0, { kind: "stop", node }),
      after(draw, draw.lengthUs + 3_000_000, { kind: "start", node }),
    ];
  },
  /** F3. */
  powerLoss: (draw) => {
    const node = oneOf(draw, 0, nodesOf(draw));
    return [
      after(draw, 0, { kind: "powerLoss", node }),
      after(draw, draw.lengthUs, { kind: "start", node }),
    ];
  },
  /** F4: all brokers, or some, within two seconds. */
  blackout: (draw) => {
    const { brokers } = draw;
    const count = 2 + draw.below(0, Math.max(1, brokers.length - 1));
    return shuffled(brokers, (i, bound) => draw.below(10 + i, bound))
      .slice(0, count)
      .flatMap((node, i) => {
        const at = draw.below(20 + i, 2_000_000);
        return [
          after(draw, at, { kind: "powerLoss", node }),
          after(draw, at + draw.lengthUs, { kind: "start", node }),
        ];
      });
  },
  /** F5. */
  wipe: (draw) => {
    if (draw.separate.length === 0) return [];
    const node = oneOf(draw, 0, draw.separate);
    return [
      after(draw, 0, { kind: "kill", node }),
      after(draw, 1000, { kind: "wipe", node }),
      after(draw, draw.lengthUs, { kind: "start", node }),
    ];
  },
  /** F7. */
  pause: (draw) => {
    const node = oneOf(draw, 0, nodesOf(draw));
    return [
      after(draw, 0, { kind: "pause", node }),
      after(draw, draw.lengthUs, { kind: "resume", node }),
    ];
  },
  /** F9. */
  crashLoop: (draw) => {
    const node = oneOf(draw, 0, draw.brokers);
    const periodUs = 1_500_000 + draw.below(1, 2_500_000);
    return Array.from({ length: 3 }, (_, i) => [
      after(draw, i * periodUs, { kind: "kill", node }),
      after(draw, i * periodUs + 300_000, { kind: "start", node }),
    ]).flat();
  },
  /** F10: until everything is healed. */
  neverReturns: (draw) => [
    after(draw, 0, { kind: "kill", node: oneOf(draw, 0, draw.brokers) }),
  ],
  /** F33. */
  controllerFailover: (draw) => {
    const node = oneOf(draw, 0, draw.controllers);
    return [
      after(draw, 0, { kind: "kill", node }),
      after(draw, draw.lengthUs, { kind: "start", node }),
    ];
  },
  /** F34: a minority, or all that make a majority. */
  controllerLoss: (draw) => {
    const { controllers, lengthUs } = draw;
    const count = 1 + draw.below(0, controllers.length);
    return shuffled(controllers, (i, bound) => draw.below(10 + i, bound))
      .slice(0, count)
      .flatMap((node, i) => [
        after(draw, i * 100_000, { kind: "kill", node }),
        after(draw, lengthUs + i * 300_000, { kind: "start", node }),
      ]);
  },
  /** F40. */
  rollingRestart: (draw) => {
    const gapUs = 2_000_000 + draw.below(0, 3_000_000);
    return draw.brokers.flatMap((node, i) => [
      after(draw, i * gapUs, { kind: "stop", node }),
      after(draw, i * gapUs + 1_200_000, { kind: "start", node }),
      after(draw, i * gapUs + 3_000_000, { kind: "start", node }),
    ]);
  },
};
