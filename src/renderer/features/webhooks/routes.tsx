import type { RouteObject } from 'react-router';

/** Loaded when it is first opened. */
export const routes: RouteObject[] = [
  { path: '/webhooks', lazy: async () => ({ Component: (await import('./WebhooksPage')).WebhooksPage }) },
];
