import type { RouteObject } from 'react-router';

/** Loaded when they are first opened. */
export const routes: RouteObject[] = [
  { path: '/rules', lazy: async () => ({ Component: (await import('./RulesPage')).RulesPage }) },
  { path: '/rules/:connectionId', lazy: async () => ({ Component: (await import('./RulePage')).RulePage }) },
];
