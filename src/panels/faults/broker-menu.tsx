import { type ReactNode, useState } from "react";
import type { BrokerView } from "../../contract/frame.ts";
import { commandLine } from "../forms/command-line.ts";
import { Popup } from "../forms/popup.tsx";
import { Twin } from "../forms/twin.tsx";
import { useCalm, useFocus, usePage } from "../page-context.ts";
import {
  type LinkChoice,
  linkChoices,
  type NodeAction,
  processActions,
} from "./node-actions.ts";
import "./faults.css";

function useAct(): (action: NodeAction, button: HTMLElement) => void {
  const { commands } = usePage();
  return (action, button) => {
    button.closest<HTMLElement>("[popover]")?.hidePopover();
    void commands.perform(action.command);
  };
}

function Links(props: {
  readonly choices: readonly LinkChoice[];
  readonly look: (action: NodeAction) => void;
}): ReactNode {
  const act = useAct();
  return (
    <ul className="link-choices">
      {props.choices.map((choice) => (
        <li key={choice.name}>
          <span>{choice.name}</span>
          {choice.actions.map((action) => (
            <button
              key={action.label}
              type="button"
              className={action.danger ? "danger" : ""}
              aria-label={action.hint}
              title={action.hint}
              onFocus={() => props.look(action)}
              onPointerEnter={() => props.look(action)}
              onClick={(event) => act(action, event.currentTarget)}
            >
              {action.label}
            </button>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Actions(props: {
  readonly actions: readonly NodeAction[];
  readonly look: (action: NodeAction) => void;
}): ReactNode {
  const act = useAct();
  return (
    <ul className="actions">
      {props.actions.map((action) => (
        <li key={action.label}>
          <button
            type="button"
            className={action.danger ? "danger" : ""}
            onFocus={() => props.look(action)}
            onPointerEnter={() => props.look(action)}
            onClick={(event) => act(action, event.currentTarget)}
          >
            {action.label}
            <small>{action.hint}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}

function MenuContent(props: { readonly broker: BrokerView }): ReactNode {
  const { broker } = props;
  const { view } = usePage();
  const [looked, look] = useState<NodeAction | null>(null);
  const brokers = useCalm((frame) => frame?.brokers);
  const controllers = useCalm((frame) => frame?.controllers);
  const links = useCalm((frame) => frame?.links) ?? [];
  const process = processActions(broker.id, broker.status);
  const others = [
    ...(brokers ?? [])
      .filter((one) => one.id !== broker.id)
      .map(({ id }) => ({ id, name: `broker ${id}` })),
    ...(controllers ?? [])
      .filter((one) => !(brokers ?? []).some((other) => other.id === one.id))
      .map(({ id }) => ({ id, name: `controller ${id}` })),
  ];
  const twin = looked ?? process[0];
  return (
    <>
      <h2>Broker {broker.id}</h2>
      <Actions actions={process} look={look} />
      <h2>Its links</h2>
      <Links choices={linkChoices(broker, others, links)} look={look} />
      <ul className="actions">
        <li>
          <button
            type="button"
            onClick={(event) => {
              event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
              view.setState({
                tab: "faults",
                folded: false,
                bench: { kind: "node", node: broker.id },
              });
            }}
          >
            More faults
            <small>slow, isolated, its disks, its links, at a time</small>
          </button>
        </li>
      </ul>
      <Twin line={twin === undefined ? "" : commandLine(twin.command)} />
    </>
  );
}

/** A broker's name as a button: what can be done to it, and to its links. */
export function BrokerMenu(props: {
  readonly broker: BrokerView;
  readonly children: ReactNode;
}): ReactNode {
  const focus = useFocus();
  const { broker } = props;
  const [open, setOpen] = useState(false);
  return (
    <Popup
      className="broker-name"
      label={`Broker ${broker.id}: what to do with it`}
      named
      button={
        <>
          {props.children}
          <span className="sr-only">: what to do with it</span>
        </>
      }
      onOpen={() => {
        setOpen(true);
        focus({ kind: "broker", broker: broker.id });
      }}
    >
      {open ? <MenuContent broker={broker} /> : <button type="button">Loading</button>}
    </Popup>
  );
}
