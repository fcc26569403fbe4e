import { Check, Copy } from "lucide-react";
import { type ReactNode, useState } from "react";

/** Copies a text and says so until the text is another one. */
function CopyButton(props: { readonly text: string }): ReactNode {
  const [copied, setCopied] = useState("");
  const done = copied === props.text;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(props.text);
      setCopied(props.text);
    } catch {
      // The browser does not allow it here; the line can be selected by hand.
      setCopied("");
    }
  };
  return (
    <button
      type="button"
      className="icon copy"
      aria-label={done ? "Copied" : "Copy the line"}
      onClick={() => void copy()}
    >
      {done ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
    </button>
  );
}

/** The line that would do it on a real cluster. */
export function Twin(props: {
  readonly line: string;
  readonly title?: string;
}): ReactNode {
  if (props.line === "") return null;
  return (
    <section className="twin">
      <h3>
        {props.title ?? "On a real cluster"} <CopyButton text={props.line} />
      </h3>
      <pre>
        <code>{props.line}</code>
      </pre>
    </section>
  );
}
