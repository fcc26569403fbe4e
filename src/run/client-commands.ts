import type { ClientCommand } from "../contract/client-command.ts";
import { type ClientConfig, withConfig } from "../contract/client-settings.ts";
import type { Receipt } from "../contract/command.ts";
import type { Problem } from "../contract/engine-api.ts";
import type { ConsumerSpec, Subscription } from "../contract/scenario.ts";
import type { ClientDisk } from "../kafka/client/client-process.ts";
import { topicByName } from "../kafka/controller/metadata-image.ts";
import { silentReport } from "../kafka/report.ts";
import { checkClientConfig } from "../scenario/client-config-check.ts";
import { actOn, pausePolling, resettle } from "./act-on-client.ts";
import { clusterImage } from "./cluster-image.ts";
import { accepted, refused } from "./receipt.ts";
import { startConsumer, startProducer } from "./start-client.ts";
import { scheduleAt } from "./timed.ts";
import type { ClientEntry, World } from "./world.ts";

function tell(world: World, text: string): void {
  world.probe.report({ ...silentReport, kind: "command", text });
}

function unknownClient(world: World, id: string): Receipt {
  const known = world.state.clients.map((client) => client.id).join(", ");
  return refused("/id", `There is no client ${id}; the run has ${known || "none"}.`);
}

function taken(world: World, id: string, path: string): Receipt | null {
  return world.state.clients.some((client) => client.id === id)
    ? refused(path, `A client with the id ${id} exists; choose another client.id.`)
    : null;
}

function missingTopic(world: World, topic: string, path: string): Receipt | null {
  return topicByName(clusterImage(world.state), topic) === undefined
    ? refused(path, `There is no topic ${topic}; create it first.`)
    : null;
}

/** Topics that are named must be there; a pattern may wait for its first one. */
function missingSubscribed(world: World, to: Subscription, path: string): Receipt | null {
  if (to.kind === "assign") return missingTopic(world, to.topic, `${path}/topic`);
  if (to.kind !== "topics") return null;
  for (const [i, topic] of to.topics.entries()) {
    const wrong = missingTopic(world, topic, `${path}/topics/${i}`);
    if (wrong !== null) return wrong;
  }
  return null;
}

/** What Kafka's own client would say to these configs when it is made, in its words. */
function wrongConfig(
  kind: "producer" | "consumer",
  config: ClientConfig,
  path: string,
): Receipt | null {
  const problems: Problem[] = [];
  checkClientConfig({ path, problems }, config, kind);
  const [first] = problems;
  return first === undefined ? null : refused(first.path, first.message);
}

function wrongConsumer({ settings, subscription }: ConsumerSpec): Receipt | null {
  const path = "/consumer/settings/config";
  const grouped = settings.config["group.id"] !== undefined;
  return !grouped && subscription.kind !== "assign"
    ? refused(
        `${path}/group.id`,
        "group.id is missing; a consumer that subscribes is a member of a group.",
      )
    : wrongConfig("consumer", settings.config, path);
}

/** What is done to clients and the applications around them; refused for ids that are taken or unknown, and missing topics. */
export function executeClientCommand(world: World, command: ClientCommand): Receipt {
  switch (command.kind) {
    case "startProducer": {
      const { id, topic } = command.producer;
      const wrong =
        taken(world, id, "/producer/id") ??
        missingTopic(world, topic, "/producer/topic") ??
        wrongConfig(
          "producer",
          command.producer.settings.config,
          "/producer/settings/config",
        );
      if (wrong !== null) return wrong;
      startProducer(world, command.producer);
      tell(world, `producer ${id} started on ${topic} by you`);
      return accepted(world);
    }
    case "startConsumer": {
      const { id, subscription } = command.consumer;
      const wrong =
        taken(world, id, "/consumer/id") ??
        missingSubscribed(world, subscription, "/consumer/subscription") ??
        wrongConsumer(command.consumer);
      if (wrong !== null) return wrong;
      startConsumer(world, command.consumer);
      tell(world, `consumer ${id} started on ${subscriptionText(subscription)} by you`);
      return accepted(world);
    }
    default: {
      const entry = world.state.clients.find((client) => client.id === command.id);
      return entry === undefined
        ? unknownClient(world, command.id)
        : executeOn(world, entry, command);
    }
  }
}

function subscriptionText(subscription: Subscription): string {
  if (subscription.kind === "topics") return subscription.topics.join(", ");
  if (subscription.kind !== "assign") return `topics like ${subscription.pattern}`;
  const { topic, partitions } = subscription;
  return partitions === null ? `all of ${topic}` : `${topic} ${partitions.join(", ")}`;
}

type Existing = Exclude<
  ClientCommand,
  { readonly kind: "startProducer" | "startConsumer" }
>;

function executeOn(world: World, entry: ClientEntry, command: Existing): Receipt {
  switch (command.kind) {
    case "changeProducer":
    case "changeConsumer":
      return changeClient(world, entry, command);
    case "closeClient":
    case "killClient":
    case "startClient":
    case "removeClient":
      return switchClient(world, entry, command.kind);
    case "pauseClient":
      return pauseClient(world, entry, command);
    case "resumeClient":
      return resumeClient(world, entry);
    default: {
      const why = actOn(world, entry, command);
      if (why !== null) return refused("", why);
      tell(world, `${command.kind} at ${entry.id} by you`);
      return accepted(world);
    }
  }
}

const forgetRestart = ({ state: { timed } }: World, { id }: ClientEntry): void => {
  timed.restarts = timed.restarts.filter((each) => each !== id);
};

/** Starts clients again that were closed to be restarted, once they are down. */
export function tendClientRestarts(world: World): void {
  const { state, kernel } = world;
  for (const entry of state.clients) {
    if (!state.timed.restarts.includes(entry.id)) continue;
    if (statusOf(world, entry) !== "down") continue;
    forgetRestart(world, entry);
    kernel.start(entry.process);
  }
}

const statusOf = ({ state }: World, entry: ClientEntry): string =>
  state.sim.processes[entry.process]?.status ?? "down";

/** Closes, kills, starts and forgets clients. */
function switchClient(
  world: World,
  entry: ClientEntry,
  kind: "closeClient" | "killClient" | "startClient" | "removeClient",
): Receipt {
  const { state, kernel } = world;
  const down = statusOf(world, entry) === "down";
  if (down && (kind === "closeClient" || kind === "killClient"))
    return refused("/id", `${entry.id} is down already; start or remove it.`);
  if (!down && kind === "startClient")
    return refused("/id", `${entry.id} runs; close or kill it first.`);
  forgetRestart(world, entry);
  const done = { closeClient: "closed", killClient: "killed", startClient: "started" };
  switch (kind) {
    case "closeClient":
      if (statusOf(world, entry) === "paused") kernel.resume(entry.process);
      kernel.terminate(entry.process);
      break;
    case "startClient":
      kernel.start(entry.process);
      break;
    default:
      if (!down) kernel.kill(entry.process, false);
  }
  if (kind === "removeClient")
    state.clients = state.clients.filter((client) => client !== entry);
  const what = kind === "removeClient" ? "removed" : done[kind];
  tell(world, `${entry.kind} ${entry.id} ${what} by you`);
  return accepted(world);
}

function changeClient(
  world: World,
  entry: ClientEntry,
  command: Extract<Existing, { kind: "changeProducer" | "changeConsumer" }>,
): Receipt {
  const wanted = command.kind === "changeProducer" ? "producer" : "consumer";
  if (entry.kind !== wanted)
    return refused(
      "/id",
      `Client ${entry.id} is a ${entry.kind}; ${command.kind} is not for it.`,
    );
  const process = world.state.sim.processes[entry.process];
  const disk = process?.disk as ClientDisk | undefined;
  if (process === undefined || disk === undefined || disk.kind === "admin")
    return unknownClient(world, entry.id);
  const before: { readonly config: ClientConfig } = disk.settings;
  const after = withConfig({ ...before, ...command.settings }, command.config ?? {});
  const wrong = wrongConfig(wanted, after.config, "/config");
  if (wrong !== null) return wrong;
  process.disk = { ...disk, settings: after };
  const restarts = JSON.stringify(after.config) !== JSON.stringify(before.config);
  if (process.status !== "down") {
    if (restarts) {
      // A Java client reads its configs once: another config is another client.
      forgetRestart(world, entry);
      world.state.timed.restarts.push(entry.id);
      if (process.status === "paused") world.kernel.resume(entry.process);
      world.kernel.terminate(entry.process);
    } else resettle(world, entry, after);
  }
  const words = Object.entries({ ...command.settings, ...command.config })
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    .join(", ");
  const how =
    restarts && process.status !== "down"
      ? " changed by you and restarted"
      : " changed by you";
  tell(world, `${entry.kind} ${entry.id}${how}: ${words}`);
  return accepted(world);
}

function pauseClient(
  world: World,
  entry: ClientEntry,
  command: Extract<Existing, { kind: "pauseClient" }>,
): Receipt {
  const status = statusOf(world, entry);
  if (status !== "running")
    return refused("/id", `${entry.id} is ${status}; a pause needs one that runs.`);
  const { forUs } = command;
  const until = forUs === null ? null : world.state.sim.nowUs + forUs;
  if (command.what === "polling") {
    const why = pausePolling(world, entry, until);
    if (why !== null) return refused("/what", why);
  } else {
    world.kernel.pause(entry.process);
    const { id } = entry;
    if (until !== null)
      scheduleAt(world.state.timed, until, { kind: "resumeClient", id });
  }
  const long = forUs === null ? "until it is resumed" : `for ${forUs / 1_000_000} s`;
  tell(
    world,
    command.what === "polling"
      ? `${entry.id} stops polling ${long}, by you`
      : `the process of ${entry.id} stands still ${long}, by you`,
  );
  return accepted(world);
}

function resumeClient(world: World, entry: ClientEntry): Receipt {
  if (statusOf(world, entry) === "paused") world.kernel.resume(entry.process);
  else {
    const why = pausePolling(world, entry, false);
    if (why !== null) return refused("/id", why);
  }
  tell(world, `${entry.id} resumed by you`);
  return accepted(world);
}
