import { addWireFamilies } from "../kafka/protocol/schema/wire-families.ts";
import { meetCommandsBy } from "../run/command-rules.ts";
import { commands } from "../run/execute.ts";

// Every test may look at bytes of requests and responses, which the engine itself never does.
addWireFamilies();
// And any may run a world with commands.
meetCommandsBy(commands);
