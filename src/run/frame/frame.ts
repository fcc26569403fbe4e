import type { Focus } from "../../contract/command.ts";
import type { Detail } from "../../contract/detail.ts";
import type { Health, PromisesView, ViewFrame } from "../../contract/frame.ts";
import type { OracleState } from "../../oracle/ghost.ts";
import { traceDigest } from "../../sim/trace.ts";
import { clusterImage } from "../cluster-image.ts";
import { rulesIfAny } from "../command-rules.ts";
import type { HappeningBook } from "../happenings.ts";
import type { WatchedFocus, Watcher } from "../watch/watcher.ts";
import type { WorldState } from "../world.ts";
import { linkViews, plannedViews } from "./links.ts";
import { brokerViews, controllerViews } from "./nodes.ts";
import { overviewOf } from "./overview.ts";
import { packetColumns } from "./packets.ts";
import { partitionViews, shownTopics, topicViews } from "./partitions.ts";
import { firstRows, rowOfFocus, rowsShown } from "./rows-shown.ts";

/** Looks closely at one thing; null when it is gone. */
export type Inspect = (
  state: WorldState,
  book: HappeningBook,
  focus: Exclude<Focus, WatchedFocus>,
) => Detail | null;

/** What a frame shows besides the world. */
export interface FrameExtras {
  readonly book: HappeningBook;
  readonly oracle: OracleState;
  /** Happenings up to this id were shown before. */
  readonly shown: number;
  readonly focus: Focus | null;
  /** Rows of the overview that are looked at. */
  readonly rows: readonly number[];
  /** Missing until somebody has looked at something. */
  readonly inspect: Inspect | null;
  /** Missing until somebody has watched something. */
  readonly watcher: Watcher | null;
  readonly promises: PromisesView;
  readonly health: Health;
}

function detailOf(state: WorldState, extras: FrameExtras): Detail | null {
  const { focus, inspect, watcher } = extras;
  if (focus === null) return null;
  if (focus.kind === "request" || focus.kind === "rebalance")
    return watcher?.detail(state, focus) ?? null;
  return inspect === null ? null : inspect(state, extras.book, focus);
}

const focusedBroker = (focus: Focus | null): number | null =>
  focus !== null && "broker" in focus ? focus.broker : null;

/** Clients come with what runs them, behind the first picture (docs/decisions/0008). */
const noClients = { producers: [], consumers: [] };

/** The world as a person sees it at this moment. The only reader of cluster state for showing. */
export function buildFrame(state: WorldState, extras: FrameExtras): ViewFrame {
  const image = clusterImage(state);
  const topics = shownTopics(image);
  const views = topicViews(state, image, topics);
  const overview = overviewOf(state, topics, views);
  const rows = rowsShown(overview, {
    asked: extras.rows,
    focused: rowOfFocus(topics, extras.focus),
  });
  const { partitions, cells } = partitionViews(state, extras.oracle, { topics, rows });
  return {
    atUs: state.sim.nowUs,
    events: state.sim.events,
    traceHash: traceDigest(state.sim.trace),
    brokers: brokerViews(state, image, focusedBroker(extras.focus)),
    controllers: controllerViews(state),
    links: linkViews(state),
    planned: plannedViews(state),
    topics: views,
    overview,
    partitions,
    cells,
    packets: packetColumns(state, firstRows(topics)),
    ...(rulesIfAny()?.clientViews(state) ?? noClients),
    groups: extras.watcher?.groups(state, extras.focus) ?? [],
    rebalances: extras.watcher?.rebalances(state) ?? null,
    happenings: extras.book.list.filter(({ id }) => id > extras.shown),
    promises: extras.promises,
    requests: extras.watcher?.requests(state) ?? null,
    guarantees: extras.watcher?.guarantees(state, extras.oracle) ?? null,
    detail: detailOf(state, extras),
    health: extras.health,
  };
}
