import { Plus, Settings2, Square } from "lucide-react";
import type { ReactNode } from "react";
import type { OpenForm } from "../../store/view.ts";
import { useFocus, usePage, useView } from "../page-context.ts";

/** Opens a form over the page. */
function useForm(): (form: OpenForm) => void {
  const { view } = usePage();
  return (form) => {
    view.setState({ form });
  };
}

/** A client's name, a figure, and its two buttons. */
export function ClientHead(props: {
  readonly id: string;
  readonly figure: string;
  readonly form: OpenForm;
  /** Before the name, as a mark of what it does. */
  readonly mark?: ReactNode;
}): ReactNode {
  const { commands } = usePage();
  const focus = useFocus();
  const open = useForm();
  const selected = useView(
    (view) => view.focus?.kind === "client" && view.focus.id === props.id,
  );
  return (
    <div className="client-head">
      {props.mark}
      <button
        type="button"
        className="name"
        aria-pressed={selected}
        onClick={() => focus({ kind: "client", id: props.id })}
      >
        {props.id}
      </button>
      <span className="rate">{props.figure}</span>
      <button
        type="button"
        className="icon"
        aria-label={`Settings of ${props.id}`}
        title="Settings"
        onClick={() => open(props.form)}
      >
        <Settings2 size={14} aria-hidden />
      </button>
      <button
        type="button"
        className="icon"
        aria-label={`Stop ${props.id}`}
        title="Stop"
        onClick={() => void commands.perform({ kind: "removeClient", id: props.id })}
      >
        <Square size={12} aria-hidden />
      </button>
    </div>
  );
}

/** A button that opens a form for something new. */
export function Add(props: {
  readonly icon?: ReactNode;
  readonly text: string;
  readonly form: OpenForm;
}): ReactNode {
  const open = useForm();
  return (
    <button type="button" className="add" onClick={() => open(props.form)}>
      {props.icon ?? <Plus size={14} aria-hidden />} {props.text}
    </button>
  );
}
