import type { RouteObject } from 'react-router';

/** Loaded when it is first opened. */
export const routes: RouteObject[] = [
  { path: '/runs', lazy: async () => ({ Component: (await import('./RunsPage')).RunsPage }) },
  { path: '/runs/:id', lazy: async () => ({ Component: (await import('./RunPage')).RunPage }) },
];
