import type { RouteObject } from 'react-router';

/** Loaded when it is first opened. */
export const routes: RouteObject[] = [
  {
    path: '/connect/:integration',
    lazy: async () => ({ Component: (await import('./ConnectPage')).ConnectPage }),
  },
];
