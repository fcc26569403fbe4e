// Writes src/kafka/protocol/messages.ts from the schema tables. Run by `npm run generate`; a test says when it is due.
import { writeFileSync } from "node:fs";
import { messageTypes } from "../src/kafka/protocol/codec/message-types.ts";
import { addWireFamilies } from "../src/kafka/protocol/schema/wire-families.ts";

addWireFamilies();

writeFileSync("src/kafka/protocol/messages.ts", messageTypes());
