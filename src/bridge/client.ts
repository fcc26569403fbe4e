import * as Comlink from "comlink";
import type { EngineApi } from "../contract/engine-api.ts";

/** The engine on its thread, and how to hear of its death. */
export interface EngineClient extends EngineApi {
  /** Settles once, with the reason, when the worker dies. It never rejects. */
  readonly death: Promise<string>;
  /** Ends the worker; open calls stay open. */
  close(): void;
}

/** A script that could not be loaded comes as a bare event without a message. */
function reasonOf(event: Event): string {
  const message = event instanceof ErrorEvent ? event.message : "";
  const bare = message.replace(/^Uncaught (Error: )?/, "");
  return bare === "" ? "The engine's script could not be loaded." : bare;
}

function listenForDeath(worker: Worker): Promise<string> {
  return new Promise((resolve) => {
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      resolve(reasonOf(event));
    });
    worker.addEventListener("messageerror", () => {
      resolve("A message of the engine could not be read.");
    });
  });
}

/** A worker that dies answers nothing, so every call races against its death. */
export function connectEngine(): EngineClient {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    type: "module",
    name: "engine",
  });
  const remote = Comlink.wrap<EngineApi>(worker);
  const death = listenForDeath(worker);
  const died = death.then((reason): never => {
    throw new Error(reason);
  });
  died.catch(() => undefined);
  return {
    open: (scenario, commands) => Promise.race([remote.open(scenario, commands), died]),
    submit: (command) => Promise.race([remote.submit(command), died]),
    advance: (budget) => Promise.race([remote.advance(budget), died]),
    exportRun: () => Promise.race([remote.exportRun(), died]),
    experiment: (request) => Promise.race([remote.experiment(request), died]),
    death,
    close: () => {
      worker.terminate();
    },
  };
}
