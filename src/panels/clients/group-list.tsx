import { Plus, UsersRound } from "lucide-react";
import type { ReactNode } from "react";
import type { ConsumerView } from "../../contract/client-view.ts";
import type { GroupView } from "../../contract/group-view.ts";
import { counted, grouped } from "../../scene/figures.ts";
import { useCalm, useFocus, usePage, useView } from "../page-context.ts";
import { Add, ClientHead } from "./client-head.tsx";
import { subscriptionText } from "./client-text.ts";
import {
  consumerState,
  groupLine,
  lagOfConsumer,
  ownedText,
  stateTone,
} from "./group-text.ts";

/** Members of a group that are listed here; the Groups panel has all. */
const mostListed = 6;

function Member(props: { readonly consumer: ConsumerView }): ReactNode {
  const { consumer } = props;
  const state = consumerState(consumer);
  const owned = ownedText(consumer.positions);
  const lag = lagOfConsumer(consumer);
  return (
    <li>
      <ClientHead
        id={consumer.id}
        figure={consumer.status === "down" ? "down" : `lag ${grouped(lag)}`}
        form={{ kind: "consumer", id: consumer.id }}
        mark={<span className="standing" data-tone={state.tone} />}
      />
      <p>
        {consumer.group === ""
          ? `← ${subscriptionText(consumer.subscription)} · ${grouped(consumer.consumed)} read`
          : `${owned === "" ? "owns nothing" : owned}${state.text === "" ? "" : ` · ${state.text}`}`}
      </p>
      {consumer.lastError === "" ? null : (
        <p className="error-name">{consumer.lastError}</p>
      )}
    </li>
  );
}

function GroupHead(props: { readonly group: GroupView }): ReactNode {
  const { group } = props;
  const { view } = usePage();
  const focus = useFocus();
  const selected = useView(
    (state) => state.focus?.kind === "group" && state.focus.group === group.id,
  );
  return (
    <>
      <div className="client-head">
        <button
          type="button"
          className="name"
          aria-pressed={selected}
          onClick={() => focus({ kind: "group", group: group.id })}
        >
          {group.id}
        </button>
        <span className="rate" />
        <button
          type="button"
          className="icon"
          aria-label={`Add a member to ${group.id}`}
          title="Add a member"
          onClick={() =>
            view.setState({ form: { kind: "consumer", id: null, group: group.id } })
          }
        >
          <Plus size={14} aria-hidden />
        </button>
        <button
          type="button"
          className="icon"
          aria-label={`All of group ${group.id}`}
          title="Members, offsets and what to do"
          onClick={() => {
            focus({ kind: "group", group: group.id });
            view.setState({ tab: "groups", folded: false });
          }}
        >
          <UsersRound size={14} aria-hidden />
        </button>
      </div>
      <p>
        <span className="group-state" data-tone={stateTone(group.state)}>
          {group.state}
        </span>{" "}
        {groupLine(group)}
      </p>
      {group.processedTwice + group.passedOver > 0 ? (
        <p className="wait">
          {group.processedTwice > 0
            ? `${grouped(group.processedTwice)} processed twice`
            : ""}
          {group.processedTwice > 0 && group.passedOver > 0 ? " · " : ""}
          {group.passedOver > 0 ? `${grouped(group.passedOver)} passed over` : ""}
        </p>
      ) : null}
    </>
  );
}

function Group(props: {
  readonly group: GroupView;
  readonly members: readonly ConsumerView[];
}): ReactNode {
  const { group, members } = props;
  const more = members.length - mostListed;
  return (
    <li className="group">
      <GroupHead group={group} />
      <ul>
        {members.slice(0, mostListed).map((consumer) => (
          <Member key={consumer.id} consumer={consumer} />
        ))}
      </ul>
      {more > 0 ? <p>and {counted(more, "more member")}, in the panel Groups</p> : null}
    </li>
  );
}

/** Groups with their members, then consumers without a group. */
export function GroupList(): ReactNode {
  const groups = useCalm((frame) => frame?.groups ?? null) ?? [];
  const consumers = useCalm((frame) => frame?.consumers ?? null) ?? [];
  const known = new Set(groups.map(({ id }) => id));
  const alone = consumers.filter(({ group }) => !known.has(group));
  return (
    <section className="clients">
      <h2>
        Consumer groups <span>{groups.length}</span>
      </h2>
      <ul>
        {groups.map((group) => (
          <Group
            key={group.id}
            group={group}
            members={consumers.filter((one) => one.group === group.id)}
          />
        ))}
      </ul>
      {alone.length === 0 ? null : (
        <>
          <h2>
            Without a group <span>{alone.length}</span>
          </h2>
          <ul>
            {alone.map((consumer) => (
              <Member key={consumer.id} consumer={consumer} />
            ))}
          </ul>
        </>
      )}
      <Add text="Add a consumer" form={{ kind: "consumer", id: null }} />
    </section>
  );
}
