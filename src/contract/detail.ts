import type { BatchView } from "./batch-view.ts";
import type { BytesView } from "./bytes-view.ts";
import type { Focus } from "./command.ts";
import type { ConfigRow } from "./config-row.ts";
import type { FieldTree } from "./request-view.ts";

/** One row of the inspector in Kafka's own name. */
export interface DetailField {
  readonly name: string;
  readonly value: string;
}

/** A titled group of fields. */
export interface DetailSection {
  readonly title: string;
  readonly fields: readonly DetailField[];
}

/** The focused thing, looked at closely and live. */
export interface Detail {
  readonly focus: Focus;
  /** `orders-1 on broker 2`. */
  readonly title: string;
  /** `leader`, `follower`, `fenced` …; empty when nothing fits. */
  readonly badge: string;
  readonly sections: readonly DetailSection[];
  /** Decoded bodies: of a request and its answer, of a record's batch; absent where there are none. */
  readonly bodies?: readonly FieldTree[];
  /** Of a record and its batch, as a segment has them; absent for everything else. */
  readonly bytes?: readonly BytesView[];
  /** Of a producer, its last batches that are done, the newest first; absent for everything else. */
  readonly batches?: readonly BatchView[];
  /** All configs of a focus of kind `configs`, by name; absent for everything else. */
  readonly configs?: readonly ConfigRow[];
  /** Happenings that explain its state, oldest first, by id. */
  readonly why: readonly number[];
  /** What one would type on a real cluster to see this; empty when nothing fits. */
  readonly shell: string;
}
