import { assigned, type GroupAssignment, type GroupSpec } from "./group-spec.ts";
import { assignUniformHeterogeneous } from "./uniform-heterogeneous.ts";
import { assignUniformHomogeneous } from "./uniform-homogeneous.ts";

/** The default of `group.consumer.assignors`: as even as possible, then as sticky as possible. Kafka: UniformAssignor. */
export function assignUniform(spec: GroupSpec): GroupAssignment {
  if (spec.members.length === 0) return assigned(new Map());
  return spec.homogeneous
    ? assignUniformHomogeneous(spec)
    : assignUniformHeterogeneous(spec);
}
