import type { ReactNode } from "react";
import type { ControllerView } from "../../contract/frame.ts";
import type { Arrangement } from "../../scene/arrange/arrangement.ts";
import { useCalm, useFocus } from "../page-context.ts";

/** What a voter is, or that it is down. */
function controllerState(controller: ControllerView): string {
  return controller.status === "running" ? controller.role : controller.status;
}

/** The vote, where it says something: in an election, or when it went to another than the leader. */
function voteText(controller: ControllerView): string {
  if (controller.votedFor < 0) return "";
  return controller.votedFor === controller.id
    ? "voted for itself"
    : `voted for ${controller.votedFor}`;
}

function Head(props: {
  readonly controller: ControllerView;
  readonly place: { readonly left?: number; readonly width?: number };
  readonly alone: boolean;
}): ReactNode {
  const focus = useFocus();
  const { controller, alone } = props;
  const state = controllerState(controller);
  const vote = voteText(controller);
  return (
    <button
      type="button"
      className={alone ? "controller-name" : "controller-name voter"}
      style={props.place}
      data-status={controller.status}
      data-role={controller.role}
      title={vote === "" ? undefined : `${vote} in epoch ${controller.epoch}`}
      onClick={() => focus({ kind: "controller", node: controller.id })}
    >
      {alone ? (
        <>
          <b>controller {controller.id}</b>
          <small>
            {controller.status === "running" ? `epoch ${controller.epoch}` : state}
          </small>
        </>
      ) : (
        <>
          <b>{state}</b>
          <small>
            <span className="sr-only">controller </span>
            {controller.id} · e{controller.epoch}
            {vote === "" || controller.leaderId === controller.votedFor
              ? ""
              : ` · ${vote}`}
          </small>
        </>
      )}
    </button>
  );
}

/** Controllers over their columns, or in a row where there are none; one that is alone and no broker has only a name at the right. */
export function ControllerHeads(props: { readonly at: Arrangement }): ReactNode {
  const { at } = props;
  const controllers = useCalm((frame) => frame?.controllers) ?? [];
  const brokers = useCalm((frame) => frame?.brokers) ?? [];
  if (at.layout === "cards")
    return (
      <div className="controller-row">
        {controllers.map((one) => (
          <Head
            key={one.id}
            controller={one}
            place={{}}
            alone={controllers.length === 1}
          />
        ))}
      </div>
    );
  if (at.layout !== "columns") return null;
  const band = at.controllers;
  if (band === null) {
    const apart = controllers.filter(
      (one) => !brokers.some((broker) => broker.id === one.id),
    );
    return apart.map((one) => (
      <Head
        key={one.id}
        controller={one}
        place={{ left: at.width - at.right + 8 }}
        alone
      />
    ));
  }
  return band.columns.map(({ node, x }) => {
    const controller = controllers.find((one) => one.id === node);
    return controller === undefined ? null : (
      <Head
        key={node}
        controller={controller}
        place={{ left: x, width: band.w }}
        alone={false}
      />
    );
  });
}
