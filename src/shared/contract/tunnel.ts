import { z } from 'zod';
import type { WireError } from '../errors/app-error';

/** Programs on this computer that Kervan starts to get a public address. */
export const tunnelProgramSchema = z.enum(['cloudflared', 'ngrok']);
export type TunnelProgram = z.infer<typeof tunnelProgramSchema>;

/** Where a person gets them. */
export const TUNNEL_GUIDES: Readonly<Record<TunnelProgram, string>> = {
  cloudflared:
    'https://developers.cloudflare.com/cloudflare-one/networks/connectors/cloudflare-tunnel/downloads/',
  ngrok: 'https://ngrok.com/docs/agent',
};

/** The program that was chosen, and how it does. Times UTC epoch ms. */
export interface TunnelView {
  readonly program: TunnelProgram;
  /** missing = not installed; waiting = it ended and is started again at `nextTryAt`. */
  readonly state: 'missing' | 'starting' | 'running' | 'waiting';
  readonly error: WireError | null;
  readonly nextTryAt: number | null;
}

export interface TunnelChoice {
  readonly program: TunnelProgram;
  /** Where it was found; null = not installed. */
  readonly path: string | null;
}
