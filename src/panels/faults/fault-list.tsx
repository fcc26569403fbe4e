import type { ReactNode } from "react";
import type { Command, Focus } from "../../contract/command.ts";
import type { BrokerView, ControllerView, LinkView } from "../../contract/frame.ts";
import { spanText } from "../../scene/figures.ts";
import { commandLine } from "../forms/command-line.ts";
import { useCalm, useFocus, usePage, useRun } from "../page-context.ts";
import { stateWord } from "./broker-text.ts";
import { processActions } from "./node-actions.ts";

function Act(props: { readonly text: string; readonly command: Command }): ReactNode {
  const { commands } = usePage();
  return (
    <button
      type="button"
      title={commandLine(props.command)}
      onClick={() => void commands.perform(props.command)}
    >
      {props.text}
    </button>
  );
}

/** A process that does not run, with what brings it back. */
function ProcessFault(props: {
  readonly name: string;
  readonly node: Pick<BrokerView, "id" | "status"> & { readonly fenced?: boolean };
  /** Null where it is not known. */
  readonly sinceUs: number | null;
  readonly look: Focus;
}): ReactNode {
  const { node, sinceUs } = props;
  const nowUs = useCalm((frame) => frame?.atUs ?? 0);
  const done = useRun((run) => run.doneTo[node.id]);
  const focus = useFocus();
  const offered = processActions(node.id, node.status).filter(
    (action) => node.status === "down" || action.command.kind === "resume",
  );
  return (
    <li>
      <div className="fault-head">
        <button type="button" className="name" onClick={() => focus(props.look)}>
          {props.name} {stateWord(node, done)}
        </button>
        {sinceUs === null ? null : <span>{spanText(nowUs - sinceUs)}</span>}
      </div>
      <div className="fault-acts">
        {offered.map((action) => (
          <Act key={action.label} text={action.label} command={action.command} />
        ))}
      </div>
    </li>
  );
}

/** `1 ↮ 2 cut`, `1 ↛ 2 stalled` where only one direction is, `1 – 2 slow`. */
export function linkText(link: LinkView): string {
  const { a, b } = link;
  const arrow = (forth: boolean, back: boolean): string => {
    if (forth && back) return `${a} ↮ ${b}`;
    return forth ? `${a} ↛ ${b}` : `${b} ↛ ${a}`;
  };
  if (link.cutForth || link.cutBack) return `${arrow(link.cutForth, link.cutBack)} cut`;
  if (link.stalledForth || link.stalledBack)
    return `${arrow(link.stalledForth, link.stalledBack)} stalled`;
  return `${a} – ${b} slow`;
}

/** What is wrong with a broker that runs: slow handling, its disks. */
function ailments({ id, slowFactor, dirs }: BrokerView): readonly Ailment[] {
  const slow =
    slowFactor > 1
      ? [{ broker: id, text: `broker ${id} ${slowFactor} times slower`, mend: null }]
      : [];
  const disks = dirs.flatMap(({ path, status, broken, slow: slowDisk }): Ailment[] => {
    const bad = status !== "online" || broken;
    if (!bad && !slowDisk) return [];
    const text = `broker ${id}: ${path} ${bad ? (broken ? "broken" : status) : "slow"}`;
    const back = { kind: "returnDir", node: id, dir: path } as const;
    return [{ broker: id, text, mend: broken ? back : null }];
  });
  return [...slow, ...disks];
}

interface Ailment {
  readonly broker: number;
  readonly text: string;
  /** What takes it away with one press; null where more is to be said. */
  readonly mend: Command | null;
}

function LinkFault(props: { readonly link: LinkView }): ReactNode {
  const focus = useFocus();
  const { link } = props;
  const { a, b } = link;
  return (
    <li>
      <div className="fault-head">
        <button
          type="button"
          className="name"
          onClick={() => focus({ kind: "link", a, b })}
        >
          link {linkText(link)}
        </button>
      </div>
      <div className="fault-acts">
        <Act text="Heal" command={{ kind: "heal", link: { a, b } }} />
      </div>
    </li>
  );
}

function AilmentFault(props: { readonly ailment: Ailment }): ReactNode {
  const { view } = usePage();
  const { broker: node, text, mend } = props.ailment;
  const look = (): void =>
    view.setState({ tab: "faults", folded: false, bench: { kind: "node", node } });
  return (
    <li>
      <div className="fault-head">
        <button type="button" className="name" onClick={look}>
          {text}
        </button>
      </div>
      {mend === null ? null : (
        <div className="fault-acts">
          <Act text="Return the disk" command={mend} />
        </div>
      )}
    </li>
  );
}

const away = ({ status }: BrokerView | ControllerView): boolean =>
  status === "down" || status === "paused";

/** What is broken at the moment, each with what mends it. */
export function FaultList(): ReactNode {
  const brokers = useCalm((frame) => frame?.brokers) ?? [];
  const links = useCalm((frame) => frame?.links) ?? [];
  const planned = useCalm((frame) => frame?.planned.length ?? 0);
  const { view } = usePage();
  const controllers = useCalm((frame) => frame?.controllers) ?? [];
  const broken = brokers.filter(away);
  const voters = controllers.filter(
    (one) => away(one) && brokers.every(({ id }) => id !== one.id),
  );
  const ailing = brokers.flatMap((one) => ailments(one));
  const standing = links.length + ailing.length;
  const count = broken.length + voters.length + standing;
  return (
    <section className="faults">
      <h2>
        Faults <span>{count}</span>
      </h2>
      {count === 0 ? (
        <p className="hint">
          None. Press a broker’s or controller’s name to break something.
        </p>
      ) : null}
      <ul>
        {broken.map((broker) => (
          <ProcessFault
            key={broker.id}
            name={`broker ${broker.id}`}
            node={broker}
            sinceUs={broker.statusSinceUs}
            look={{ kind: "broker", broker: broker.id }}
          />
        ))}
        {voters.map((voter) => (
          <ProcessFault
            key={voter.id}
            name={`controller ${voter.id}`}
            node={voter}
            sinceUs={null}
            look={{ kind: "controller", node: voter.id }}
          />
        ))}
        {links.map((link) => (
          <LinkFault key={`${link.a}-${link.b}`} link={link} />
        ))}
        {ailing.map((ailment) => (
          <AilmentFault key={ailment.text} ailment={ailment} />
        ))}
      </ul>
      <div className="fault-acts">
        {standing > 1 ? <Act text="Heal all" command={{ kind: "healAll" }} /> : null}
        {planned > 0 ? (
          <button
            type="button"
            onClick={() => view.setState({ tab: "faults", folded: false })}
          >
            {planned} planned
          </button>
        ) : null}
      </div>
    </section>
  );
}
