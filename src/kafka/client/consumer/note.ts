import type { Consumer } from "./consumer.ts";

/** Something that happened at a consumer, as its application sees it. */
export type Note =
  | { readonly kind: "assigned" | "revoked" | "lost"; readonly names: readonly string[] }
  | {
      readonly kind: "records";
      /** Offsets in the order of delivery, as first and last. */
      readonly ranges: Record<string, [number, number][]>;
    }
  | { readonly kind: "thrown"; readonly thrown: Thrown }
  | {
      readonly kind: "commitCallback";
      readonly offsets: Readonly<Record<string, number>>;
      /** Class of the exception; empty when it went well. */
      readonly error: string;
    }
  | { readonly kind: "commitInCallback"; readonly outcome: string };

/** An exception by its class, with what it says of partitions. */
export interface Thrown {
  readonly exception: string;
  readonly names?: readonly string[];
  readonly offsets?: Readonly<Record<string, number>>;
  readonly divergent?: Readonly<Record<string, number>>;
}

/** Writes down what happened where somebody reads it. */
export function note(consumer: Consumer, happened: Note): void {
  consumer.notes?.push(happened);
}
