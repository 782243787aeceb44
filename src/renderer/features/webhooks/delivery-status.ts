import type { HookDelivery, HookState, WayIn } from '../../../shared/contract/webhooks';
import type { StatusKey } from '../../ui';

export function deliveryStatus({ state }: Pick<HookDelivery, 'state'>): StatusKey {
  switch (state) {
    case 'new':
    case 'waiting':
      return 'run.queued';
    case 'done':
      return 'hook.done';
    case 'aside':
      return 'hook.aside';
    case 'refused':
      return 'hook.badSignature';
  }
}

export function endpointStatus(state: HookState): StatusKey {
  switch (state) {
    case 'off':
      return 'value.none';
    case 'waiting':
      return 'value.wanted';
    case 'registered':
      return 'value.confirmed';
    case 'byHand':
      return 'value.sent';
    case 'failed':
      return 'run.failed';
  }
}

/** How well channels reach this computer. */
export type WayState = 'none' | 'unchecked' | 'works' | 'broken';

export function wayState(way: Pick<WayIn, 'address' | 'checkedAt' | 'checkError'>): WayState {
  if (way.address === null) return 'none';
  if (way.checkError !== null) return 'broken';
  return way.checkedAt === null ? 'unchecked' : 'works';
}
