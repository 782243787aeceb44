import type { Warehouse } from '../../../shared/contract/stock';
import { useAnswer } from '../../lib/queries';

const NONE: readonly Warehouse[] = [];

/** Every warehouse, the main one first. */
export function useWarehouses(): readonly Warehouse[] {
  return useAnswer('warehouses.list', {}).data ?? NONE;
}
