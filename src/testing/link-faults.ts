import {
  after,
  between,
  cutLinks,
  type FaultDraw,
  type FaultMaker,
  nodesOf,
  oneOf,
} from "./fault-draw.ts";
import { shuffled } from "./seed-chance.ts";

/** Two different nodes; one twice where there is no other. */
function pairOf(draw: FaultDraw): readonly [number, number] {
  const nodes = nodesOf(draw);
  const a = oneOf(draw, 0, nodes);
  const others = nodes.filter((id) => id !== a);
  return [a, others.length === 0 ? a : oneOf(draw, 1, others)];
}

/** Everybody in two parts. */
function halves(draw: FaultDraw): readonly [number[], number[]] {
  const nodes = shuffled(nodesOf(draw), (i, bound) => draw.below(10 + i, bound));
  const size = 1 + draw.below(0, Math.max(1, nodes.length - 1));
  return [nodes.slice(0, size), nodes.slice(size)];
}

/** Faults of links, by the number of the catalogue (reliability 4.1). */
export const linkFaults: Readonly<Record<string, FaultMaker>> = {
  /** F16 for one link. */
  cut: (draw) => {
    const [a, b] = pairOf(draw);
    return a === b ? [] : cutLinks(draw, [[a, b]]);
  },
  /** F17. */
  cutOneWay: (draw) => {
    const [a, b] = pairOf(draw);
    return a === b ? [] : cutLinks(draw, [[a, b]], true);
  },
  /** F16. */
  partition: (draw) => cutLinks(draw, between(...halves(draw))),
  /** F18: one node still reaches both parts. */
  bridge: (draw) => {
    const [left, right] = halves(draw);
    return cutLinks(draw, between(left.slice(1), right));
  },
  /** F19. */
  isolate: (draw) => {
    const nodes = nodesOf(draw);
    const node = oneOf(draw, 0, nodes);
    return cutLinks(
      draw,
      between(
        [node],
        nodes.filter((id) => id !== node),
      ),
    );
  },
  /** F20: a broker and the controllers; one that is a controller itself keeps that. */
  controllerPlane: (draw) => {
    const broker = oneOf(draw, 0, draw.brokers);
    return cutLinks(draw, between([broker], draw.controllers));
  },
  /** F20: a broker and the other brokers, as far as they are no controllers. */
  brokerPlane: (draw) => {
    const broker = oneOf(draw, 0, draw.brokers);
    const others = draw.brokers.filter((id) => !draw.controllers.includes(id));
    return cutLinks(draw, between([broker], others));
  },
  /** F20 twice: who leads is cut from the controllers, and soon after who leads then. */
  staleLeaders: (draw) => {
    const [first, second] = shuffled(draw.brokers, (i, bound) =>
      draw.below(10 + i, bound),
    );
    const later = { ...draw, atUs: draw.atUs + 3_000_000 };
    return [
      ...(first === undefined ? [] : cutLinks(draw, between([first], nodesOf(draw)))),
      ...(second === undefined ? [] : cutLinks(later, between([second], nodesOf(draw)))),
    ];
  },
  /** F27: links of some nodes are cut one by one and healed in another order. */
  swizzle: (draw) => {
    const nodes = nodesOf(draw);
    const some = shuffled(nodes, (i, bound) => draw.below(10 + i, bound)).slice(0, 3);
    const back = shuffled(some, (i, bound) => draw.below(20 + i, bound));
    return some.flatMap((node, i) =>
      nodes
        .filter((other) => other !== node)
        .flatMap((other) => [
          after(draw, i * 700_000, { kind: "cut", a: node, b: other, oneWay: false }),
          after(draw, draw.lengthUs + 2_000_000 + back.indexOf(node) * 600_000, {
            kind: "heal",
            link: { a: node, b: other },
          }),
        ]),
    );
  },
  /** F28. */
  flap: (draw) => {
    const [a, b] = pairOf(draw);
    if (a === b) return [];
    const periodUs = 300_000 + draw.below(2, 1_500_000);
    return Array.from({ length: 5 }, (_, i) => [
      after(draw, i * periodUs, { kind: "cut", a, b, oneWay: false }),
      after(draw, i * periodUs + periodUs / 2, { kind: "heal", link: { a, b } }),
    ]).flat();
  },
};
