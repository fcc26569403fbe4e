import { createStore, type StoreApi } from "zustand/vanilla";
import type { Focus } from "../contract/command.ts";
import type { LinkEnd } from "../contract/fault-command.ts";
import type { StageFilter } from "../contract/stage-filter.ts";

/** Panels that share the place under the stage; the last two only where there is no room at the sides. */
export type PanelTab =
  | "happenings"
  | "timeline"
  | "groups"
  | "rebalances"
  | "producers"
  | "experiments"
  | "requests"
  | "faults"
  | "promises"
  | "shell"
  | "clients"
  | "inspector";

/** What the faults panel is about; null is the cluster as a whole. */
export type BenchTarget =
  | { readonly kind: "node"; readonly node: number }
  | { readonly kind: "link"; readonly a: LinkEnd; readonly b: LinkEnd };

/** A form that is open over the page. */
export type OpenForm =
  | { readonly kind: "topic" }
  | { readonly kind: "producer"; readonly id: string | null }
  /** A new one may be for a group. */
  | { readonly kind: "consumer"; readonly id: string | null; readonly group?: string }
  | { readonly kind: "resetOffsets" | "assignor"; readonly group: string }
  | { readonly kind: "record"; readonly topic: string }
  | { readonly kind: "partitions"; readonly topic: string }
  | {
      readonly kind: "reassign" | "deleteRecords";
      readonly topic: string;
      readonly partition: number;
    }
  | { readonly kind: "open" }
  | { readonly kind: "cluster" }
  | { readonly kind: "help" };

/** A form as it was sent last. */
export interface SentForm {
  readonly form: OpenForm;
  readonly draft: Readonly<Record<string, string>>;
}

/** A refused command that no form shows. */
export interface Refusal {
  readonly reason: string;
  /** The form that it came from, to open again as it was. */
  readonly sent: SentForm | null;
}

/** What the person looks at. */
export interface ViewState {
  readonly focus: Focus | null;
  /** The keyboard goes to the inspector as soon as it shows what was selected. */
  readonly toInspector: boolean;
  readonly tab: PanelTab;
  readonly bench: BenchTarget | null;
  readonly form: OpenForm | null;
  readonly sent: SentForm | null;
  /** The open form begins with what was sent last. */
  readonly resumed: boolean;
  readonly refusal: Refusal | null;
  /** Happening whose chain is unfolded; 0 is none. */
  readonly unfolded: number;
  /** Also list what is usually too small to mention. */
  readonly quietToo: boolean;
  /** The panels under the stage are put away, to see more of it. */
  readonly folded: boolean;
  /** They take more room than the stage, to read in them. */
  readonly tall: boolean;
  /** A scenario as it was typed last; null is the one that runs. */
  readonly typed: string | null;
  /** How near the stage's camera is; null is as near as everything fits. */
  readonly zoom: number | null;
  /** It can go no nearer, or no further. */
  readonly camera: "nearest" | "between" | "furthest";
  /** What the stage shows of the cluster; null is all of it. */
  readonly filter: StageFilter | null;
  /** Rows of the overview that are looked at, where they are too many to come all. */
  readonly rows: readonly number[];
  /** The same of its text view. */
  readonly textRows: readonly number[];
  /** A row and a broker that the stage shall bring into sight; -1 is none of them. */
  readonly sought: { readonly row: number; readonly broker: number } | null;
  /** The stage as a picture, as text, or as both beside one another. */
  readonly stageAs: "picture" | "both" | "text";
  /** The search is open. */
  readonly finding: boolean;
}

/** One view store for the life of the page. */
export type ViewStore = StoreApi<ViewState>;

/** Nothing selected, the happenings in front. */
export function createViewStore(): ViewStore {
  return createStore<ViewState>(() => ({
    focus: null,
    toInspector: false,
    tab: "happenings",
    bench: null,
    form: null,
    sent: null,
    resumed: false,
    refusal: null,
    unfolded: 0,
    quietToo: false,
    folded: false,
    tall: false,
    typed: null,
    zoom: null,
    camera: "between",
    filter: null,
    rows: [],
    textRows: [],
    sought: null,
    stageAs: "picture",
    finding: false,
  }));
}
