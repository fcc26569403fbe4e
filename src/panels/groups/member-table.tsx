import { Ellipsis } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { ConsumerView } from "../../contract/client-view.ts";
import { grouped } from "../../scene/figures.ts";
import { type ConsumerAction, consumerActions } from "../clients/consumer-actions.ts";
import { commandLine } from "../forms/command-line.ts";
import { Popup } from "../forms/popup.tsx";
import { Twin } from "../forms/twin.tsx";
import { useFocus, usePage } from "../page-context.ts";
import type { MemberRow } from "./member-rows.ts";

function MenuContent(props: { readonly consumer: ConsumerView }): ReactNode {
  const { consumer } = props;
  const { commands, view } = usePage();
  const [looked, look] = useState<ConsumerAction | null>(null);
  const actions = consumerActions(consumer);
  const twin = looked ?? actions[0];
  return (
    <>
      <h2>{consumer.id}</h2>
      <ul className="actions">
        {actions.map((action) => (
          <li key={action.label}>
            <button
              type="button"
              className={action.danger ? "danger" : ""}
              onFocus={() => look(action)}
              onPointerEnter={() => look(action)}
              onClick={(event) => {
                event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
                void commands.perform(action.command);
              }}
            >
              {action.label}
              <small>{action.hint}</small>
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            onClick={(event) => {
              event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
              view.setState({ form: { kind: "consumer", id: consumer.id } });
            }}
          >
            Settings<small>its application and every config of Kafka’s</small>
          </button>
        </li>
      </ul>
      <Twin line={twin === undefined ? "" : commandLine(twin.command)} />
    </>
  );
}

function Menu(props: { readonly consumer: ConsumerView }): ReactNode {
  const [open, setOpen] = useState(false);
  const { consumer } = props;
  return (
    <Popup
      className="icon"
      label={`What to do with ${consumer.id}`}
      named={false}
      button={<Ellipsis size={15} aria-hidden />}
      onOpen={() => setOpen(true)}
    >
      {open ? (
        <MenuContent consumer={consumer} />
      ) : (
        <button type="button">Loading</button>
      )}
    </Popup>
  );
}

function Row(props: { readonly row: MemberRow }): ReactNode {
  const { row } = props;
  const focus = useFocus();
  return (
    <tr>
      <th scope="row">
        <span className="standing" data-tone={row.tone} />
        {row.consumer === null ? (
          row.clientId || row.key
        ) : (
          <button
            type="button"
            onClick={() => focus({ kind: "client", id: row.clientId })}
          >
            {row.clientId}
          </button>
        )}
        {row.instanceId === "" ? null : <small> {row.instanceId}</small>}
      </th>
      <td data-tone={row.tone}>{row.state}</td>
      <td className="number">{row.epoch < 0 ? "" : row.epoch}</td>
      <td>{row.assigned || "nothing"}</td>
      <td className="number">{grouped(row.lag)}</td>
      <td className="number">{grouped(row.processed)}</td>
      <td className="number">{row.twice === 0 ? "" : grouped(row.twice)}</td>
      <td className="number">{row.skipped === 0 ? "" : grouped(row.skipped)}</td>
      <td>{row.inHand}</td>
      <td className="number">{row.lastPoll}</td>
      <td>{row.consumer === null ? null : <Menu consumer={row.consumer} />}</td>
    </tr>
  );
}

/** Members as the coordinator has them, with what their clients do. */
export function MemberTable(props: {
  readonly rows: readonly MemberRow[];
  /** `generation` or `epoch`. */
  readonly epoch: string;
}): ReactNode {
  return (
    <table>
      <caption>Members</caption>
      <thead>
        <tr>
          <th scope="col">client.id, instance</th>
          <th scope="col">State</th>
          <th scope="col" className="number">
            {props.epoch}
          </th>
          <th scope="col">Assigned</th>
          <th scope="col" className="number">
            Lag
          </th>
          <th scope="col" className="number">
            Processed
          </th>
          <th scope="col" className="number">
            Twice
          </th>
          <th scope="col" className="number">
            Skipped
          </th>
          <th scope="col">In hand</th>
          <th scope="col" className="number">
            Last poll
          </th>
          <th scope="col">
            <span className="sr-only">What to do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </tbody>
    </table>
  );
}
