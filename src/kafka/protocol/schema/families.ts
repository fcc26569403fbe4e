import { headerMessages } from "./headers.ts";
import { logRecords } from "./log-records.ts";
import { metadataRecords } from "./metadata-records.ts";

/** The tables of what the engine itself writes down and reads back: the metadata log and the headers. */
export const families: readonly string[] = [headerMessages, metadataRecords, logRecords];
