import { memo, type ReactNode, useState } from "react";
import { useStore } from "zustand";
import type { RequestView } from "../../contract/request-view.ts";
import { clockText } from "../../scene/figures.ts";
import { errorName } from "../../terms/errors.ts";
import { useFocus, usePage, useView } from "../page-context.ts";
import { apiName, choicesOf, isTrouble, passes, type RequestFilter } from "./filter.ts";
import { LatencySplit } from "./latency-split.tsx";
import "./requests.css";

/** Lines that are shown at once; the filters find the rest. */
const mostLines = 150;

function Choice(props: {
  readonly label: string;
  readonly all: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly change: (value: string) => void;
}): ReactNode {
  const { label, value, options } = props;
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => props.change(event.target.value)}
    >
      <option value="">{props.all}</option>
      {options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  );
}

/** What became of it, in one word or Kafka's error. */
function outcome({ error, stage }: RequestView): string {
  if (error !== 0) return errorName(error);
  if (stage === "held") return "held back by the link";
  if (stage === "unanswered") return "connection ended";
  return stage === "waiting" ? "…" : "";
}

const Line = memo(function Line(props: {
  readonly request: RequestView;
  readonly chosen: boolean;
}): ReactNode {
  const { request } = props;
  const focus = useFocus();
  const { view } = usePage();
  return (
    <tr data-trouble={isTrouble(request)} data-chosen={props.chosen}>
      <td>
        <time>{clockText(request.sentUs)}</time>
      </td>
      <th scope="row">
        <button
          type="button"
          aria-pressed={props.chosen}
          onClick={(event) => {
            view.setState({ toInspector: event.detail === 0 });
            focus({ kind: "request", id: request.id });
          }}
        >
          {apiName(request.api)} <small>v{request.version}</small>
        </button>
      </th>
      <td>
        {request.from} → {request.to}
      </td>
      <td>
        <LatencySplit request={request} />
      </td>
      <td className="outcome">{outcome(request)}</td>
    </tr>
  );
});

function Filters(props: {
  readonly filter: RequestFilter;
  readonly list: readonly RequestView[];
  readonly shown: number;
  readonly change: (filter: RequestFilter) => void;
}): ReactNode {
  const { filter, list, change } = props;
  const { apis, nodes, clients } = choicesOf(list);
  return (
    <div className="filters">
      <Choice
        label="API"
        all="every API"
        value={filter.api}
        options={apis}
        change={(api) => change({ ...filter, api })}
      />
      <Choice
        label="Node"
        all="every node"
        value={filter.node}
        options={nodes}
        change={(node) => change({ ...filter, node })}
      />
      <Choice
        label="Client"
        all="every client"
        value={filter.client}
        options={clients}
        change={(client) => change({ ...filter, client })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={filter.errorsOnly}
          onChange={(event) => change({ ...filter, errorsOnly: event.target.checked })}
        />
        only errors
      </label>
      <span className="hint">
        {props.shown} of {list.length}
      </span>
    </div>
  );
}

/** All requests since the panel was opened, the newest first. */
export function Requests(): ReactNode {
  const { requests } = usePage();
  const list = useStore(requests.store, (state) => state.list);
  const chosen = useView(({ focus }) => (focus?.kind === "request" ? focus.id : 0));
  const [filter, setFilter] = useState<RequestFilter>({
    api: "",
    node: "",
    client: "",
    errorsOnly: false,
  });
  const passing = list.filter((one) => passes(filter, one));
  const shown = passing.slice(-mostLines).toReversed();
  return (
    <div className="requests" data-testid="requests">
      <Filters filter={filter} list={list} shown={passing.length} change={setFilter} />
      {shown.length === 0 ? (
        <p className="hint">
          {list.length === 0
            ? "Requests are listed from now on, as they reach the other end."
            : "No request passes these filters."}
        </p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">sent</th>
              <th scope="col">request</th>
              <th scope="col">from and to</th>
              <th scope="col">where the time went</th>
              <th scope="col">outcome</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((request) => (
              <Line key={request.id} request={request} chosen={request.id === chosen} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
