import type { ServerAssignor } from "./group-spec.ts";
import { assignRange } from "./range.ts";
import { assignUniform } from "./uniform.ts";

/** What `group.consumer.assignors` can name; the first of them that a broker lists is the default. */
export const serverAssignors: Readonly<Record<string, ServerAssignor>> = {
  uniform: assignUniform,
  range: assignRange,
};
