import { lazy, type ReactNode, useMemo } from "react";
import type { ViewFrame } from "../../contract/frame.ts";
import type { OpenForm } from "../../store/view.ts";
import { usePage, useView } from "../page-context.ts";
import { CommandForm, type FormSpec } from "./command-form.tsx";
import { consumerForm } from "./consumer-form.ts";
import { assignorForm, resetForm } from "./group-forms.ts";
import { Help } from "./help.tsx";
import { newConsumer } from "./new-consumer.ts";
import { deleteRecordsForm, partitionsForm, reassignForm } from "./partition-forms.ts";
import { producerForm } from "./producer-form.ts";
import { recordForm } from "./record-form.ts";
import { topicForm } from "./topic-form.ts";
import "./forms.css";

const LazyOpenDialog = lazy(async () => ({
  default: (await import("../open/open-dialog.tsx")).OpenDialog,
}));

const LazyClusterDialog = lazy(async () => ({
  default: (await import("../open/cluster-dialog.tsx")).ClusterDialog,
}));

/** Forms that end in something else than one command. */
const apart = new Set<OpenForm["kind"]>(["help", "open", "cluster"]);

function groupForm(
  frame: ViewFrame,
  form: Extract<OpenForm, { kind: "resetOffsets" | "assignor" }>,
): FormSpec | null {
  const group = frame.groups.find(({ id }) => id === form.group);
  if (group === undefined) return null;
  return form.kind === "resetOffsets"
    ? resetForm(group, frame.atUs)
    : assignorForm(
        group,
        frame.consumers.filter((one) => one.group === group.id),
      );
}

/** The form that is open, if one is. It keeps what it was opened with while the run goes on. */
export function Forms(): ReactNode {
  const page = usePage();
  const form = useView((view) => view.form);
  const spec = useMemo((): FormSpec | null => {
    const frame = page.frames.every.getState().current;
    if (frame === null || form === null || apart.has(form.kind)) return null;
    const topics = frame.topics
      .map((topic) => topic.name)
      .filter((name) => !name.startsWith("__"));
    switch (form.kind) {
      case "topic":
        return topicForm(frame.brokers.length);
      case "partitions": {
        const topic = frame.topics.find((one) => one.name === form.topic);
        return partitionsForm(form.topic, topic?.partitions ?? 1);
      }
      case "reassign":
      case "deleteRecords": {
        const row = frame.partitions.find(
          (one) => one.topic === form.topic && one.partition === form.partition,
        );
        if (row === undefined) return null;
        const brokers = frame.brokers.map(({ id }) => id);
        return form.kind === "reassign"
          ? reassignForm(row, brokers)
          : deleteRecordsForm(row);
      }
      case "producer":
        return producerForm(
          topics,
          frame.producers.find((one) => one.id === form.id) ?? null,
        );
      case "consumer":
        return consumerForm(
          topics,
          frame.consumers.find((one) => one.id === form.id) ??
            newConsumer(frame, form.group ?? ""),
        );
      case "resetOffsets":
      case "assignor":
        return groupForm(frame, form);
      case "record":
        return recordForm(topics, form.topic === "" ? (topics[0] ?? "") : form.topic);
      default:
        return null;
    }
  }, [page, form]);
  const close = (): void => {
    page.view.setState({ form: null, resumed: false });
  };
  if (form?.kind === "help") return <Help close={close} />;
  if (form?.kind === "open") return <LazyOpenDialog close={close} />;
  if (form?.kind === "cluster") return <LazyClusterDialog close={close} />;
  return spec === null ? null : (
    <CommandForm key={spec.title} spec={spec} close={close} />
  );
}
