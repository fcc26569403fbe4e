import type { ReactNode } from "react";
import type { ViewFrame } from "../../contract/frame.ts";
import type { GroupView } from "../../contract/group-view.ts";
import { counted, grouped } from "../../scene/figures.ts";
import { groupLine, stateTone } from "../clients/group-text.ts";
import { commandLine } from "../forms/command-line.ts";
import { Twin } from "../forms/twin.tsx";
import { useCalm, useFocus, usePage, useView } from "../page-context.ts";
import { type GroupOffer, groupOffers } from "./group-offers.ts";
import { LagPlot } from "./lag-plot.tsx";
import { memberRows } from "./member-rows.ts";
import { MemberTable } from "./member-table.tsx";
import { OffsetTable } from "./offset-table.tsx";
import "./groups.css";

function Choice(props: {
  readonly groups: readonly GroupView[];
  readonly chosen: string;
}): ReactNode {
  const focus = useFocus();
  return (
    <ul className="group-choice">
      {props.groups.map((group) => (
        <li key={group.id}>
          <button
            type="button"
            aria-pressed={group.id === props.chosen}
            onClick={() => focus({ kind: "group", group: group.id })}
          >
            {group.id}
            <span className="group-state" data-tone={stateTone(group.state)}>
              {group.state}
            </span>
            <small>
              {counted(group.memberCount, "member")} · lag {grouped(group.lag)}
            </small>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Offers(props: { readonly group: GroupView }): ReactNode {
  const { commands, view } = usePage();
  const focus = useFocus();
  const act = (offer: GroupOffer): void => {
    if (offer.form !== undefined) view.setState({ form: offer.form });
    if (offer.focus !== undefined) focus(offer.focus);
    if (offer.command !== undefined) void commands.perform(offer.command);
  };
  return (
    <div className="offers">
      {groupOffers(props.group).map((offer) => (
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

function coordinatorText({ coordinator, coordinatorPartition }: GroupView): string {
  if (coordinator < 0) return "no coordinator";
  return `coordinator broker ${coordinator}, which leads __consumer_offsets-${coordinatorPartition}`;
}

function Work(props: { readonly group: GroupView }): ReactNode {
  const { processedTwice, passedOver } = props.group;
  if (processedTwice + passedOver === 0) return null;
  return (
    <p className="work">
      {processedTwice === 0 ? null : (
        <>
          <b>{grouped(processedTwice)}</b> processed twice: read again from a committed
          offset that lay behind them.{" "}
        </>
      )}
      {passedOver === 0 ? null : (
        <>
          <b>{grouped(passedOver)}</b> passed over: nobody processed them, though the
          group went on behind them.
        </>
      )}
    </p>
  );
}

function Chosen(props: {
  readonly group: GroupView;
  readonly frame: ViewFrame;
}): ReactNode {
  const { group, frame } = props;
  return (
    <article className="group-detail" aria-label={`Group ${group.id}`}>
      <div className="group-title">
        <h2>{group.id}</h2>
        <span className="group-state" data-tone={stateTone(group.state)}>
          {group.state}
        </span>
        <p>
          {groupLine(group)} · {coordinatorText(group)}
        </p>
      </div>
      <Offers group={group} />
      <Work group={group} />
      <div className="group-tables">
        <div className="table-area">
          <MemberTable
            rows={memberRows(group, frame.consumers, frame.atUs)}
            epoch={group.type === "Classic" ? "Generation" : "Epoch"}
          />
        </div>
        <div>
          <LagPlot group={group.id} lag={group.lag} />
          <div className="table-area">
            <OffsetTable offsets={group.offsets} />
          </div>
        </div>
      </div>
      <Twin
        line={`kafka-consumer-groups.sh --bootstrap-server localhost:9092 \\\n  --describe --group ${group.id} --members --verbose`}
      />
    </article>
  );
}

/** Every group, and the chosen one with all that is known of it. */
export function Groups(): ReactNode {
  const frame = useCalm((one) => one);
  const focus = useView((view) => view.focus);
  const { view } = usePage();
  const groups = frame?.groups ?? [];
  const named =
    focus?.kind === "group"
      ? focus.group
      : focus?.kind === "client"
        ? (frame?.consumers.find(({ id }) => id === focus.id)?.group ?? "")
        : "";
  const chosen = groups.find(({ id }) => id === named) ?? groups[0];
  if (frame === null || chosen === undefined)
    return (
      <div className="hint">
        <p>There is no consumer group yet: a consumer with a group.id makes one.</p>
        <button
          type="button"
          className="quiet"
          onClick={() =>
            view.setState({ form: { kind: "consumer", id: null, group: "my-group" } })
          }
        >
          Add a consumer to a new group
        </button>
      </div>
    );
  return (
    <div className="groups" data-testid="groups">
      {groups.length > 1 ? <Choice groups={groups} chosen={chosen.id} /> : null}
      <Chosen group={chosen} frame={frame} />
    </div>
  );
}
