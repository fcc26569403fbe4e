import type { Context } from "../context.ts";
import { addRole } from "../coordinator/role.ts";
import { shareRole } from "../share/share-role.ts";
import { askShareCoordinators, shareStateAnswered } from "./ask-share-coordinators.ts";
import type { Broker } from "./broker.ts";
import { addAnswerRules } from "./coordinator-answers.ts";
import type { CoordinatorHook } from "./coordinator-hook.ts";
import {
  addPersistHandlers,
  type Persisting,
  persistAgain,
  persisterAnswered,
} from "./persister.ts";
import { shareChanged, shareMoved, tryShareFetch } from "./share-fetch.ts";
import { shareGroupAnswerRules } from "./share-group-handlers.ts";
import { releaseSession, shareAcknowledged } from "./share-handlers.ts";
import {
  type EndAsked,
  shareEndAgain,
  shareEndAnswered,
  shareSummaryRead,
} from "./share-offset-handlers.ts";
import {
  locksEnded,
  shareFollowUp,
  sharePartitionsPublished,
  shareStateRead,
  shareStateWritten,
} from "./share-partitions.ts";
import { shareStateAnswerRules } from "./share-state-handlers.ts";
import { type ShareWake, sharesOf } from "./shares.ts";

const isShareWake = (argument: unknown): argument is ShareWake =>
  (argument as Partial<ShareWake> | null)?.share !== undefined;

function wake(context: Context, broker: Broker, argument: ShareWake): void {
  switch (argument.share) {
    case "lock":
      locksEnded(context, broker, argument);
      break;
    case "persist":
      persistAgain(context, broker, argument.ask);
      break;
    case "end":
      shareEndAgain(context, broker, argument.asked);
      break;
    case "fetch": {
      const wait = sharesOf(broker).waits.find(({ id }) => id === argument.id);
      if (wait !== undefined) tryShareFetch(context, broker, wait, true);
    }
  }
}

/** The member's connection is gone, and with it its session. Kafka: SharePartitionManager.ShareSessionConnectionListener. */
function disconnected(context: Context, broker: Broker, connection: number): void {
  const { shares } = broker;
  if (shares === null) return;
  shares.waits = shares.waits.filter(({ reply }) => reply.connection !== connection);
  for (const session of Object.values(shares.sessions))
    if (session.connection === connection) releaseSession(context, broker, session);
}

/** From now on brokers lead share partitions and keep their states; `hook` is what they did before. */
export function serveShares(hook: CoordinatorHook): CoordinatorHook {
  addRole("__share_group_state", shareRole);
  addAnswerRules(shareStateAnswerRules);
  addAnswerRules(shareGroupAnswerRules);
  addPersistHandlers({
    shareRead: shareStateRead,
    shareWritten: shareStateWritten,
    shareStateAnswered,
    shareSummary: shareSummaryRead,
  });
  shareFollowUp.current = { changed: shareChanged, acknowledged: shareAcknowledged };
  return {
    creatable: hook.creatable,
    created: hook.created,
    published: (context, broker, changes) => {
      hook.published(context, broker, changes);
      if (broker.shares !== null) sharePartitionsPublished(context, broker);
    },
    moved: (context, broker, partition) => {
      hook.moved(context, broker, partition);
      shareMoved(context, broker, partition);
    },
    timer: (context, broker, argument) =>
      isShareWake(argument)
        ? wake(context, broker, argument)
        : hook.timer(context, broker, argument),
    answered: (context, broker, asked, body) => {
      const question = asked as Persisting | EndAsked;
      if (question.kind === "shareEnd") shareEndAnswered(context, broker, question, body);
      else persisterAnswered(context, broker, question, body);
    },
    closed: disconnected,
    askShare: askShareCoordinators,
  };
}
