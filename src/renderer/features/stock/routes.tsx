import type { RouteObject } from 'react-router';
import { StockPage } from './StockPage';
import { StockSheetPage } from './StockSheetPage';

export const routes: RouteObject[] = [
  { path: '/stock', Component: StockPage },
  { path: '/stock/:id', Component: StockSheetPage },
];
