import type { ConsumerView } from "../../contract/client-view.ts";
import type { Command } from "../../contract/command.ts";

/** One thing that can be done to a consumer. */
export interface ConsumerAction {
  readonly label: string;
  readonly hint: string;
  readonly command: Command;
  readonly danger: boolean;
}

/** Kafka: ConsumerConfig. */
const defaults = {
  "max.poll.interval.ms": 300_000,
  "session.timeout.ms": 45_000,
} as const;

/** A fifth longer than a timeout that is in force, µs. */
function beyond({ settings }: ConsumerView, name: keyof typeof defaults): number {
  const set = Number(settings.config[name] ?? defaults[name]);
  return Math.round((Number.isFinite(set) ? set : defaults[name]) * 1200);
}

const seconds = (us: number): string => `${Math.round(us / 100_000) / 10}\u202fs`;

function whileRunning(consumer: ConsumerView): readonly ConsumerAction[] {
  const { id, group } = consumer;
  const poll = beyond(consumer, "max.poll.interval.ms");
  const still = beyond(consumer, "session.timeout.ms");
  const inGroup = group !== "";
  return [
    {
      label: inGroup ? "Leave" : "Close",
      hint: inGroup ? "close(): it commits and leaves its group" : "close()",
      command: { kind: "closeClient", id },
      danger: false,
    },
    {
      label: "Kill",
      hint: "SIGKILL: nothing is committed, nobody is told",
      command: { kind: "killClient", id },
      danger: true,
    },
    {
      label: "Stop polling",
      hint: `for ${seconds(poll)}, longer than max.poll.interval.ms; it goes on with heartbeats`,
      command: { kind: "pauseClient", id, what: "polling", forUs: poll },
      danger: false,
    },
    {
      label: "Freeze the process",
      hint: `for ${seconds(still)}, longer than session.timeout.ms; no heartbeats`,
      command: { kind: "pauseClient", id, what: "process", forUs: still },
      danger: false,
    },
    ...(inGroup && consumer.api === "consumer"
      ? [
          {
            label: "Commit now",
            hint: "commitSync() of its positions",
            command: { kind: "commitOffsets", id, how: "sync" },
            danger: false,
          } as const,
          {
            label: "Rejoin",
            hint: "enforceRebalance()",
            command: { kind: "enforceRebalance", id },
            danger: false,
          } as const,
        ]
      : []),
  ];
}

/** What can be done to a consumer in its state; what would be refused is not offered. */
export function consumerActions(consumer: ConsumerView): readonly ConsumerAction[] {
  const { id, status, pollingPaused, settings } = consumer;
  const instance = settings.config["group.instance.id"];
  const remove: ConsumerAction = {
    label: "Remove",
    hint: "ends it as a crash and forgets it",
    command: { kind: "removeClient", id },
    danger: true,
  };
  if (status === "down")
    return [
      {
        label: "Start again",
        hint:
          instance === undefined
            ? "with the same settings, as a new member"
            : `with the same group.instance.id ${instance}`,
        command: { kind: "startClient", id },
        danger: false,
      },
      remove,
    ];
  if (status === "closing") return [remove];
  const resume: ConsumerAction = {
    label: "Resume",
    hint: status === "paused" ? "SIGCONT" : "it polls again",
    command: { kind: "resumeClient", id },
    danger: false,
  };
  if (status === "paused") return [resume, ...whileRunning(consumer).slice(0, 2), remove];
  const running = whileRunning(consumer);
  return pollingPaused ? [resume, ...running, remove] : [...running, remove];
}
