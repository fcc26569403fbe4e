import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { ConsumerView } from "../../contract/client-view.ts";
import type { Command, Focus } from "../../contract/command.ts";
import type { ConfigTarget } from "../../contract/config-row.ts";
import type { ViewFrame } from "../../contract/frame.ts";
import type { OpenForm } from "../../store/view.ts";
import { consumerActions } from "../clients/consumer-actions.ts";
import { linkText } from "../faults/fault-list.tsx";
import { processActions } from "../faults/node-actions.ts";
import { commandLine } from "../forms/command-line.ts";
import { groupOffers } from "../groups/group-offers.ts";
import { useCalm, useFocus, usePage } from "../page-context.ts";
import { producerActions } from "../producers/producer-actions.ts";

interface Offer {
  readonly label: string;
  readonly command?: Command;
  readonly form?: OpenForm;
  readonly focus?: Focus;
}

function partitionOffers(
  topic: string,
  partition: number,
  moving: boolean,
): readonly Offer[] {
  const elect = (election: "preferred" | "unclean"): Command => ({
    kind: "electLeaders",
    election,
    topic,
    partition,
  });
  return [
    { label: "Produce a record", form: { kind: "record", topic } },
    { label: "Elect the preferred leader", command: elect("preferred") },
    { label: "Elect uncleanly", command: elect("unclean") },
    { label: "Reassign", form: { kind: "reassign", topic, partition } },
    ...(moving
      ? [
          {
            label: "Cancel the reassignment",
            command: { kind: "reassign", topic, partition, replicas: null } as const,
          },
        ]
      : []),
    {
      label: "Configs of the topic",
      focus: { kind: "configs", scope: { kind: "topic", topic } },
    },
    { label: "Add partitions", form: { kind: "partitions", topic } },
    { label: "Delete records", form: { kind: "deleteRecords", topic, partition } },
    { label: "Delete the topic", command: { kind: "deleteTopic", topic } },
  ];
}

/** True while the partition is being reassigned. */
function isMoving(
  frame: ViewFrame | null,
  { topic, partition }: { readonly topic: string; readonly partition: number },
): boolean {
  const row = frame?.partitions.find(
    (one) => one.topic === topic && one.partition === partition,
  );
  return row !== undefined && row.addingReplicas.length + row.removingReplicas.length > 0;
}

function useOffers(focus: Focus): readonly Offer[] {
  const frame = useCalm((one) => one);
  switch (focus.kind) {
    case "broker": {
      const status = frame?.brokers.find((one) => one.id === focus.broker)?.status;
      const { broker } = focus;
      return status === undefined
        ? []
        : [
            ...processActions(broker, status),
            {
              label: "Its configs",
              focus: { kind: "configs", scope: { kind: "broker", broker } },
            },
            {
              label: "Configs of all brokers",
              focus: { kind: "configs", scope: { kind: "cluster" } },
            },
            ...(status === "down"
              ? [
                  {
                    label: "Unregister",
                    command: { kind: "unregisterBroker", broker } as const,
                  },
                ]
              : []),
          ];
    }
    case "controller": {
      const status = frame?.controllers.find((one) => one.id === focus.node)?.status;
      return status === undefined ? [] : processActions(focus.node, status);
    }
    case "partition":
      return partitionOffers(focus.topic, focus.partition, isMoving(frame, focus));
    case "replica": {
      const { topic, partition } = focus;
      const whole: Offer = {
        label: `All of ${topic}-${partition}`,
        focus: { kind: "partition", topic, partition },
      };
      return [
        whole,
        ...partitionOffers(topic, partition, isMoving(frame, focus)).slice(0, 5),
      ];
    }
    case "group": {
      const group = frame?.groups.find(({ id }) => id === focus.group);
      return group === undefined ? [] : groupOffers(group);
    }
    case "client":
      return frame === null ? [] : clientOffers(frame, focus.id);
    case "link": {
      const link = frame?.links.find((one) => one.a === focus.a && one.b === focus.b);
      return link === undefined
        ? []
        : [{ label: `Heal ${linkText(link)}`, command: { kind: "heal", link } }];
    }
    case "configs":
      return configOffers(focus.scope);
    default:
      return [];
  }
}

function clientOffers(frame: ViewFrame, id: string): readonly Offer[] {
  const consumer = frame.consumers.find((one) => one.id === id);
  if (consumer !== undefined) return consumerOffers(consumer);
  const producer = frame.producers.find((one) => one.id === id);
  if (producer === undefined) return [];
  return [
    { label: "Settings", form: { kind: "producer", id } },
    ...producerActions(producer),
  ];
}

function consumerOffers(consumer: ConsumerView): readonly Offer[] {
  const { id, group } = consumer;
  return [
    { label: "Settings", form: { kind: "consumer", id } },
    ...(group === ""
      ? []
      : [{ label: `Group ${group}`, focus: { kind: "group", group } as const }]),
    ...consumerActions(consumer),
  ];
}

function configOffers(scope: ConfigTarget): readonly Offer[] {
  if (scope.kind === "topic") return [];
  const cluster: Offer = {
    label: "Configs of all brokers",
    focus: { kind: "configs", scope: { kind: "cluster" } },
  };
  return scope.kind === "broker" ? [cluster] : [];
}

function Neighbours(props: {
  readonly focus: Focus & { readonly kind: "record" };
}): ReactNode {
  const focus = useFocus();
  const at = props.focus;
  const to = (offset: number): void => focus({ ...at, offset });
  return (
    <div className="offers">
      <button type="button" disabled={at.offset === 0} onClick={() => to(at.offset - 1)}>
        <ChevronLeft size={14} aria-hidden /> offset {at.offset - 1}
      </button>
      <button type="button" onClick={() => to(at.offset + 1)}>
        offset {at.offset + 1} <ChevronRight size={14} aria-hidden />
      </button>
      <button type="button" onClick={() => focus({ ...at, kind: "replica" })}>
        The replica
      </button>
    </div>
  );
}

/** What can be done with the selected thing. */
export function InspectorActions(props: { readonly focus: Focus }): ReactNode {
  const { commands, view, frames } = usePage();
  const select = useFocus();
  const offers = useOffers(props.focus);
  const at = props.focus;
  if (at.kind === "record") return <Neighbours focus={at} />;
  const act = (offer: Offer): void => {
    if (offer.form !== undefined) view.setState({ form: offer.form });
    if (offer.focus !== undefined) select(offer.focus);
    if (offer.command !== undefined) void commands.perform(offer.command);
  };
  const newest = (): void => {
    if (at.kind !== "replica") return;
    const row = frames.every
      .getState()
      .current?.partitions.find(
        (one) => one.topic === at.topic && one.partition === at.partition,
      );
    const log = row?.logs.find((one) => one.broker === at.broker);
    if (log === undefined || log.logEndOffset === 0) return;
    select({ ...at, kind: "record", offset: log.logEndOffset - 1 });
  };
  return (
    <div className="offers">
      {at.kind === "replica" ? (
        <button type="button" onClick={newest}>
          Its newest record
        </button>
      ) : null}
      {offers.map((offer) => (
        <button
          key={offer.label}
          type="button"
          title={offer.command === undefined ? undefined : commandLine(offer.command)}
          onClick={() => act(offer)}
        >
          {offer.label}
        </button>
      ))}
    </div>
  );
}
