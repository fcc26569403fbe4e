import type { Growths } from "./growth.ts";
import type { Flight, PacketMotion } from "./packets.ts";
import type { Starts } from "./scroll.ts";

/** Everything that moves between frames. */
export interface Moving {
  readonly starts: Starts;
  readonly growths: Growths;
  readonly packets: PacketMotion;
  flying: readonly Flight[];
  /** Something has not come to rest. */
  restless: boolean;
}
