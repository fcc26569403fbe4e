/** Name to key, stable versions, the last unstable one, the first flexible one, listeners, and what else Kafka's ApiKeys says of it. */
const table = {
  Produce: "0 3-13 flexible 9 broker delayedAllocation",
  Fetch: "1 4-18 flexible 12 broker controller",
  ListOffsets: "2 1-11 flexible 6 broker",
  Metadata: "3 0-13 flexible 9 broker",
  LeaderAndIsr: "4 none clusterAction",
  StopReplica: "5 none clusterAction",
  UpdateMetadata: "6 none clusterAction",
  ControlledShutdown: "7 none clusterAction",
  OffsetCommit: "8 2-10 flexible 8 broker",
  OffsetFetch: "9 1-10 flexible 6 broker",
  FindCoordinator: "10 0-6 flexible 3 broker",
  JoinGroup: "11 0-9 flexible 6 broker delayedAllocation",
  Heartbeat: "12 0-4 flexible 4 broker",
  LeaveGroup: "13 0-5 flexible 4 broker",
  SyncGroup: "14 0-5 flexible 4 broker delayedAllocation",
  DescribeGroups: "15 0-6 flexible 5 broker",
  ListGroups: "16 0-5 flexible 3 broker",
  SaslHandshake: "17 0-1 broker controller",
  ApiVersions: "18 0-4 flexible 3 broker controller",
  CreateTopics: "19 2-7 flexible 5 broker controller forwardable delayedAllocation",
  DeleteTopics: "20 1-6 flexible 4 broker controller forwardable delayedAllocation",
  DeleteRecords: "21 0-2 flexible 2 broker",
  InitProducerId: "22 0-5 unstable 6 flexible 2 broker",
  OffsetForLeaderEpoch: "23 2-4 flexible 4 broker",
  AddPartitionsToTxn: "24 0-5 flexible 3 broker",
  AddOffsetsToTxn: "25 0-4 flexible 3 broker",
  EndTxn: "26 0-5 flexible 3 broker",
  WriteTxnMarkers: "27 1-2 flexible 1 broker clusterAction",
  TxnOffsetCommit: "28 0-5 flexible 3 broker",
  DescribeAcls: "29 1-3 flexible 2 broker controller",
  CreateAcls: "30 1-3 flexible 2 broker controller forwardable delayedAllocation",
  DeleteAcls: "31 1-3 flexible 2 broker controller forwardable delayedAllocation",
  DescribeConfigs: "32 1-4 flexible 4 broker controller",
  AlterConfigs: "33 0-2 flexible 2 broker controller forwardable delayedAllocation",
  AlterReplicaLogDirs: "34 1-2 flexible 2 broker",
  DescribeLogDirs: "35 1-5 flexible 2 broker",
  SaslAuthenticate: "36 0-2 flexible 2 broker controller delayedAllocation",
  CreatePartitions: "37 0-3 flexible 2 broker controller forwardable delayedAllocation",
  CreateDelegationToken:
    "38 1-3 flexible 2 broker controller forwardable delayedAllocation",
  RenewDelegationToken:
    "39 1-2 flexible 2 broker controller forwardable delayedAllocation",
  ExpireDelegationToken:
    "40 1-2 flexible 2 broker controller forwardable delayedAllocation",
  DescribeDelegationToken: "41 1-3 flexible 2 broker controller",
  DeleteGroups: "42 0-2 flexible 2 broker",
  ElectLeaders: "43 0-2 flexible 2 broker controller forwardable delayedAllocation",
  IncrementalAlterConfigs:
    "44 0-1 flexible 1 broker controller forwardable delayedAllocation",
  AlterPartitionReassignments:
    "45 0-1 flexible 0 broker controller forwardable delayedAllocation",
  ListPartitionReassignments:
    "46 0-0 flexible 0 broker controller forwardable delayedAllocation",
  OffsetDelete: "47 0-0 broker",
  DescribeClientQuotas: "48 0-1 flexible 1 broker",
  AlterClientQuotas: "49 0-1 flexible 1 broker controller forwardable delayedAllocation",
  DescribeUserScramCredentials: "50 0-0 flexible 0 broker controller",
  AlterUserScramCredentials:
    "51 0-0 flexible 0 broker controller forwardable delayedAllocation",
  Vote: "52 0-2 flexible 0 controller clusterAction",
  BeginQuorumEpoch: "53 0-1 flexible 1 controller clusterAction",
  EndQuorumEpoch: "54 0-1 flexible 1 controller clusterAction",
  DescribeQuorum:
    "55 0-2 flexible 0 broker controller clusterAction forwardable delayedAllocation",
  AlterPartition: "56 2-3 flexible 2 controller clusterAction",
  UpdateFeatures:
    "57 0-2 flexible 0 broker controller clusterAction forwardable delayedAllocation",
  Envelope: "58 0-0 flexible 0 controller clusterAction delayedAllocation",
  FetchSnapshot: "59 0-1 flexible 0 controller",
  DescribeCluster: "60 0-2 flexible 0 broker controller",
  DescribeProducers: "61 0-0 flexible 0 broker",
  BrokerRegistration: "62 0-4 flexible 0 controller clusterAction",
  BrokerHeartbeat: "63 0-2 flexible 0 controller clusterAction",
  UnregisterBroker: "64 0-0 flexible 0 broker controller forwardable delayedAllocation",
  DescribeTransactions: "65 0-0 flexible 0 broker",
  ListTransactions: "66 0-2 flexible 0 broker",
  AllocateProducerIds:
    "67 0-0 flexible 0 controller clusterAction forwardable delayedAllocation",
  ConsumerGroupHeartbeat: "68 0-1 flexible 0 broker",
  ConsumerGroupDescribe: "69 0-1 flexible 0 broker",
  ControllerRegistration: "70 0-0 flexible 0 controller",
  GetTelemetrySubscriptions: "71 0-0 flexible 0 broker",
  PushTelemetry: "72 0-0 flexible 0 broker delayedAllocation",
  AssignReplicasToDirs: "73 0-0 flexible 0 controller",
  ListConfigResources: "74 0-1 flexible 0 broker",
  DescribeTopicPartitions: "75 0-0 flexible 0 broker",
  ShareGroupHeartbeat: "76 1-1 flexible 1 broker",
  ShareGroupDescribe: "77 1-1 flexible 1 broker",
  ShareFetch: "78 1-2 flexible 1 broker",
  ShareAcknowledge: "79 1-2 flexible 1 broker",
  AddRaftVoter: "80 0-1 flexible 0 broker controller forwardable delayedAllocation",
  RemoveRaftVoter: "81 0-0 flexible 0 broker controller forwardable delayedAllocation",
  UpdateRaftVoter: "82 0-0 flexible 0 controller",
  InitializeShareGroupState: "83 0-0 flexible 0 broker clusterAction",
  ReadShareGroupState: "84 0-0 flexible 0 broker clusterAction",
  WriteShareGroupState: "85 0-1 flexible 0 broker clusterAction",
  DeleteShareGroupState: "86 0-0 flexible 0 broker clusterAction",
  ReadShareGroupStateSummary: "87 0-1 flexible 0 broker clusterAction",
  StreamsGroupHeartbeat: "88 0-0 flexible 0 broker",
  StreamsGroupDescribe: "89 0-0 flexible 0 broker",
  DescribeShareGroupOffsets: "90 0-1 flexible 0 broker",
  AlterShareGroupOffsets: "91 0-0 flexible 0 broker",
  DeleteShareGroupOffsets: "92 0-0 flexible 0 broker",
} as const satisfies Record<string, string>;

/** Every API of Kafka's protocol, by the name in Kafka's `ApiKeys`. */
export type ApiName = keyof typeof table;

/** Where an API is served. */
export type ApiListener = "broker" | "controller";

/** One API. Kafka: ApiKeys. */
export interface Api {
  /** In the header of its requests. */
  readonly key: number;
  readonly name: ApiName;
  /** The first version that Kafka 4.3 still speaks. */
  readonly minVersion: number;
  /** The last stable version; -1 where no version is left. */
  readonly maxVersion: number;
  /** The last version with `unstable.api.versions.enable`. */
  readonly maxVersionUnstable: number;
  /** The first version with compact lengths and tagged fields (KIP-482). */
  readonly firstFlexibleVersion: number | null;
  readonly listeners: readonly ApiListener[];
  /** Needs the ClusterAction permission, so only servers send it. */
  readonly clusterAction: boolean;
  /** A broker passes it on to the active controller, in an envelope (KIP-590). */
  readonly forwardable: boolean;
  /** Its request holds on to its bytes until it is answered. */
  readonly requiresDelayedAllocation: boolean;
  /** No version is deprecated in Kafka 4.3. */
  readonly deprecatedVersions: readonly number[];
}

function readRow(name: ApiName): Api {
  const row = table[name];
  const words = row.split(" ");
  const after = (word: string): string | undefined =>
    words.includes(word) ? words[words.indexOf(word) + 1] : undefined;
  const [first = "0", last = "-1"] =
    words[1] === "none" ? [] : (words[1] ?? "").split("-");
  const flexible = after("flexible");
  const maxVersion = Number(last);
  return {
    key: Number(words[0]),
    name,
    minVersion: Number(first),
    maxVersion,
    maxVersionUnstable: Number(after("unstable") ?? maxVersion),
    firstFlexibleVersion: flexible === undefined ? null : Number(flexible),
    listeners: (["broker", "controller"] as const).filter((one) => words.includes(one)),
    clusterAction: words.includes("clusterAction"),
    forwardable: words.includes("forwardable"),
    requiresDelayedAllocation: words.includes("delayedAllocation"),
    deprecatedVersions: [],
  };
}

/** Every API, by ascending key; APIs without any version left are among them. */
export const apis: readonly Api[] = (Object.keys(table) as ApiName[]).map(readRow);
const byName: ReadonlyMap<string, Api> = new Map(apis.map((api) => [api.name, api]));

/** The row of the table. */
export function apiNamed(name: ApiName): Api {
  return byName.get(name) as Api;
}

/** The API with this key, or undefined. */
export function apiOfKey(key: number): Api | undefined {
  return apis[key];
}

/** Whether this text names an API. */
export function isApiName(text: string): text is ApiName {
  return byName.has(text);
}

/** Whether a version has compact lengths and tagged fields (KIP-482). */
function isFlexible(name: ApiName, version: number): boolean {
  const first = apiNamed(name).firstFlexibleVersion;
  return first !== null && version >= first;
}

/** Kafka: ApiKeys.requestHeaderVersion. */
export function requestHeaderVersion(name: ApiName, version: number): 1 | 2 {
  return isFlexible(name, version) ? 2 : 1;
}

/** Version 0 for ApiVersions whatever its own, since its answer has to be read before versions are agreed on. Kafka: ApiKeys.responseHeaderVersion. */
export function responseHeaderVersion(name: ApiName, version: number): 0 | 1 {
  return name !== "ApiVersions" && isFlexible(name, version) ? 1 : 0;
}
