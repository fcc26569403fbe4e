/** One end of a link: a node by its id, or a client by its `client.id`. */
export type LinkEnd = number | string;

/** Which conversations a plane partition cuts. */
export type Plane = "brokerController" | "brokerBroker" | "clientBroker";

/** What a person can do to a process or the machine below it. */
export type ProcessCommand =
  /** SIGKILL: memory is gone, what was written to the page cache stays. */
  | { readonly kind: "kill"; readonly node: number }
  /** SIGTERM: controlled shutdown. */
  | { readonly kind: "stop"; readonly node: number }
  | { readonly kind: "start"; readonly node: number }
  /** SIGSTOP: a long garbage collection, say. */
  | { readonly kind: "pause"; readonly node: number }
  | { readonly kind: "resume"; readonly node: number }
  /** The machine loses power: what was not flushed to disk may be gone. */
  | { readonly kind: "powerLoss"; readonly node: number }
  /** An empty disk for a stopped node. */
  | { readonly kind: "wipe"; readonly node: number };

/** What is done to machines as a whole. */
export type MachineCommand =
  /** Every message takes the node `factor` times as long to handle, 1 to 50; 1 is as it was. */
  | { readonly kind: "slowNode"; readonly node: number; readonly factor: number }
  /** Several machines lose their power, `staggerUs` apart. */
  | {
      readonly kind: "blackout";
      readonly nodes: readonly number[];
      /** How much of the unflushed batches of each log stays, 0 to 100; null lets chance decide. */
      readonly keepPercent: number | null;
      readonly staggerUs: number;
    }
  /** Stops and starts brokers one after the other; each waits until the one before is unfenced, and `gapUs` more. */
  | {
      readonly kind: "rollingRestart";
      /** Null is every broker. */
      readonly nodes: readonly number[] | null;
      readonly gapUs: number;
    };

/** What is done to links. */
export type LinkCommand =
  /** No packets between two ends; `oneWay` drops only those from `a` to `b`. */
  | {
      readonly kind: "cut";
      readonly a: LinkEnd;
      readonly b: LinkEnd;
      readonly oneWay: boolean;
    }
  /** Bytes are taken and go no further, as behind a stuck proxy; `oneWay` holds only those from `a` to `b`. */
  | {
      readonly kind: "stall";
      readonly a: LinkEnd;
      readonly b: LinkEnd;
      readonly oneWay: boolean;
    }
  /** Every connection between two ends breaks at once; both may connect again. */
  | { readonly kind: "resetConnections"; readonly a: LinkEnd; readonly b: LinkEnd }
  /** Both directions of a link; null is as the network has it. */
  | {
      readonly kind: "shapeLink";
      readonly a: LinkEnd;
      readonly b: LinkEnd;
      /** One way, virtual microseconds. */
      readonly latencyUs: number | null;
      /** Added to each latency: 0 to this many virtual microseconds. */
      readonly jitterUs: number | null;
      /** Bytes a second. */
      readonly bandwidth: number | null;
    }
  /** Cuts a node off from every other node and from every client that runs. */
  | { readonly kind: "isolate"; readonly node: number }
  /** Ends in different groups cannot reach each other; an end may be in several, as in a bridge. */
  | { readonly kind: "partition"; readonly groups: readonly (readonly LinkEnd[])[] }
  /** Cuts one kind of conversation, of some nodes or of all. */
  | {
      readonly kind: "cutPlane";
      readonly plane: Plane;
      readonly nodes: readonly number[] | null;
    }
  /** A link that is cut again and again: for `dutyPercent` of each period, until `forUs` is over. */
  | {
      readonly kind: "flap";
      readonly a: LinkEnd;
      readonly b: LinkEnd;
      readonly periodUs: number;
      readonly dutyPercent: number;
      readonly forUs: number;
    }
  /** Restores one link, or all when null: cuts, stalls, shapes and flapping. */
  | {
      readonly kind: "heal";
      readonly link: { readonly a: LinkEnd; readonly b: LinkEnd } | null;
    };

/** What is done to disks. `dir` is a path of the broker's `log.dirs`; null is every one of them. */
export type DiskCommand =
  /** The disk below a log dir fails: whatever is written to it next is an I/O error. */
  | { readonly kind: "failDir"; readonly node: number; readonly dir: string }
  /** The disk works again, with what it held; a running broker takes it back at its next start only. */
  | { readonly kind: "returnDir"; readonly node: number; readonly dir: string }
  /** So many bytes are free; null takes the limit away. */
  | {
      readonly kind: "limitDisk";
      readonly node: number;
      readonly dir: string | null;
      readonly freeBytes: number | null;
    }
  /** What a write and a flush take, virtual microseconds; null is as the machine has it. */
  | {
      readonly kind: "slowDisk";
      readonly node: number;
      readonly dir: string | null;
      readonly writeUs: number | null;
      readonly fsyncUs: number | null;
    };
