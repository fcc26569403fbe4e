import { addRole } from "../coordinator/role.ts";
import { groupRole } from "../group/group-role.ts";
import { consumerGroupAnswerRules } from "./consumer-group-handlers.ts";
import { addAnswerRules } from "./coordinator-answers.ts";
import { coordinatorMoved, coordinatorTimer } from "./coordinator-events.ts";
import { coordinators } from "./coordinator-hook.ts";
import { coordinatorsPublished } from "./coordinator-life.ts";
import { groupAnswerRules } from "./group-answer-rules.ts";
import { internalTopic, internalTopicAnswered } from "./internal-topics.ts";
import { serveShares } from "./serve-shares.ts";

/** From now on brokers coordinate groups; their requests are among the operators' handlers. */
export function serveGroups(): void {
  addRole("__consumer_offsets", groupRole);
  addAnswerRules(groupAnswerRules);
  addAnswerRules(consumerGroupAnswerRules);
  coordinators.hook = serveShares({
    published: coordinatorsPublished,
    moved: coordinatorMoved,
    timer: coordinatorTimer,
    created: internalTopicAnswered,
    creatable: internalTopic,
    answered: () => {},
    closed: () => {},
    askShare: () => {},
  });
}
