import type { RouteObject } from 'react-router';
import { ProductPage } from './ProductPage';
import { ProductsPage } from './ProductsPage';

export const routes: RouteObject[] = [
  { path: '/products', Component: ProductsPage },
  { path: '/products/:id', Component: ProductPage },
];
