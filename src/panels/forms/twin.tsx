import type { ReactNode } from "react";

/** The line that would do it on a real cluster. */
export function Twin(props: {
  readonly line: string;
  readonly title?: string;
}): ReactNode {
  if (props.line === "") return null;
  return (
    <section className="twin">
      <h3>{props.title ?? "On a real cluster"}</h3>
      <pre>
        <code>{props.line}</code>
      </pre>
    </section>
  );
}
