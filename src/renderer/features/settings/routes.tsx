import type { RouteObject } from 'react-router';
import { SettingsPage } from './SettingsPage';

export const routes: RouteObject[] = [{ path: '/settings', Component: SettingsPage }];
