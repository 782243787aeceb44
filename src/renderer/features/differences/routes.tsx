import type { RouteObject } from 'react-router';
import { DifferencesPage } from './DifferencesPage';

export const routes: RouteObject[] = [{ path: '/differences', Component: DifferencesPage }];
