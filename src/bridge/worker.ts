import { expose } from "comlink";
import { Engine } from "../run/engine.ts";

/** The engine's thread. The page talks to it through `client.ts`; nothing else knows that there is one. */
expose(new Engine());
