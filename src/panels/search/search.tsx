import { X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { StageFilter } from "../../contract/stage-filter.ts";
import { grouped } from "../../scene/figures.ts";
import {
  brokersIn,
  partitionCounts,
  partitionStateText,
} from "../../scene/stage-filter.ts";
import { useCalm, usePage, useRun, useView } from "../page-context.ts";
import { type Found, find } from "./find.ts";
import "./search.css";

const partitionStates = [
  "underReplicated",
  "atMinIsr",
  "underMinIsr",
  "offline",
  "reassigning",
  "notPreferred",
] as const;
const brokerStates = [
  "running",
  "starting",
  "stopping",
  "paused",
  "down",
  "fenced",
] as const;

function FilterButton(props: {
  readonly filter: StageFilter;
  readonly label: string;
  readonly count: number;
}): ReactNode {
  const { view } = usePage();
  const now = useView((state) => state.filter);
  const { filter, label, count } = props;
  const pressed = JSON.stringify(now) === JSON.stringify(filter);
  return (
    <li>
      <button
        type="button"
        aria-pressed={pressed}
        disabled={count === 0 && !pressed}
        onClick={() => view.setState({ filter: pressed ? null : filter, zoom: null })}
      >
        {label} <b>{grouped(count)}</b>
      </button>
    </li>
  );
}

/** Partitions and brokers by their state, each with how many there are. */
function Filters(): ReactNode {
  const frame = useCalm((one) => one);
  if (frame === null) return null;
  const counts = partitionCounts(frame);
  const brokers = brokerStates.map((state) => {
    const filter = { kind: "brokers", state } as const;
    return { filter, state, count: brokersIn(frame, filter).length };
  });
  return (
    <>
      <h3 id="filter-partitions">Partitions</h3>
      <ul className="filters" aria-labelledby="filter-partitions">
        {partitionStates.map((state) => (
          <FilterButton
            key={state}
            filter={{ kind: "partitions", state }}
            label={partitionStateText[state]}
            count={counts[state]}
          />
        ))}
      </ul>
      <h3 id="filter-brokers">Brokers</h3>
      <ul className="filters" aria-labelledby="filter-brokers">
        {brokers
          .filter(({ state, count }) => count > 0 || state === "down")
          .map(({ filter, state, count }) => (
            <FilterButton key={state} filter={filter} label={state} count={count} />
          ))}
      </ul>
    </>
  );
}

/** Up and down lead from the field to what was found, Escape away. */
function onKeys(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  if (event.key === "Escape") {
    event.preventDefault();
    close();
    return;
  }
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const stops = [
    ...event.currentTarget.querySelectorAll<HTMLElement>("input, .found button"),
  ];
  const at = stops.findIndex((one) => one === document.activeElement);
  stops[Math.max(0, Math.min(stops.length - 1, at + by))]?.focus();
}

function Results(props: {
  readonly found: readonly Found[];
  readonly go: (to: Found) => void;
}): ReactNode {
  const { found, go } = props;
  if (found.length === 0) return <p className="hint">Nothing here is called that.</p>;
  return (
    <ul className="found">
      {found.map((one) => (
        <li key={`${one.kind} ${one.label}`}>
          <button type="button" onClick={() => go(one)}>
            <small>{one.kind}</small> {one.label}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Closes the search and brings what was chosen into sight. */
function useGoing(): (to: Found) => void {
  const { view, commands } = usePage();
  const go = async (to: Found): Promise<void> => {
    view.setState({ finding: false });
    if (to.focus !== null) await commands.perform({ kind: "focus", on: to.focus });
    const { row, broker } = to;
    const sought = row < 0 && broker < 0 ? null : { row, broker };
    view.setState({ filter: to.filter, sought });
  };
  return (to) => void go(to);
}

/** Looks for things by name, and goes to what is chosen. */
export function Search(): ReactNode {
  const { view } = usePage();
  const [words, setWords] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const cluster = useRun((run) => run.scenario.cluster.config);
  const frame = useCalm((one) => one);
  const found = frame === null ? [] : find(frame, words, cluster);
  const go = useGoing();
  useEffect(() => input.current?.focus(), []);
  const close = (): void => view.setState({ finding: false });
  const none = words.trim() === "";
  return (
    <search className="search">
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the fields inside. */}
      <div onKeyDown={(event) => onKeys(event, close)}>
        <div className="search-head">
          <input
            ref={input}
            type="search"
            aria-label="Search the cluster"
            placeholder="orders-3, broker 2, rack a, a client, a config"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            onKeyDown={(event) => {
              const [first] = found;
              if (event.key === "Enter" && first !== undefined) go(first);
            }}
          />
          <button
            type="button"
            className="icon"
            aria-label="Close the search"
            onClick={close}
          >
            <X size={15} aria-hidden />
          </button>
        </div>
        <output className="sr-only">{none ? "" : `${found.length} found`}</output>
        {none ? <Filters /> : <Results found={found} go={go} />}
      </div>
    </search>
  );
}
