import type { RouteObject } from 'react-router';
import { HoldsPage } from './HoldsPage';

export const routes: RouteObject[] = [{ path: '/holds', Component: HoldsPage }];
