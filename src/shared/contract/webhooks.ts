import { z } from 'zod';
import type { LocalText } from '../connector/definition';
import { type ConnectionId, connectionIdSchema } from '../domain/ids';
import type { StreamName } from '../domain/stream';
import type { WireError } from '../errors/app-error';
import { operation } from './operation';
import { type TunnelChoice, type TunnelView, tunnelProgramSchema } from './tunnel';

/** How channels reach this computer. Times UTC epoch ms. */
export interface WayIn {
  /** null = no port was chosen yet. */
  readonly port: number | null;
  readonly listening: boolean;
  readonly listenError: WireError | null;
  /** `https://host` that leads to the port, as a person gave it or a tunnel told. */
  readonly address: string | null;
  /** When the address was tried from outside last, and what came of it (null = it leads here). */
  readonly checkedAt: number | null;
  readonly checkError: WireError | null;
  /** The program Kervan starts for it; null = the address is a person's. */
  readonly tunnel: TunnelView | null;
}

export type HookState = 'off' | 'waiting' | 'registered' | 'byHand' | 'failed';

/** A connection whose channel can tell of changes. */
export interface HookEndpoint {
  readonly connectionId: ConnectionId;
  readonly connectionName: string;
  readonly integrationName: string;
  /** waiting = there is no public address that works; byHand = a person has to tell the channel. */
  readonly state: HookState;
  /** The public address the channel was told last. */
  readonly address: string | null;
  readonly lastDeliveryAt: number | null;
  readonly checkedAt: number | null;
  /** When the channel was last found to have switched a hook off. */
  readonly switchedOffAt: number | null;
  readonly error: WireError | null;
  /** What it tells of, in the channel's words. */
  readonly topics: readonly string[];
  /** Deliveries are proved by a secret of Kervan's, which can be exchanged. */
  readonly hasOwnSecret: boolean;
  /** What to do where the channel has no interface for hooks. */
  readonly byHand: LocalText | null;
}

/** Shown once, where a person has to type it at the channel. */
export interface HookAccess {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

export interface HookCounts {
  readonly received: number;
  readonly done: number;
  readonly open: number;
  readonly repeated: number;
  readonly aside: number;
  readonly refused: number;
}

export interface HooksStatus {
  readonly way: WayIn;
  readonly endpoints: readonly HookEndpoint[];
  /** Since midnight. */
  readonly today: HookCounts;
  /** Of all days. */
  readonly asideInAll: number;
}

export const deliveryStateSchema = z.enum(['new', 'waiting', 'done', 'aside', 'refused']);

/** One row of the inbox; a refused one stands for all of its hour. */
export interface HookDelivery {
  readonly id: number;
  readonly connectionId: ConnectionId;
  readonly connectionName: string;
  readonly integrationName: string;
  readonly topic: string | null;
  /** Key of the order or product at the channel. */
  readonly entity: string | null;
  readonly stream: StreamName | null;
  readonly state: z.infer<typeof deliveryStateSchema>;
  readonly bytes: number;
  /** How often it came again. */
  readonly repeats: number;
  readonly attempts: number;
  readonly receivedAt: number;
  readonly settledAt: number | null;
  readonly error: WireError | null;
}

export interface HookDeliveryDetail extends HookDelivery {
  readonly headers: Readonly<Record<string, string>>;
  /** Formatted JSON clipped to 64 KiB with personal values masked; empty when nothing was kept. */
  readonly json: string;
}

const byConnection = z.object({ connectionId: connectionIdSchema });
const nothing = z.object({});

export const webhookOperations = {
  'webhooks.status': operation<HooksStatus>()(nothing),
  /** Begins to listen; without a port on the one of last time, else on any free one. */
  'webhooks.listen': operation<WayIn>()(z.object({ port: z.int().min(1024).max(65_535).optional() })),
  /** Sets the public address and tries it; null = there is none. Hooks are made anew when it leads here. */
  'webhooks.setAddress': operation<WayIn>()(z.object({ address: z.string().trim().max(300).nullable() })),
  /** Programs that can open a way in, installed or not. */
  'webhooks.tunnels': operation<readonly TunnelChoice[]>()(nothing),
  /** Starts a program whose address becomes the public one, now and with Kervan; null = stops it. */
  'webhooks.setTunnel': operation<WayIn>()(z.object({ program: tunnelProgramSchema.nullable() })),
  /** Calls this computer through the public address. */
  'webhooks.check': operation<WayIn>()(nothing),
  'webhooks.enable': operation<{ readonly endpoint: HookEndpoint; readonly access: HookAccess | null }>()(
    byConnection,
  ),
  'webhooks.disable': operation<HookEndpoint>()(byConnection),
  /** Compares the channel's hooks with what they should be and puts them right. */
  'webhooks.repair': operation<HookEndpoint>()(byConnection),
  /** A new secret; the one before counts for a day. */
  'webhooks.rotate': operation<{ readonly endpoint: HookEndpoint; readonly access: HookAccess | null }>()(
    byConnection,
  ),
  'webhooks.inbox': operation<{
    readonly deliveries: readonly HookDelivery[];
    readonly nextCursor: string | null;
  }>()(
    z.object({
      connectionId: connectionIdSchema.optional(),
      state: deliveryStateSchema.optional(),
      cursor: z
        .string()
        .regex(/^\d{1,15}$/)
        .optional(),
      limit: z.int().min(1).max(200).default(100),
    }),
  ),
  'webhooks.delivery': operation<HookDeliveryDetail>()(z.object({ id: z.int().positive() })),
  /** Takes one delivery that was set aside up again, or all of them. */
  'webhooks.replay': operation<{ readonly replayed: number }>()(
    z.union([z.object({ id: z.int().positive() }), z.object({ all: z.literal(true) })]),
  ),
};
