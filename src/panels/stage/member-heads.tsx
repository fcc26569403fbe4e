import { type ReactNode, useMemo } from "react";
import type { ViewFrame } from "../../contract/frame.ts";
import type { Arrangement } from "../../scene/arrange/arrangement.ts";
import {
  type GroupPlace,
  type MemberPlace,
  placeGroups,
} from "../../scene/arrange/members.ts";
import { grouped } from "../../scene/figures.ts";
import {
  consumerState,
  lagOfConsumer,
  ownedText,
  stateTone,
} from "../clients/group-text.ts";
import { useCalm, useFocus, useView } from "../page-context.ts";
import "./member-heads.css";

function Member(props: {
  readonly place: MemberPlace;
  readonly room: number;
}): ReactNode {
  const { place, room } = props;
  const { consumer } = place;
  const focus = useFocus();
  const chosen = useView(
    (view) => view.focus?.kind === "client" && view.focus.id === consumer.id,
  );
  const { text, tone } = consumerState(consumer);
  const owned = ownedText(consumer.positions) || "nothing";
  const said = `${consumer.id} owns ${owned}, lag ${grouped(lagOfConsumer(consumer))}${text === "" ? "" : `, ${text}`}`;
  return (
    <button
      type="button"
      className="stage-member"
      style={{ left: place.x - 6, top: place.y, maxWidth: room }}
      aria-pressed={chosen}
      aria-label={said}
      title={said}
      onClick={() => focus({ kind: "client", id: consumer.id })}
    >
      <span
        className="standing"
        data-tone={tone}
        data-idle={consumer.positions.length === 0}
      />
      {consumer.id}
    </button>
  );
}

function Head(props: {
  readonly place: GroupPlace;
  readonly frame: ViewFrame;
  readonly room: number;
}): ReactNode {
  const { place, frame, room } = props;
  const focus = useFocus();
  if (place.group === "") return null;
  const group = frame.groups.find(({ id }) => id === place.group);
  const state = group?.state ?? "";
  const count = place.counted === 0 ? "" : ` · ${place.counted}`;
  const said = `Group ${place.group}: ${state}, lag ${grouped(group?.lag ?? 0)}${count === "" ? "" : `, ${place.counted} members`}`;
  return (
    <button
      type="button"
      className="stage-group"
      data-tone={stateTone(state)}
      style={{ left: place.x - 6, top: place.y, maxWidth: room }}
      aria-label={said}
      title={said}
      onClick={() => focus({ kind: "group", group: place.group })}
    >
      {place.group}
      {count}
    </button>
  );
}

/** Groups and members at the right of the brokers; the lines to what they own are on the canvas. */
export function MemberHeads(props: { readonly at: Arrangement }): ReactNode {
  const { at } = props;
  const frame = useCalm((one) => one);
  const groups = useMemo(
    () => (frame === null ? [] : placeGroups(at, frame)),
    [at, frame],
  );
  if (frame === null) return null;
  return groups.map((place) => {
    const end = at.controllers?.observersX ?? at.width;
    const room = end - place.x;
    return (
      <div key={place.group}>
        <Head place={place} frame={frame} room={room} />
        {place.members.map((member) => (
          <Member key={member.consumer.id} place={member} room={room} />
        ))}
      </div>
    );
  });
}
