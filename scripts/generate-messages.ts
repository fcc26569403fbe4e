// Writes src/kafka/protocol/messages.ts from the schema tables. Run by `npm run generate`; a test says when it is due.
import { writeFileSync } from "node:fs";
import { addFamilies } from "../src/kafka/protocol/codec/catalogue.ts";
import { messageTypes } from "../src/kafka/protocol/codec/message-types.ts";
import { wireFamilies } from "../src/kafka/protocol/schema/wire-families.ts";

addFamilies(wireFamilies);

writeFileSync("src/kafka/protocol/messages.ts", messageTypes());
