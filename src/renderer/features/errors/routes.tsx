import type { RouteObject } from 'react-router';

const lazy = async () => ({ Component: (await import('./ErrorsPage')).ErrorsPage });

/** Loaded when it is first opened. */
export const routes: RouteObject[] = [
  { path: '/errors', lazy },
  { path: '/errors/:id', lazy },
];
