import { errorCode } from "../../terms/errors.ts";
import type {
  AllocateProducerIdsRequest,
  AllocateProducerIdsResponse,
  BrokerRegistrationRequest,
  BrokerRegistrationResponse,
  ControllerRegistrationRequest,
  ControllerRegistrationResponse,
  UnregisterBrokerRequest,
  UnregisterBrokerResponse,
} from "../protocol/messages.ts";
import { forgetHeartbeat, registerHeartbeat } from "./broker-heartbeat-state.ts";
import { hasValidSession } from "./broker-sessions.ts";
import {
  brokerUnregisteredRecords,
  previousIncarnationRecords,
} from "./broker-transitions.ts";
import {
  type ApiError,
  apiError,
  type ControllerContext,
  type ControllerResult,
} from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import { isReservedDirectory } from "./directory-id.ts";
import {
  type BrokerRegistration,
  brokersOf,
  featureLevel,
  METADATA_VERSION_FEATURE,
} from "./metadata-image.ts";
import type { MetadataRecord, RegisterBrokerRecord } from "./metadata-record.ts";

/** Kafka: ProducerIdsBlock.PRODUCER_ID_BLOCK_SIZE. */
const PRODUCER_ID_BLOCK_SIZE = 1000;

/** A stored broker epoch that equals no previous epoch: no broker was registered. */
const NO_STORED_EPOCH = -2;

/** Kafka: ClusterControlManager.registerBroker. */
export function registerBroker(
  state: ControllerState,
  request: BrokerRegistrationRequest,
  context: ControllerContext,
): ControllerResult<BrokerRegistrationResponse> {
  const { brokerId } = request;
  const because = `registered:${brokerId}`;
  const refused = registrationError(state, request, context.nowMs);
  if (refused !== null)
    return {
      records: [],
      response: { throttleTimeMs: 0, errorCode: refused.errorCode, brokerEpoch: -1 },
      because,
    };
  const existing = state.image.brokers[brokerId];
  const newIncarnation = existing?.incarnationId !== request.incarnationId;
  const records: MetadataRecord[] = newIncarnation
    ? previousIncarnationRecords(state, brokerId, wasCleanShutdown(request, existing))
    : [];
  const record = registrationRecord(
    request,
    newIncarnation ? undefined : existing,
    context.nextOffset,
  );
  if (newIncarnation) forgetHeartbeat(state.heartbeats, brokerId);
  registerHeartbeat(state.heartbeats, brokerId, record.fenced);
  const { brokerEpoch } = record;
  return {
    records: [...records, record],
    response: { throttleTimeMs: 0, errorCode: errorCode("NONE"), brokerEpoch },
    because,
  };
}

/** A broker that names the epoch it had was stopped cleanly (KAFKA-18635). */
function wasCleanShutdown(
  request: BrokerRegistrationRequest,
  existing: BrokerRegistration | undefined,
): boolean {
  return request.previousBrokerEpoch === (existing?.epoch ?? NO_STORED_EPOCH);
}

/** A new epoch is the offset of the first record of the registration, records that clean up included. */
function registrationRecord(
  request: BrokerRegistrationRequest,
  sameIncarnation: BrokerRegistration | undefined,
  newEpoch: number,
): RegisterBrokerRecord {
  return {
    type: "REGISTER_BROKER_RECORD",
    brokerId: request.brokerId,
    isMigratingZkBroker: false,
    incarnationId: request.incarnationId,
    brokerEpoch: sameIncarnation?.epoch ?? newEpoch,
    endPoints: request.listeners,
    features: request.features,
    rack: request.rack,
    fenced: sameIncarnation?.fenced ?? true,
    inControlledShutdown: sameIncarnation?.inControlledShutdown ?? false,
    logDirs: request.logDirs,
  };
}

function registrationError(
  state: ControllerState,
  request: BrokerRegistrationRequest,
  nowMs: number,
): ApiError | null {
  const { config, image, sessions } = state;
  if (request.clusterId !== config.clusterId)
    return apiError(errorCode("INCONSISTENT_CLUSTER_ID"));
  const existing = image.brokers[request.brokerId];
  if (existing !== undefined && existing.incarnationId !== request.incarnationId) {
    const holder = { brokerId: existing.brokerId, brokerEpoch: existing.epoch };
    if (hasValidSession(sessions, holder, nowMs, config.sessionTimeoutMs))
      return apiError(errorCode("DUPLICATE_BROKER_REGISTRATION"));
  }
  if (request.isMigratingZkBroker) return apiError(errorCode("BROKER_ID_NOT_REGISTERED"));
  return directoriesError(state, request) ?? featuresError(state, request);
}

function directoriesError(
  state: ControllerState,
  request: BrokerRegistrationRequest,
): ApiError | null {
  const { logDirs, brokerId } = request;
  const taken = brokersOf(state.image)
    .filter((broker) => broker.brokerId !== brokerId)
    .flatMap((broker) => broker.directories);
  const valid =
    logDirs.length > 0 &&
    !logDirs.some(isReservedDirectory) &&
    new Set(logDirs).size === logDirs.length &&
    !logDirs.some((directory) => taken.includes(directory));
  return valid ? null : apiError(errorCode("INVALID_REGISTRATION"));
}

/** Every finalized feature level must lie in the range that the broker supports. */
function featuresError(
  state: ControllerState,
  request: BrokerRegistrationRequest,
): ApiError | null {
  const names = new Set([
    METADATA_VERSION_FEATURE,
    ...request.features.map((feature) => feature.name),
    ...Object.keys(state.image.features).map((key) => key.slice(1)),
  ]);
  for (const name of names) {
    const level = featureLevel(state.image, name);
    const range = request.features.find((feature) => feature.name === name);
    const { minSupportedVersion: from, maxSupportedVersion: to } = range ?? ABSENT;
    if (level < from || level > to) return apiError(errorCode("UNSUPPORTED_VERSION"));
  }
  return null;
}

const ABSENT = { minSupportedVersion: 0, maxSupportedVersion: 0 };

/** Kafka: ReplicationControlManager.unregisterBroker. */
export function unregisterBroker(
  state: ControllerState,
  request: UnregisterBrokerRequest,
): ControllerResult<UnregisterBrokerResponse> {
  const { brokerId } = request;
  const because = `unregistered:${brokerId}`;
  const broker = state.image.brokers[brokerId];
  if (broker === undefined)
    return {
      records: [],
      response: {
        throttleTimeMs: 0,
        errorCode: errorCode("BROKER_ID_NOT_REGISTERED"),
        errorMessage: `Broker ID ${brokerId} is not currently registered`,
      },
      because,
    };
  return {
    records: brokerUnregisteredRecords(state, brokerId, broker.epoch),
    response: { throttleTimeMs: 0, errorCode: errorCode("NONE"), errorMessage: null },
    because,
  };
}

/** Kafka: ClusterControlManager.registerController. */
export function registerController(
  _state: ControllerState,
  request: ControllerRegistrationRequest,
): ControllerResult<ControllerRegistrationResponse> {
  const { controllerId, incarnationId, zkMigrationReady, listeners, features } = request;
  return {
    records: [
      {
        type: "REGISTER_CONTROLLER_RECORD",
        controllerId,
        incarnationId,
        zkMigrationReady,
        endPoints: listeners,
        features,
      },
    ],
    response: { throttleTimeMs: 0, errorCode: errorCode("NONE"), errorMessage: null },
    because: `registeredController:${controllerId}`,
  };
}

/** A block of 1000 producer ids for one broker. Kafka: ProducerIdControlManager.generateNextProducerId. */
export function allocateProducerIds(
  state: ControllerState,
  request: AllocateProducerIdsRequest,
): ControllerResult<AllocateProducerIdsResponse> {
  const { brokerId, brokerEpoch } = request;
  const because = `producerIds:${brokerId}`;
  if (state.image.brokers[brokerId]?.epoch !== brokerEpoch)
    return {
      records: [],
      response: {
        throttleTimeMs: 0,
        errorCode: errorCode("STALE_BROKER_EPOCH"),
        producerIdStart: 0,
        producerIdLen: 0,
      },
      because,
    };
  const producerIdStart = state.image.nextProducerId;
  const nextProducerId = producerIdStart + PRODUCER_ID_BLOCK_SIZE;
  return {
    records: [{ type: "PRODUCER_IDS_RECORD", brokerId, brokerEpoch, nextProducerId }],
    response: {
      throttleTimeMs: 0,
      errorCode: errorCode("NONE"),
      producerIdStart,
      producerIdLen: PRODUCER_ID_BLOCK_SIZE,
    },
    because,
  };
}
