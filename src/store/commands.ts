import type { Command, Receipt } from "../contract/command.ts";
import type { EngineApi } from "../contract/engine-api.ts";
import type { RunStore } from "./run.ts";
import type { ViewStore } from "./view.ts";

/** The only way back to the engine. */
export interface Commands {
  /** For forms, which show a refusal at the field. */
  readonly submit: (command: Command) => Promise<Receipt>;
  /** For buttons: a refusal is shown to the person by the page. */
  readonly perform: (...commands: readonly Command[]) => Promise<void>;
  /** Commands that have no receipt yet. */
  readonly open: () => number;
}

/** What submitting needs from the rest of the page. */
export interface CommandsNeeds {
  readonly engine: () => EngineApi;
  readonly run: RunStore;
  readonly view: ViewStore;
  /** Events of the last frame that came: answers keep their order, so this places a command exactly. */
  readonly events: () => number;
  /** Called when the picture of the engine is out of date. */
  readonly stale: () => void;
}

/** A dead engine refuses everything, with its reason. */
const gone: Receipt = {
  kind: "refused",
  path: "",
  reason: "The engine does not answer. Restart it first.",
};

function remember(needs: CommandsNeeds, command: Command, atUs: number): void {
  if (command.kind === "focus") {
    needs.view.setState({ focus: command.on });
    return;
  }
  if (command.kind === "watch") return;
  needs.run.setState((run) => ({
    commands: [...run.commands, { atUs, afterEvents: needs.events(), command }],
    doneTo:
      "node" in command ? { ...run.doneTo, [command.node]: command.kind } : run.doneTo,
  }));
}

/** What is asked while a run is being opened waits for it: nobody has to press twice. */
function opened(run: RunStore): Promise<void> {
  if (run.getState().status !== "opening") return Promise.resolve();
  return new Promise((resolve) => {
    const stop = run.subscribe(({ status }) => {
      if (status === "opening") return;
      stop();
      resolve();
    });
  });
}

/** Keeps the command log on the page's side. */
export function createCommands(needs: CommandsNeeds): Commands {
  let open = 0;
  const submit = async (command: Command): Promise<Receipt> => {
    open += 1;
    try {
      await opened(needs.run);
      if (needs.run.getState().status !== "open") return gone;
      const receipt = await needs.engine().submit(command);
      if (receipt.kind === "accepted") remember(needs, command, receipt.atUs);
      return receipt;
    } catch {
      return gone;
    } finally {
      open -= 1;
      needs.stale();
    }
  };
  return {
    submit,
    open: () => open,
    async perform(...commands) {
      const receipts = await Promise.all(commands.map(submit));
      const refused = receipts.find((receipt) => receipt.kind === "refused");
      needs.view.setState({
        refusal:
          refused?.kind === "refused" ? { reason: refused.reason, sent: null } : null,
      });
    },
  };
}
