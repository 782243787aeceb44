import { z } from 'zod';
import type { TunnelProgram } from '../../shared/contract/tunnel';
import { AppError } from '../../shared/errors/app-error';

/** What a line of a program's output says. */
export type Said =
  | { readonly kind: 'address'; readonly address: string }
  /** The address is reachable from outside now. */
  | { readonly kind: 'connected' }
  | { readonly kind: 'trouble'; readonly error: AppError };

export interface TunnelKind {
  /** A list, never a line for a shell. */
  arguments(target: TunnelTarget): readonly string[];
  read(line: string, target: TunnelTarget): Said | null;
}

export interface TunnelTarget {
  /** On 127.0.0.1. */
  readonly port: number;
  /** A configuration of Kervan's own; a person's one may hold another tunnel. */
  readonly configFile: string;
}

export const originOf = ({ port }: Pick<TunnelTarget, 'port'>): string => `http://127.0.0.1:${port}`;

/**
 * Flags: https://developers.cloudflare.com/cloudflare-one/networks/connectors/cloudflare-tunnel/configure-tunnels/run-parameters/
 * Output: https://github.com/cloudflare/cloudflared/blob/master/cmd/cloudflared/tunnel/quick_tunnel.go (address in a box of
 * its log) and connection/observer.go ("Registered tunnel connection").
 */
const cloudflared: TunnelKind = {
  arguments: (target) => [
    'tunnel',
    '--config',
    target.configFile,
    '--no-autoupdate',
    '--grace-period',
    '1s',
    '--url',
    originOf(target),
  ],
  read(line) {
    const address = /\|\s+(https?:\/\/[^\s|]{1,280})\s+\|$/.exec(line.trimEnd())?.[1];
    if (address !== undefined) return { kind: 'address', address };
    if (/Registered tunnel connection|Connection [0-9a-f-]{36} registered/.test(line))
      return { kind: 'connected' };
    if (!/ (ERR|FTL) |^failed to /.test(line)) return null;
    const reason = /\b429\b/.test(line)
      ? '429'
      : /dial tcp|lookup|timeout|no such host/i.test(line)
        ? 'network'
        : null;
    return reason === null ? null : trouble('cloudflared', reason);
  },
};

/** One line of `--log-format=json`; only what is read here. */
const ngrokLineSchema = z.object({
  lvl: z.string().optional(),
  msg: z.string().optional(),
  addr: z.string().optional(),
  url: z.string().max(300).optional(),
  err: z.unknown().optional(),
});

/** https://ngrok.com/docs/agent/cli and https://ngrok.com/docs/errors/reference */
const ngrok: TunnelKind = {
  arguments: (target) => ['http', originOf(target), '--log=stdout', '--log-format=json'],
  read(line, target) {
    const reason = /ERR_NGROK_\d{1,6}/.exec(line)?.[0];
    if (reason !== undefined) return trouble('ngrok', reason);
    const parsed = ngrokLineSchema.safeParse(parseJson(line));
    if (!parsed.success || parsed.data.msg !== 'started tunnel') return null;
    const { addr, url } = parsed.data;
    return url !== undefined && addr === originOf(target) ? { kind: 'address', address: url } : null;
  },
};

export const TUNNEL_KINDS: Readonly<Record<TunnelProgram, TunnelKind>> = { cloudflared, ngrok };

/** No account is set up, or its token is no good any more. */
const SIGN_IN = new Set(['ERR_NGROK_105', 'ERR_NGROK_106', 'ERR_NGROK_107', 'ERR_NGROK_4018']);
/** The account has all the tunnels it may have, or the address is taken by another one. */
const IN_USE = new Set(['ERR_NGROK_108', 'ERR_NGROK_334']);

function trouble(program: TunnelProgram, reason: string): Said {
  const facts = { program, reason };
  if (SIGN_IN.has(reason)) return { kind: 'trouble', error: new AppError('tunnel.signIn', { facts }) };
  if (IN_USE.has(reason)) return { kind: 'trouble', error: new AppError('tunnel.inUse', { facts }) };
  return { kind: 'trouble', error: new AppError('tunnel.ended', { facts }) };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
