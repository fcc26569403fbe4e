import type { ReactNode } from "react";
import type { TopicView } from "../../contract/frame.ts";
import type { Arrangement, Head } from "../../scene/arrange/arrangement.ts";
import { useCalm } from "../page-context.ts";

/** What a topic is, in two short lines, and how much of it is shown. */
function lines(topic: TopicView, shown: number): readonly string[] {
  const all = `${topic.partitions} partition${topic.partitions === 1 ? "" : "s"}`;
  const part = shown < topic.partitions ? `${shown} of ${topic.partitions}` : all;
  const first = `${part} · RF ${topic.replicationFactor}`;
  const compacted = topic.config["cleanup.policy"]?.includes("compact") === true;
  return [
    first,
    ...(compacted ? ["compacted"] : [`min.insync ${topic.minInsyncReplicas}`]),
  ];
}

function TopicHead(props: { readonly head: Head; readonly at: Arrangement }): ReactNode {
  const { head, at } = props;
  const shown = at.rows.filter((row) => row.topic === head.topic).length;
  const said = useCalm((frame) => {
    const topic = frame?.topics.find((one) => one.name === head.topic);
    return topic === undefined ? "" : lines(topic, shown).join("\n");
  });
  const cards = at.layout === "cards";
  const room = cards || head.height >= 44;
  return (
    <div
      className={cards ? "topic-head card" : "topic-head"}
      style={{
        top: head.y + (cards ? 4 : 0),
        width: cards ? at.width - 28 : at.left - 68,
      }}
    >
      <h2 title={head.topic}>{head.topic}</h2>
      {room ? said.split("\n").map((line) => <p key={line}>{line}</p>) : null}
    </div>
  );
}

/** Names of topics at the left of their rows. */
export function TopicHeads(props: { readonly at: Arrangement }): ReactNode {
  return props.at.heads.map((head) => (
    <TopicHead key={head.topic} head={head} at={props.at} />
  ));
}
