import { useMemo } from "react";
import type { ViewFrame } from "../../contract/frame.ts";
import { type ArrangeInput, arrange } from "../../scene/arrange/arrange.ts";
import type { Arrangement } from "../../scene/arrange/arrangement.ts";
import { useCalm, usePreferences } from "../page-context.ts";
import type { Size } from "./use-size.ts";

function structureOf(frame: ViewFrame | null): string {
  if (frame === null) return "";
  const brokers = frame.brokers.map((one) => one.id);
  const partitions = frame.partitions.map(({ topic, partition, replicas }) => ({
    topic,
    partition,
    replicas,
  }));
  return JSON.stringify({ brokers, partitions });
}

/** Places everything anew only when the structure or the size has changed. */
export function useArrangement(size: Size): Arrangement | null {
  const structure = useCalm(structureOf);
  const letters = usePreferences((chosen) => chosen.letters);
  return useMemo(() => {
    if (structure === "" || size.width === 0) return null;
    const known: Pick<ArrangeInput, "brokers" | "partitions"> = JSON.parse(structure);
    return arrange({ ...known, width: size.width, height: size.height, letters });
  }, [structure, size.width, size.height, letters]);
}
