import type { PlannedCommand } from "../contract/scenario.ts";
import { after, between, type FaultDraw, type FaultMaker } from "./fault-draw.ts";
import { shuffled } from "./seed-chance.ts";

/** Two brokers that are no controllers. */
function twoOf(draw: FaultDraw): readonly number[] {
  const { brokers, controllers } = draw;
  const apart = brokers.filter((id) => !controllers.includes(id));
  return shuffled(apart, (i, bound) => draw.below(10 + i, bound)).slice(0, 2);
}

const cut = (draw: FaultDraw, atUs: number, a: number, b: number): PlannedCommand =>
  after(draw, atUs, { kind: "cut", a, b, oneWay: false });

const heal = (draw: FaultDraw, atUs: number, a: number, b: number): PlannedCommand =>
  after(draw, atUs, { kind: "heal", link: { a, b } });

/** Several faults that aim at one moment of the protocol (reliability 4.2). */
export const aimedFaults: Readonly<Record<string, FaultMaker>> = {
  /**
   * Two leaders in a row that have not seen each other's last records (KIP-279): the preferred leader is elected while
   * the link to the one before is cut, and dies soon after.
   */
  fastFailover: (draw) => {
    const [a, b] = twoOf(draw);
    if (a === undefined || b === undefined) return [];
    const elections = draw.topics.flatMap(({ name, partitions }) =>
      Array.from({ length: partitions }, (_, partition) =>
        after(draw, 100_000 + draw.below(2, 400_000), {
          kind: "electLeaders",
          election: "preferred",
          topic: name,
          partition,
        }),
      ),
    );
    return [
      after(draw, -3_000_000, { kind: "stop", node: b }),
      after(draw, -1_800_000, { kind: "start", node: b }),
      cut(draw, 0, a, b),
      ...elections,
      after(draw, 700_000 + draw.below(3, 600_000), { kind: "kill", node: b }),
      heal(draw, 3_000_000, a, b),
      after(draw, 3_000_000 + draw.lengthUs, { kind: "start", node: b }),
    ];
  },
  /**
   * Everybody leaves in an orderly way but one, which then loses its power and what it had not flushed (12.7): without
   * ELR it is trusted when it comes back.
   */
  lastReplica: (draw) => {
    const order = shuffled(draw.separate, (i, bound) => draw.below(10 + i, bound));
    const [last, ...others] = order;
    if (last === undefined) return [];
    const lostUs = 2_500_000 + draw.below(2, 2_000_000);
    return [
      ...others.flatMap((node, i) => [
        after(draw, i * 400_000, { kind: "stop", node }),
        after(draw, lostUs + 7_000_000 + i * 300_000, { kind: "start", node }),
      ]),
      after(draw, lostUs, { kind: "powerLoss", node: last }),
      after(draw, lostUs + 1_000_000 + draw.lengthUs / 4, { kind: "start", node: last }),
    ];
  },
  /**
   * A leader's word that a follower has caught up reaches the controller when that follower lives another life
   * (KIP-903): the leader is cut from the controllers while the follower restarts twice.
   */
  staleMember: (draw) => {
    const [leader, follower] = twoOf(draw);
    if (leader === undefined || follower === undefined) return [];
    const links = between([leader], draw.controllers);
    const restart = (atUs: number): PlannedCommand[] => [
      after(draw, atUs, { kind: "stop", node: follower }),
      after(draw, atUs + 700_000, { kind: "start", node: follower }),
      after(draw, atUs + 900_000, { kind: "start", node: follower }),
    ];
    return [
      ...restart(0),
      ...links.map(([a, b]) => cut(draw, 1_700_000, a, b)),
      ...restart(2_300_000 + draw.below(2, 300_000)),
      ...links.map(([a, b]) => heal(draw, 4_900_000 + draw.below(3, 600_000), a, b)),
    ];
  },
};
