import type { ProducerView } from "../../contract/client-view.ts";
import type { Command } from "../../contract/command.ts";

/** One thing that can be done to a producer. */
export interface ProducerAction {
  readonly label: string;
  readonly hint: string;
  readonly command: Command;
}

/** What can be done to a producer in its state; what would be refused is not offered. */
export function producerActions({
  id,
  status,
}: Pick<ProducerView, "id" | "status">): readonly ProducerAction[] {
  const kill: ProducerAction = {
    label: "Kill",
    hint: "SIGKILL: what was not sent is gone",
    command: { kind: "killClient", id },
  };
  const remove: ProducerAction = {
    label: "Remove",
    hint: "ends it as a crash and forgets it",
    command: { kind: "removeClient", id },
  };
  switch (status) {
    case "down":
      return [
        {
          label: "Start again",
          hint: "with the same settings and a new producer id",
          command: { kind: "startClient", id },
        },
        remove,
      ];
    case "paused":
      return [
        { label: "Resume", hint: "SIGCONT", command: { kind: "resumeClient", id } },
        kill,
        remove,
      ];
    case "closing":
      return [kill, remove];
    default:
      return [
        {
          label: "Flush",
          hint: "flush(): what waits is sent at once",
          command: { kind: "flush", id },
        },
        {
          label: "Close",
          hint: "close(): it sends what it has and ends",
          command: { kind: "closeClient", id },
        },
        {
          label: "Freeze",
          hint: "the process stands still until it is resumed",
          command: { kind: "pauseClient", id, what: "process", forUs: null },
        },
        kill,
        remove,
      ];
  }
}
