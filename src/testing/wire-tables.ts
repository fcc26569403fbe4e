import { addFamilies } from "../kafka/protocol/codec/catalogue.ts";
import { wireFamilies } from "../kafka/protocol/schema/wire-families.ts";

// Every test may look at bytes of requests and responses, which the engine itself never does.
addFamilies(wireFamilies);
