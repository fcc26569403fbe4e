import { type ReactNode, type RefObject, useEffect, useState } from "react";
import type { LinkEnd } from "../../contract/fault-command.ts";
import type { BrokerView, LinkView } from "../../contract/frame.ts";
import type { Arrangement } from "../../scene/arrange/arrangement.ts";
import { controllerX } from "../../scene/arrange/route.ts";
import { BrokerMenu } from "../faults/broker-menu.tsx";
import { brokerSub, stateWord } from "../faults/broker-text.ts";
import { linkText } from "../faults/fault-list.tsx";
import { useCalm, usePage, useRun } from "../page-context.ts";
import { ControllerHeads } from "./controller-heads.tsx";

/** Room for the names of racks. */
const bandHeight = 16;

function BrokerHead(props: {
  readonly broker: BrokerView;
  readonly size: "full" | "short" | "tiny";
}): ReactNode {
  const { broker, size } = props;
  const nowUs = useCalm((frame) => frame?.atUs ?? 0);
  const done = useRun((run) => run.doneTo[broker.id]);
  const word = stateWord(broker, done);
  return (
    <BrokerMenu broker={broker}>
      <b>
        <span className={size === "tiny" ? "sr-only" : undefined}>broker </span>
        {broker.id}
      </b>
      {size === "tiny" ? null : (
        <small>{size === "short" ? word : brokerSub(broker, done, nowUs)}</small>
      )}
    </BrokerMenu>
  );
}

function CutLink(props: {
  readonly link: LinkView;
  readonly at: Arrangement;
  readonly top: number;
}): ReactNode {
  const { commands } = usePage();
  const { link, at, top } = props;
  const middle = (node: LinkEnd): number => {
    const column = at.columns.find((one) => one.broker === node);
    if (column !== undefined) return column.x + column.w / 2;
    return typeof node === "string" ? at.width - at.right / 2 : controllerX(at, node);
  };
  const [from, to] = [middle(link.a), middle(link.b)].toSorted((a, b) => a - b);
  const left = from ?? 0;
  return (
    <div className="cut-link" style={{ left, width: (to ?? left) - left, top }}>
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

/** Names of racks over the brokers that stand in them. */
function RackNames(props: { readonly at: Arrangement }): ReactNode {
  return props.at.racks.map(({ rack, x, w }) => (
    <p key={rack} className="rack-name" style={{ left: x, width: w }}>
      rack {rack}
    </p>
  ));
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
  const links = useCalm((frame) => frame?.links) ?? [];
  const left = useScrollLeft(props.scroller);
  const cards = at.layout === "cards";
  const tiny = !cards && (at.columns[0]?.w ?? 0) < 66;
  const banded = at.racks.length > 0 ? bandHeight : 0;
  const height = cards ? undefined : (tiny ? 26 : 48) + banded + links.length * 24;
  return (
    <div className={`broker-heads ${at.layout}${tiny ? " tiny" : ""}`} style={{ height }}>
      <div className="slide" style={cards ? {} : { transform: `translateX(${-left}px)` }}>
        {brokers.map((broker) => {
          const column = at.columns.find((one) => one.broker === broker.id);
          if (column === undefined && !cards) return null;
          return (
            <div
              key={broker.id}
              className="broker-head"
              data-status={broker.status}
              data-fenced={broker.fenced}
              style={
                column === undefined
                  ? {}
                  : { left: column.x, width: column.w, top: 6 + banded }
              }
            >
              <BrokerHead
                broker={broker}
                size={tiny ? "tiny" : cards ? "short" : "full"}
              />
            </div>
          );
        })}
        <RackNames at={at} />
        {cards ? null : <ControllerHeads at={at} />}
        {cards
          ? null
          : links.map((link, lane) => (
              <CutLink
                key={`${link.a}-${link.b}`}
                link={link}
                at={at}
                top={46 + banded + lane * 24}
              />
            ))}
      </div>
      {cards ? <ControllerHeads at={at} /> : null}
    </div>
  );
}
