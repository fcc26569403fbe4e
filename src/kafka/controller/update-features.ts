import { errorCode } from "../../terms/errors.ts";
import { featureRange } from "../../terms/feature-range.ts";
import { features, metadataVersions } from "../../terms/features.ts";
import type {
  UpdateFeaturesRequest,
  UpdateFeaturesRequestFeatureUpdate,
  UpdateFeaturesResponse,
} from "../protocol/messages.ts";
import { elrSafetyRecords } from "./config-control.ts";
import type { ControllerContext, ControllerResult } from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import {
  brokersOf,
  ELR_FEATURE,
  featureLevel,
  KRAFT_FEATURE,
  METADATA_VERSION_FEATURE,
  type MetadataImage,
} from "./metadata-image.ts";
import type { MetadataRecord, RecordFeature } from "./metadata-record.ts";

/** FeatureUpdate.UpgradeType. */
const UPGRADE = 1;
const SAFE_DOWNGRADE = 2;
const UNSAFE_DOWNGRADE = 3;

/** Answers of this version and later tell of all updates together. */
const firstVersionWithoutResults = 2;

/** Kafka: QuorumController.updateFeatures, FeatureControlManager. One that is refused keeps all others from happening. */
export function updateFeatures(
  state: ControllerState,
  request: UpdateFeaturesRequest,
  context: ControllerContext,
): ControllerResult<UpdateFeaturesResponse> {
  const version = context.requestVersion ?? firstVersionWithoutResults;
  const because = "updateFeatures";
  const updates = request.featureUpdates;
  for (const update of updates) {
    const message = updateError(state, update, { updates, version });
    if (message !== null)
      return { records: [], response: refused(message, updates, version), because };
  }
  const done = {
    throttleTimeMs: 0,
    errorCode: errorCode("NONE"),
    errorMessage: null,
    results: version < firstVersionWithoutResults ? updates.map(succeeded) : [],
  };
  return {
    records: request.validateOnly ? [] : recordsOf(state, updates),
    response: done,
    because,
  };
}

const succeeded = ({ feature }: UpdateFeaturesRequestFeatureUpdate) => ({
  feature,
  errorCode: errorCode("NONE"),
  errorMessage: null,
});

const refused = (
  message: string,
  updates: readonly UpdateFeaturesRequestFeatureUpdate[],
  version: number,
): UpdateFeaturesResponse => {
  const code = errorCode("INVALID_UPDATE_VERSION");
  const errorMessage = `The update failed for all features since the following feature had an error: ${message}`;
  return {
    throttleTimeMs: 0,
    errorCode: code,
    errorMessage,
    results:
      version < firstVersionWithoutResults
        ? updates.map(({ feature }) => ({ feature, errorCode: code, errorMessage }))
        : [],
  };
};

function recordsOf(
  state: ControllerState,
  updates: readonly UpdateFeaturesRequestFeatureUpdate[],
): MetadataRecord[] {
  const records = updates
    // The level of the quorum's own protocol is kept in its log, not in the metadata.
    .filter(({ feature }) => feature !== KRAFT_FEATURE)
    .map(
      ({ feature, maxVersionLevel }): MetadataRecord => ({
        type: "FEATURE_LEVEL_RECORD",
        name: feature,
        featureLevel: maxVersionLevel,
      }),
    );
  const startsElr = updates.some(
    ({ feature, maxVersionLevel }) => feature === ELR_FEATURE && maxVersionLevel > 0,
  );
  return startsElr ? [...records, ...elrSafetyRecords(state)] : records;
}

interface All {
  readonly updates: readonly UpdateFeaturesRequestFeatureUpdate[];
  readonly version: number;
}

/** Up, down, or down whatever is lost; before version 1 a flag says that down is meant. */
function upgradeType(
  { upgradeType: type, allowDowngrade }: UpdateFeaturesRequestFeatureUpdate,
  version: number,
): number {
  if (version >= 1) return type;
  return allowDowngrade ? SAFE_DOWNGRADE : UPGRADE;
}

/** Kafka: FeatureControlManager.updateFeature. Null when the update may happen. */
function updateError(
  state: ControllerState,
  update: UpdateFeaturesRequestFeatureUpdate,
  all: All,
): string | null {
  const { feature, maxVersionLevel: level } = update;
  const type = upgradeType(update, all.version);
  const invalid = (words: string): string =>
    `Invalid update version ${level} for feature ${feature}. ${words}`;
  if (type < UPGRADE || type > UNSAFE_DOWNGRADE)
    return invalid("The controller does not support the given upgrade type.");
  const current = featureLevel(state.image, feature);
  if (level < 0) return invalid("A feature version cannot be less than 0.");
  const unsupported = reasonNotSupported(state, feature, level);
  if (unsupported !== null) return invalid(unsupported);
  if (level < current && type === UPGRADE)
    return invalid(
      "Can't downgrade the version of this feature without setting the upgrade type to either safe or unsafe downgrade.",
    );
  if (level > current && type !== UPGRADE)
    return invalid("Can't downgrade to a newer version.");
  if (feature === METADATA_VERSION_FEATURE)
    return metadataVersionError(current, level, type === UNSAFE_DOWNGRADE);
  if (feature === KRAFT_FEATURE && level !== current)
    return invalid("This quorum's voters are configured statically.");
  const missing = dependencyError(state.image, update, all.updates);
  return missing === null ? null : invalid(missing);
}

/** Every node has to speak the level. */
function reasonNotSupported(
  { image, config }: ControllerState,
  feature: string,
  level: number,
): string | null {
  const local = featureRange(feature) ?? { min: 0, max: 0 };
  const nodes: readonly (readonly [string, Range])[] = [
    [`Local controller ${config.nodeId}`, local],
    ...brokersOf(image).map(({ brokerId, features: known }): readonly [string, Range] => [
      `Broker ${brokerId}`,
      rangeIn(known, feature),
    ]),
    ...Object.values(image.controllers)
      .filter(({ controllerId }) => controllerId !== config.nodeId)
      .map(({ controllerId, features: known }): readonly [string, Range] => [
        `Controller ${controllerId}`,
        rangeIn(known, feature),
      ]),
  ];
  for (const [node, { min, max }] of nodes)
    if (level < min || level > max)
      return max === 0
        ? `${node} does not support this feature.`
        : `${node} only supports versions ${min === max ? min : `${min}-${max}`}`;
  return null;
}

interface Range {
  readonly min: number;
  readonly max: number;
}

function rangeIn(known: readonly RecordFeature[], feature: string): Range {
  const found = known.find(({ name }) => name === feature);
  return { min: found?.minSupportedVersion ?? 0, max: found?.maxSupportedVersion ?? 0 };
}

/** A metadata version goes down only past versions that changed nothing in the log. Kafka: updateMetadataVersion. */
function metadataVersionError(
  current: number,
  level: number,
  unsafe: boolean,
): string | null {
  const changed = metadataVersions.some(
    (each) => each.level > level && each.level <= current && each.didMetadataChange,
  );
  if (level >= current || !changed) return null;
  const words = unsafe
    ? "Unsafe metadata downgrade is not supported in this version."
    : "Refusing to perform the requested downgrade because it might delete metadata information.";
  return `Invalid metadata.version ${level}. ${words}`;
}

/** Kafka: Feature.validateVersion, with the levels as they would be after all updates. */
function dependencyError(
  image: MetadataImage,
  { feature, maxVersionLevel }: UpdateFeaturesRequestFeatureUpdate,
  updates: readonly UpdateFeaturesRequestFeatureUpdate[],
): string | null {
  const { dependencies = {} } =
    features
      .find((each) => each.feature === feature)
      ?.levels.find(({ level }) => level === maxVersionLevel) ?? {};
  for (const [name, needed] of Object.entries(dependencies)) {
    const proposed =
      updates.findLast((update) => update.feature === name)?.maxVersionLevel ??
      featureLevel(image, name);
    if (proposed < needed)
      return `${feature} could not be set to ${maxVersionLevel} because it depends on ${name} level ${needed}`;
  }
  return null;
}
