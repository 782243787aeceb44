import type { Command } from '../command';
import { addConnection } from './add-connection';
import { alerts } from './alerts';
import {
  activateConnection,
  deactivateConnection,
  listConnections,
  removeConnection,
  testConnection,
} from './connections';
import { events } from './events';
import { integrations } from './integrations';
import { acceptMatches, listMatches, matchSummary } from './matches';
import { orderStatus } from './order-status';
import { exportOrders, listOrders } from './orders';
import { products } from './products';
import { getRules, setRules } from './rules';
import { cancelRun, listRuns, pauseRun, resumeRun, showRun } from './runs';
import { status } from './status';
import { adjustStock, countStock, getStock, listStock } from './stock';
import { sync } from './sync';
import { differences, values } from './values';

/** In the order in which help lists them. */
export const commands: readonly Command[] = [
  status,
  integrations,
  listConnections,
  addConnection,
  testConnection,
  activateConnection,
  deactivateConnection,
  removeConnection,
  sync,
  listRuns,
  showRun,
  pauseRun,
  resumeRun,
  cancelRun,
  products,
  listOrders,
  exportOrders,
  orderStatus,
  listStock,
  getStock,
  countStock,
  adjustStock,
  matchSummary,
  listMatches,
  acceptMatches,
  getRules,
  setRules,
  values,
  differences,
  alerts,
  events,
];
