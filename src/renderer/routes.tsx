import type { RouteObject } from 'react-router';

/** The kit on one page, for looking at it and for tests; not built into the product. */
const developmentRoutes: RouteObject[] =
  import.meta.env.DEV || import.meta.env.MODE === 'kit'
    ? [
        {
          path: '/kit',
          HydrateFallback: () => null,
          lazy: async () => ({ Component: (await import('./gallery/Gallery')).Gallery }),
        },
      ]
    : [];

/** Addresses of the window. */
export const routes: RouteObject[] = [...developmentRoutes];
