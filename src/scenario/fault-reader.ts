import type {
  DiskCommand,
  LinkCommand,
  LinkEnd,
  MachineCommand,
  ProcessCommand,
} from "../contract/fault-command.ts";
import { limits } from "./limits.ts";
import { clientId } from "./producer-reader.ts";
import { flag, integer, nullable, oneOf, type Reader, refuse, text } from "./reader.ts";
import { type Kinds, list, optional, required, shape } from "./shape.ts";
import { nodeId } from "./topic-reader.ts";

const node = required(nodeId);
const dir = text(limits.configValue, 1);
const time = integer(0, limits.timeUs);
const latency = integer(0, limits.latencyUs);
/** Longest wait for one write or flush, µs: longer than any session. */
const diskUs = integer(0, 600_000_000);

/** A node by its number or a client by its id. */
export const linkEnd: Reader<LinkEnd> = {
  allowed: "a node id or a client id",
  read: (value, at) => {
    if (typeof value === "number") return nodeId.read(value, at);
    if (typeof value === "string") return clientId.read(value, at);
    return refuse(value, "a node id or a client id", at);
  },
};

const end = required(linkEnd);

const linkReader = shape<{ readonly a: LinkEnd; readonly b: LinkEnd }>("a link", {
  a: end,
  b: end,
});

const nodes = list(nodeId, limits.brokers + limits.controllers);

/** Faults of processes, machines, links and disks, each by its fields. */
export const faultKinds: Kinds<
  ProcessCommand | MachineCommand | LinkCommand | DiskCommand
> = {
  kill: { node },
  stop: { node },
  start: { node },
  pause: { node },
  resume: { node },
  powerLoss: { node },
  wipe: { node },
  slowNode: { node, factor: required(integer(1, 50)) },
  blackout: {
    nodes: required(nodes),
    keepPercent: optional(nullable(integer(0, 100)), null),
    staggerUs: optional(time, 0),
  },
  rollingRestart: { nodes: optional(nullable(nodes), null), gapUs: optional(time, 0) },
  cut: { a: end, b: end, oneWay: optional(flag, false) },
  stall: { a: end, b: end, oneWay: optional(flag, false) },
  resetConnections: { a: end, b: end },
  shapeLink: {
    a: end,
    b: end,
    latencyUs: optional(nullable(latency), null),
    jitterUs: optional(nullable(latency), null),
    bandwidth: optional(nullable(integer(1, limits.bandwidth)), null),
  },
  isolate: { node },
  partition: {
    groups: required(
      list(list(linkEnd, limits.brokers + limits.clients), limits.brokers),
    ),
  },
  cutPlane: {
    plane: required(oneOf(["brokerController", "brokerBroker", "clientBroker"])),
    nodes: optional(nullable(nodes), null),
  },
  flap: {
    a: end,
    b: end,
    periodUs: required(integer(1_000, limits.timeUs)),
    dutyPercent: optional(integer(1, 99), 50),
    forUs: required(integer(1_000, limits.timeUs)),
  },
  heal: { link: optional(nullable(linkReader), null) },
  failDir: { node, dir: required(dir) },
  returnDir: { node, dir: required(dir) },
  limitDisk: {
    node,
    dir: optional(nullable(dir), null),
    freeBytes: required(nullable(integer(0, Number.MAX_SAFE_INTEGER))),
  },
  slowDisk: {
    node,
    dir: optional(nullable(dir), null),
    writeUs: optional(nullable(diskUs), null),
    fsyncUs: optional(nullable(diskUs), null),
  },
};
