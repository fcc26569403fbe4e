import {
  type ClusterSpec,
  defaultMachine,
  type MachineSpec,
  type NetworkSpec,
  type NodeSpec,
} from "../contract/scenario.ts";
import { configReader } from "./config-reader.ts";
import { limits } from "./limits.ts";
import { integer, nullable, type Reader, refuse, text } from "./reader.ts";
import { byName, list, optional, required, shape } from "./shape.ts";
import { nodeId } from "./topic-reader.ts";

const nodeReader: Reader<NodeSpec> = shape<NodeSpec>("a node", {
  id: required(nodeId),
  rack: optional(nullable(text(limits.name)), null),
  config: optional(configReader, {}),
});

/** Brokers count from 1 and controllers from 101, as in the recordings. */
const numbered = (from: number, count: number): NodeSpec[] =>
  Array.from({ length: count }, (_, index) => ({
    id: from + index,
    rack: null,
    config: {},
  }));

/** A list of nodes, or how many there are. */
function nodes(fewest: number, most: number, from: number): Reader<readonly NodeSpec[]> {
  const each = list(nodeReader, most);
  const count = integer(fewest, most);
  const allowed = `a list of ${fewest} to ${most} nodes, or their number`;
  return {
    allowed,
    read: (value, at) => {
      if (typeof value === "number") {
        const amount = count.read(value, at);
        return amount === undefined ? undefined : numbered(from, amount);
      }
      const tooFew = Array.isArray(value) && value.length < fewest;
      return tooFew || !Array.isArray(value)
        ? refuse(value, allowed, at)
        : each.read(value, at);
    },
  };
}

/** Left out, it is three brokers with one isolated controller. */
const standard: ClusterSpec = {
  brokers: numbered(1, 3),
  controllers: numbered(101, 1),
  config: {},
  features: {},
};

const machineReader: Reader<MachineSpec> = shape<MachineSpec>("a machine", {
  cpuPercent: optional(integer(1, 10_000), defaultMachine.cpuPercent),
  pageCacheBytes: optional(
    nullable(integer(0, limits.bandwidth)),
    defaultMachine.pageCacheBytes,
  ),
  diskReadBytesPerSecond: optional(
    integer(1, limits.bandwidth),
    defaultMachine.diskReadBytesPerSecond,
  ),
});

export const clusterReader: Reader<ClusterSpec> = shape<ClusterSpec>("a cluster", {
  brokers: optional(nodes(1, limits.brokers, 1), standard.brokers),
  controllers: optional(nodes(0, limits.controllers, 101), standard.controllers),
  combined: optional(integer(1, limits.controllers), undefined),
  machine: optional(machineReader, undefined),
  config: optional(configReader, {}),
  features: optional(byName(integer(0, limits.int), limits.configs), {}),
});

/** 2 ms one way with a little jitter: the machines of one region. */
const region: NetworkSpec = { latencyUs: 2000, jitterUs: 500, bandwidth: null };

export const networkReader: Reader<NetworkSpec> = shape<NetworkSpec>("a network", {
  latencyUs: optional(integer(0, limits.latencyUs), region.latencyUs),
  jitterUs: optional(integer(0, limits.latencyUs), region.jitterUs),
  bandwidth: optional(nullable(integer(1, limits.bandwidth)), region.bandwidth),
});

export const defaultCluster = standard;
export const defaultNetwork = region;
