import type { Context } from "../context.ts";
import { apiKeys, type RequestMessage } from "../protocol/envelope.ts";
import type { RaftAnswer, RaftRequest } from "../quorum/raft-message.ts";
import type { RaftPort } from "../quorum/raft-port.ts";
import {
  handleBegin,
  handleEnd,
  handleVote,
  leaderError,
} from "../quorum/raft-requests.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import type { Controller } from "./controller-node.ts";
import { answerDurably, controllerPort, pollQuorum } from "./controller-port.ts";
import { voterAnswerBody, voterRequestOf } from "./raft-wire.ts";
import { serveFetch, serveSnapshot } from "./serve-fetch.ts";

const raftApis: readonly number[] = [
  apiKeys.Fetch,
  apiKeys.Vote,
  apiKeys.BeginQuorumEpoch,
  apiKeys.EndQuorumEpoch,
  apiKeys.FetchSnapshot,
  apiKeys.UpdateRaftVoter,
];

/** Requests that the quorum's nodes send each other. */
export const isRaftRequest = (api: number): boolean => raftApis.includes(api);

/** A request of another voter or of an observer. Kafka: KafkaRaftClient.handleRequest. */
export function serveQuorum(
  context: Context,
  controller: Controller,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  const port = controllerPort(context, controller);
  switch (request.api) {
    case apiKeys.Fetch:
      serveFetch(context, controller, port, { reply, request });
      return;
    case apiKeys.FetchSnapshot:
      serveSnapshot(context, controller, port, { reply, request });
      return;
    case apiKeys.UpdateRaftVoter:
      answerDurably(context, controller, reply, updateVoterBody(controller, request));
      return;
    default: {
      const asked = voterRequestOf(request.api, request.body);
      if (asked === undefined) return;
      const body = voterAnswerBody(voterAnswer(controller, port, asked));
      answerDurably(context, controller, reply, body);
      pollQuorum(context, controller, port);
    }
  }
}

function voterAnswer(
  controller: Controller,
  port: RaftPort,
  asked: Exclude<RaftRequest, { api: "Fetch" | "FetchSnapshot" | "UpdateRaftVoter" }>,
): RaftAnswer {
  const { raft } = controller;
  if (asked.api === "Vote") return handleVote(raft, port, asked);
  if (asked.api === "BeginQuorumEpoch") return handleBegin(raft, port, asked);
  return handleEnd(raft, port, asked);
}

/** Static voters change nothing; the leader only takes note of them. Kafka: UpdateVoterHandler, kraft.version 0. */
function updateVoterBody({ raft }: Controller, request: RequestMessage): object {
  const { currentLeaderEpoch } = request.body as { currentLeaderEpoch: number };
  return {
    throttleTimeMs: 0,
    errorCode: leaderError(raft, currentLeaderEpoch),
    currentLeader: { leaderId: raft.leaderId, leaderEpoch: raft.epoch },
  };
}
