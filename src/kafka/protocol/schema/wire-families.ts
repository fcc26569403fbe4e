import { apiNamed, isApiName } from "../../../terms/apis.ts";
import { addFamilies } from "../codec/catalogue.ts";
import { brokerLifecycleMessages } from "./broker-lifecycle.ts";
import { configsQuotasMessages } from "./configs-quotas.ts";
import { groupRecords } from "./group-records.ts";
import { groupsMessages } from "./groups.ts";
import { metadataMessages } from "./metadata.ts";
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

/**
 * The tables of every request, response and coordinator record. The simulated nodes hand each other messages as
 * values, so these are needed only where bytes are shown, checked or spoken with a real client.
 */
const wireFamilies: readonly string[] = [
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
  groupRecords,
  otherGroupRecords,
];

/** From now on every message has its schema. */
export function addWireFamilies(): void {
  addFamilies(wireFamilies, (name) => (isApiName(name) ? apiNamed(name) : undefined));
}
