import type { Context } from "../context.ts";
import type { Role } from "../quorum/raft-node.ts";
import { silentReport } from "../report.ts";
import type { Controller } from "./controller-node.ts";

/** Tells what a voter's new role means, with what led to it. A lone voter's election is no news. */
export function reportChangeOfRole(
  context: Context,
  controller: Controller,
  from: Role,
): void {
  const { raft, config } = controller;
  const { role, epoch, votedFor, leaderId } = raft;
  const base = {
    ...silentReport,
    node: config.nodeId,
    because: causes(controller),
  };
  const alone = raft.voters.length === 1;
  switch (role.kind) {
    case "prospective":
    case "candidate":
      if (!alone && from.kind !== role.kind) reportElection(context, controller, from);
      break;
    case "leader":
      context.probe.report({
        ...base,
        kind: "quorumLeader",
        weight: alone ? "quiet" : "notice",
        text: `controller ${config.nodeId} leads the quorum in epoch ${epoch}`,
        key: `quorum:${epoch}`,
      });
      break;
    case "resigned":
      context.probe.report({
        ...base,
        kind: "quorumResigned",
        weight: "warning",
        text: `controller ${config.nodeId} gives up the quorum's leadership of epoch ${epoch}`,
        config: raft.stopping
          ? ""
          : `controller.quorum.fetch.timeout.ms = ${config.quorumFetchTimeoutMs}`,
        key: `resigned:${epoch}`,
      });
      break;
    case "unattached":
      if (votedFor >= 0 && leaderId < 0 && !alone)
        context.probe.report({
          ...base,
          kind: "voted",
          text: `controller ${config.nodeId} votes for ${votedFor} in epoch ${epoch}`,
          key: `voted:${epoch}:${config.nodeId}`,
          because: [`election:${votedFor}`],
        });
      break;
    default:
      break;
  }
}

function reportElection(context: Context, controller: Controller, from: Role): void {
  const { raft, config } = controller;
  const id = config.nodeId;
  const asks = raft.role.kind === "prospective";
  context.probe.report({
    ...silentReport,
    kind: "electionStarted",
    weight: from.kind === "follower" || !asks ? "notice" : "quiet",
    node: id,
    text: asks
      ? `controller ${id} ${whyProspective(from)} and asks whether it would be voted for after epoch ${raft.epoch}`
      : `controller ${id} stands for election in epoch ${raft.epoch}`,
    config:
      from.kind === "follower"
        ? `controller.quorum.fetch.timeout.ms = ${config.quorumFetchTimeoutMs}`
        : "",
    key: `election:${id}`,
    because: causes(controller),
  });
}

const whyProspective = (from: Role): string => {
  if (from.kind === "follower") return "has fetched nothing from its leader";
  return from.kind === "candidate" ? "was not elected" : "knows of no leader";
};

const causes = ({ raft, config }: Controller): string[] => [
  `election:${config.nodeId}`,
  `resigned:${raft.epoch}`,
  ...raft.voters.flatMap((id) => [`fault:${id}`, `link:${id}`]),
  `start:${config.nodeId}`,
];

/** Something about a voter that nobody should miss. */
export const reportRole = (
  context: Context,
  controller: Controller,
  text: string,
): void =>
  context.probe.report({
    ...silentReport,
    kind: "quorumResigned",
    weight: "warning",
    node: controller.config.nodeId,
    text: `controller ${controller.config.nodeId} ${text}`,
  });
