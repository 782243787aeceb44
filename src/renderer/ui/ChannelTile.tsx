import { classNames } from './class-names';
import styles from './ChannelTile.module.css';

interface ChannelTileProps {
  /** Name of the integration or connection; its first two letters stand in the tile. */
  readonly name: string;
  readonly size?: 'small' | 'normal' | 'large';
}

/** A neutral two-letter tile beside a channel's name, instead of a brand logo. */
export function ChannelTile({ name, size = 'normal' }: ChannelTileProps) {
  return (
    <span className={classNames(styles.tile, styles[size])} aria-hidden="true">
      {tileLetters(name)}
    </span>
  );
}

/** "Trendyol" → "Tr", "n11" → "n1": the first two letters or digits as they are written. */
export function tileLetters(name: string): string {
  return [...name.replace(/[^\p{L}\p{N}]/gu, '')].slice(0, 2).join('');
}
