import type { RouteObject } from 'react-router';
import { OverviewPage } from './OverviewPage';

export const routes: RouteObject[] = [{ index: true, Component: OverviewPage }];
