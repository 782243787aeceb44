import type { RouteObject } from 'react-router';

/** Loaded when they are first opened. */
export const routes: RouteObject[] = [
  {
    path: '/connections',
    lazy: async () => ({ Component: (await import('./ConnectionsPage')).ConnectionsPage }),
  },
  {
    path: '/connections/:id',
    lazy: async () => ({ Component: (await import('./ConnectionPage')).ConnectionPage }),
  },
];
