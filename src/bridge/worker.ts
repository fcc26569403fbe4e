import { expose } from "comlink";
import { Session } from "../run/session.ts";

/** The engine's thread. The page talks to it through `client.ts`; nothing else knows that there is one. */
expose(new Session());
