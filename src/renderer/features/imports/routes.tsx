import type { RouteObject } from 'react-router';
import { ImportPage } from './ImportPage';
import { ImportsPage } from './ImportsPage';

export const routes: RouteObject[] = [
  { path: '/imports', Component: ImportsPage },
  { path: '/imports/:token', Component: ImportPage },
];
