import type { BrokerRegistration } from "../../kafka/controller/metadata-image.ts";
import { violated, type Watch } from "../findings.ts";
import { allGhosts, type GhostBroker, ghostBroker } from "../ghost.ts";
import { checkMembers } from "./metadata.ts";

/** The quorum committed a broker's registration or its change: R22 and R26. */
export function brokerCommitted(
  watch: Watch,
  brokerId: number,
  registration: BrokerRegistration | null,
): void {
  const broker = ghostBroker(watch.state, brokerId);
  if (registration === null) {
    broker.fenced = true;
    return;
  }
  const wasFenced = broker.fenced;
  const again = broker.epoch >= 0 && registration.epoch !== broker.epoch;
  checkRegistration(watch, broker, registration);
  broker.epoch = registration.epoch;
  broker.fenced = registration.fenced;
  broker.shuttingDown = registration.inControlledShutdown;
  if (again) checkReturn(watch, broker);
  else if (broker.fenced && !wasFenced)
    for (const ghost of allGhosts(watch.state))
      if (ghost.registration?.isr.includes(brokerId) === true) checkMembers(watch, ghost);
}

/** K13 and K14: every registration has a larger epoch than those before, and begins fenced. */
function checkRegistration(
  watch: Watch,
  broker: GhostBroker,
  { epoch, fenced }: BrokerRegistration,
): void {
  if (epoch < broker.epoch)
    violated(
      watch,
      null,
      "K13",
      `broker ${broker.id} was registered with epoch ${epoch} after epoch ${broker.epoch}`,
    );
  if (epoch !== broker.epoch && !fenced)
    violated(
      watch,
      null,
      "K14",
      `broker ${broker.id} was registered with epoch ${epoch} and is not fenced`,
    );
}

/** R26: after an unclean shutdown a replica is in no ISR or ELR until it has caught up; without ELR the last one stays. */
function checkReturn(watch: Watch, broker: GhostBroker): void {
  const { id, returned } = broker;
  if (broker.died && !returned) return;
  broker.died = false;
  broker.returned = false;
  if (!returned) return;
  for (const ghost of allGhosts(watch.state)) {
    const { registration, elrEnabled } = ghost;
    if (registration === null) continue;
    const { isr, elr } = registration;
    const last = isr.length === 1 && !elrEnabled;
    if (elr.includes(id) || (isr.includes(id) && !last))
      violated(
        watch,
        ghost,
        "R26",
        `broker ${id} came back from an unclean shutdown and is still in ISR ${isr.join(",")} or ELR ${elr.join(",")} of ${ghost.topic}-${ghost.index}`,
      );
  }
}
