import type { RouteObject } from 'react-router';
import { OrderPage } from './OrderPage';
import { OrdersPage } from './OrdersPage';

export const routes: RouteObject[] = [
  { path: '/orders', Component: OrdersPage },
  { path: '/orders/:id', Component: OrderPage },
];
