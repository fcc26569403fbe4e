import { takeAnswer } from "../kafka/client/admin.ts";
import { isActiveBroker } from "../kafka/controller/metadata-image.ts";
import { clusterImage } from "./cluster-image.ts";
import { createTopicWish } from "./create-topic-wish.ts";
import { sendWish } from "./requests.ts";
import { startConsumer, startProducer } from "./start-client.ts";
import { adminOf, runningBrokers, type World } from "./world.ts";

/** The wait before a creation that failed is tried again, µs. */
const retryUs = 200_000;

/** Whether the scenario's topics and clients are there. */
export const isSetUp = ({ state }: World): boolean => state.setup.clientsStarted;

/**
 * Goes on with the scenario's setup after an event: once every broker is unfenced its topics are created by
 * CreateTopics requests, one after the other, then its clients start.
 */
export function tendSetup(world: World): void {
  const { state } = world;
  const { setup } = state;
  if (setup.clientsStarted || state.sim.nowUs < setup.notBeforeUs) return;
  if (setup.tag !== 0) {
    const admin = adminOf(state);
    const answer = admin === undefined ? undefined : takeAnswer(admin, setup.tag);
    if (answer === undefined) return;
    state.pending = state.pending.filter(({ tag }) => tag !== setup.tag);
    setup.tag = 0;
    const body = answer.body as { topics: { errorCode: number }[] } | null;
    if (body?.topics[0]?.errorCode === 0) setup.topics = setup.topics.slice(1);
    else setup.notBeforeUs = state.sim.nowUs + retryUs;
    return;
  }
  const [topic] = setup.topics;
  if (topic === undefined) {
    startClients(world);
    return;
  }
  const image = clusterImage(state);
  const ready = state.topology.brokers.every((id) => isActiveBroker(image, id));
  const broker = runningBrokers(state)[0];
  if (ready && broker !== undefined)
    setup.tag = sendWish(world, broker, createTopicWish(topic));
}

function startClients(world: World): void {
  const { scenario } = world.state;
  for (const producer of scenario.producers) startProducer(world, producer);
  for (const consumer of scenario.consumers) startConsumer(world, consumer);
  world.state.setup.clientsStarted = true;
}
