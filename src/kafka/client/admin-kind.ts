import { type Admin, adminSweep } from "./admin.ts";
import type { ClientKind } from "./client-kinds.ts";
import { networkClient } from "./network-client.ts";

/** The admin client's process: it only keeps answers. */
export const adminKind: ClientKind<
  { readonly kind: "admin"; readonly admin: Admin },
  { readonly kind: "admin" }
> = {
  boot: () => ({
    kind: "admin",
    admin: { client: networkClient("admin", adminSweep), answers: [], nextTag: 1 },
  }),
  started: () => {},
  network: ({ admin }) => admin.client,
  answered: ({ effects }, { admin }, request, body) => {
    const tag = request.context as number;
    admin.answers.push({ tag, body, atUs: effects.nowUs() });
  },
  timer: () => {},
};
