import { type ReactNode, type RefObject, useEffect, useState } from "react";
import type { LinkEnd } from "../../contract/fault-command.ts";
import type { BrokerView, ControllerView, LinkView } from "../../contract/frame.ts";
import type { Arrangement } from "../../scene/arrange/arrangement.ts";
import { BrokerMenu } from "../faults/broker-menu.tsx";
import { brokerSub, stateWord } from "../faults/broker-text.ts";
import { linkText } from "../faults/fault-list.tsx";
import { useCalm, useFocus, usePage, useRun } from "../page-context.ts";

function BrokerHead(props: {
  readonly broker: BrokerView;
  readonly short: boolean;
}): ReactNode {
  const { broker } = props;
  const nowUs = useCalm((frame) => frame?.atUs ?? 0);
  const done = useRun((run) => run.doneTo[broker.id]);
  const word = stateWord(broker, done);
  return (
    <BrokerMenu broker={broker}>
      <b>broker {broker.id}</b>
      <small>{props.short ? word : brokerSub(broker, done, nowUs)}</small>
    </BrokerMenu>
  );
}

/** A controller that is no broker has no column, only a name at the right. */
function ControllerHead(props: {
  readonly controller: ControllerView;
  readonly x: number;
}): ReactNode {
  const focus = useFocus();
  const { controller } = props;
  return (
    <button
      type="button"
      className="controller-name"
      style={{ left: props.x }}
      data-status={controller.status}
      onClick={() => focus({ kind: "controller", node: controller.id })}
    >
      <b>controller {controller.id}</b>
      <small>
        {controller.status === "running"
          ? `epoch ${controller.epoch}`
          : controller.status}
      </small>
    </button>
  );
}

function CutLink(props: {
  readonly link: LinkView;
  readonly at: Arrangement;
  readonly lane: number;
}): ReactNode {
  const { commands } = usePage();
  const { link, at, lane } = props;
  const middle = (node: LinkEnd): number => {
    const column = at.columns.find((one) => one.broker === node);
    return column === undefined ? at.width - at.right / 2 : column.x + column.w / 2;
  };
  const [from, to] = [middle(link.a), middle(link.b)].toSorted((a, b) => a - b);
  const left = from ?? 0;
  return (
    <div
      className="cut-link"
      style={{ left, width: (to ?? left) - left, top: 46 + lane * 24 }}
    >
      <button
        type="button"
        aria-label={`Link ${linkText(link)}: heal it`}
        onClick={() =>
          void commands.perform({ kind: "heal", link: { a: link.a, b: link.b } })
        }
      >
        {linkText(link)} · heal
      </button>
    </div>
  );
}

function useScrollLeft(scroller: RefObject<HTMLElement | null>): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const follow = (): void => setLeft(element.scrollLeft);
    element.addEventListener("scroll", follow, { passive: true });
    return () => element.removeEventListener("scroll", follow);
  }, [scroller]);
  return left;
}

/** Brokers over their columns, the controller, and links that are cut. */
export function BrokerHeads(props: {
  readonly at: Arrangement;
  readonly scroller: RefObject<HTMLElement | null>;
}): ReactNode {
  const { at } = props;
  const brokers = useCalm((frame) => frame?.brokers) ?? [];
  const controllers = useCalm((frame) => frame?.controllers) ?? [];
  const links = useCalm((frame) => frame?.links) ?? [];
  const left = useScrollLeft(props.scroller);
  const cards = at.layout === "cards";
  const apart = controllers.filter(
    (one) => !brokers.some((broker) => broker.id === one.id),
  );
  const height = cards ? undefined : 48 + links.length * 24;
  return (
    <div className={cards ? "broker-heads cards" : "broker-heads"} style={{ height }}>
      <div className="slide" style={cards ? {} : { transform: `translateX(${-left}px)` }}>
        {brokers.map((broker) => {
          const column = at.columns.find((one) => one.broker === broker.id);
          return (
            <div
              key={broker.id}
              className="broker-head"
              data-status={broker.status}
              data-fenced={broker.fenced}
              style={column === undefined ? {} : { left: column.x, width: column.w }}
            >
              <BrokerHead broker={broker} short={cards} />
            </div>
          );
        })}
        {cards
          ? null
          : apart.map((one) => (
              <ControllerHead key={one.id} controller={one} x={at.width - at.right + 8} />
            ))}
        {cards
          ? null
          : links.map((link, lane) => (
              <CutLink key={`${link.a}-${link.b}`} link={link} at={at} lane={lane} />
            ))}
      </div>
    </div>
  );
}
