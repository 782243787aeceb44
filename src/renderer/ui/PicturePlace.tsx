import { Package } from 'lucide-react';
import styles from './PicturePlace.module.css';

/** Where a product's picture stands: small in a row, large in a head. */
export function PicturePlace({ size = 'small' }: { readonly size?: 'small' | 'large' }) {
  return (
    <span className={styles[size]} aria-hidden="true">
      <Package size={size === 'small' ? 14 : 19} />
    </span>
  );
}
