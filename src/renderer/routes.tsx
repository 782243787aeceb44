import type { RouteObject } from 'react-router';
import { Frame } from './app/Frame';
import { NotFound } from './app/NotFound';
import { PageCrash } from './app/PageCrash';
import { Welcome } from './features/first-run/Welcome';

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

const features = import.meta.glob<RouteObject[]>('./features/*/routes.tsx', {
  eager: true,
  import: 'routes',
});

/** Addresses of the window: every feature with a routes file is in it. */
export const routes: RouteObject[] = [
  ...developmentRoutes,
  {
    path: '/',
    Component: Frame,
    ErrorBoundary: PageCrash,
    HydrateFallback: () => null,
    children: [
      { path: '/welcome', Component: Welcome },
      {
        ErrorBoundary: PageCrash,
        children: [...Object.values(features).flat(), { path: '*', Component: NotFound }],
      },
    ],
  },
];
