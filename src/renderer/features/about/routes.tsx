import type { RouteObject } from 'react-router';
import { AboutPage } from './AboutPage';

export const routes: RouteObject[] = [{ path: '/about', Component: AboutPage }];
