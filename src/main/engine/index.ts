export { type ChannelClientOptions, connectionLimiter, createChannelClient } from './channel-client';
export type { Limited } from './exchange';
export { extract, type Mapped } from './extraction';
export { checkDefinition } from './load-check';
export { restoreRun } from './run-state';
export type { StoredToken, TokenStore } from './token';
export type * from './types';
