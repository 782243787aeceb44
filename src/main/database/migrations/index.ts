import { start } from './0001-start';
import { oneStock } from './0002-one-stock';
import { webhooks } from './0003-webhooks';
import { apiTokens } from './0004-api-tokens';
import { orderEvents } from './0005-order-events';
import type { Migration } from './migration';

/** In order; the last number is the schema this program knows. */
export const migrations: readonly Migration[] = [start, oneStock, webhooks, apiTokens, orderEvents];
