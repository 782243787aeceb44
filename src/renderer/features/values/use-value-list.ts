import { type RefObject, useCallback, useRef, useState } from 'react';
import type { ValueRef } from '../../../shared/contract/values';
import { type ConnectionId, connectionIdSchema } from '../../../shared/domain/ids';
import { type GridHandle, type GridSelection, NOTHING_SELECTED } from '../../ui';
import { useAddress } from '../connections/use-address';
import { useValueActions, type ValueActions } from './use-value-actions';
import { refOf } from './value-rows';

export interface ValueList {
  readonly address: URLSearchParams;
  readonly change: ReturnType<typeof useAddress>[1];
  readonly grid: RefObject<GridHandle | null>;
  readonly actions: ValueActions;
  readonly selection: GridSelection;
  readonly select: (selection: GridSelection) => void;
  /** The value beside the table. */
  readonly opened: ValueRef | null;
  readonly connectionId: ConnectionId | null;
  /** After an action on what was selected: nothing is selected any more, and the keys are the table's again. */
  readonly settle: () => void;
}

/** A table of values: what of it the address says, what is selected, and what can be done with it. */
export function useValueList(): ValueList {
  const [address, change] = useAddress();
  const grid = useRef<GridHandle>(null);
  const refresh = useCallback(() => grid.current?.refresh(), []);
  const actions = useValueActions(refresh);
  const [selection, select] = useState<GridSelection>(NOTHING_SELECTED);
  const connection = connectionIdSchema.safeParse(address.get('connection'));
  return {
    ...{ address, change, grid, actions, selection, select },
    opened: refOf(address.get('row')),
    connectionId: connection.success ? connection.data : null,
    settle() {
      select(NOTHING_SELECTED);
      grid.current?.focus();
    },
  };
}
