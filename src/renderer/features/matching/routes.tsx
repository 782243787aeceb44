import type { RouteObject } from 'react-router';
import { MatchingPage } from './MatchingPage';

export const routes: RouteObject[] = [{ path: '/matching', Component: MatchingPage }];
