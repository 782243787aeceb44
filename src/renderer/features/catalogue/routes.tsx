import type { RouteObject } from 'react-router';

const lazy = async () => ({ Component: (await import('./CataloguePage')).CataloguePage });

/** Loaded when it is first opened. */
export const routes: RouteObject[] = [
  { path: '/catalogue', lazy },
  { path: '/catalogue/:id', lazy },
];
