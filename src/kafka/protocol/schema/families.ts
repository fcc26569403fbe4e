import { brokerLifecycleMessages } from "./broker-lifecycle.ts";
import { configsQuotasMessages } from "./configs-quotas.ts";
import { groupRecords } from "./group-records.ts";
import { groupsMessages } from "./groups.ts";
import { headerMessages } from "./headers.ts";
import { logRecords } from "./log-records.ts";
import { metadataMessages } from "./metadata.ts";
import { metadataRecords } from "./metadata-records.ts";
import { offsetsMessages } from "./offsets.ts";
import { otherGroupRecords } from "./other-group-records.ts";
import { produceFetchMessages } from "./produce-fetch.ts";
import { quorumMessages } from "./quorum.ts";
import { securityMessages } from "./security.ts";
import { shareGroupsMessages } from "./share-groups.ts";
import { shareStateMessages } from "./share-state.ts";
import { streamsGroupsMessages } from "./streams-groups.ts";
import { topicsAdminMessages } from "./topics-admin.ts";
import { transactionsMessages } from "./transactions.ts";

/** The text of every schema table, family by family. */
export const families: readonly string[] = [
  headerMessages,
  produceFetchMessages,
  metadataMessages,
  topicsAdminMessages,
  configsQuotasMessages,
  groupsMessages,
  offsetsMessages,
  transactionsMessages,
  shareGroupsMessages,
  shareStateMessages,
  streamsGroupsMessages,
  quorumMessages,
  brokerLifecycleMessages,
  securityMessages,
  metadataRecords,
  groupRecords,
  otherGroupRecords,
  logRecords,
];
