import type { ReactNode } from "react";
import type { FieldTree } from "../../contract/request-view.ts";
import "./bodies.css";

/** Depth to which a body is unfolded at first. */
const openDepth = 3;

function Node(props: { readonly tree: FieldTree; readonly depth: number }): ReactNode {
  const { tree, depth } = props;
  const line = (
    <>
      <b>{tree.name}</b> <span>{tree.value}</span>
    </>
  );
  if (tree.fields.length === 0) return <div className="leaf">{line}</div>;
  return (
    <details open={depth < openDepth}>
      <summary>{line}</summary>
      {tree.fields.map((field, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- fields of a body keep their order.
        <Node key={`${i}/${field.name}`} tree={field} depth={depth + 1} />
      ))}
    </details>
  );
}

/** Decoded bodies in Kafka's own field names. */
export function Bodies(props: { readonly bodies: readonly FieldTree[] }): ReactNode {
  return (
    <section className="bodies">
      {props.bodies.map((body) => (
        <Node key={body.name} tree={body} depth={0} />
      ))}
    </section>
  );
}
