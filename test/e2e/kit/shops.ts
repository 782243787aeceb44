import type { Page } from '@playwright/test';
import type { ConnectionId } from '../../../src/shared/domain/ids';
import { connectionTo } from '../../integration/kit/practice-account';
import { invoke } from './bridge';
import type { Practice } from './practice';
import { runEnd } from './rows';

/** Connects a practice marketplace without its form; nothing is read yet. */
export async function connectShop(page: Page, market: Practice, name: string): Promise<ConnectionId> {
  return (await invoke(page, 'connections.create', connectionTo(market, name))).id;
}

/** Reads a connection and waits for the end of the run; without streams everything is read. */
export async function readShop(
  page: Page,
  id: ConnectionId,
  streams?: readonly ('orders' | 'products')[],
  mode: 'full' | 'delta' = 'full',
) {
  const { runId } = await invoke(page, 'connections.sync', {
    id,
    mode,
    ...(streams === undefined ? {} : { streams: [...streams] }),
  });
  return runEnd(page, runId);
}
