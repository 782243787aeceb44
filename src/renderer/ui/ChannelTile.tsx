import styles from './ChannelTile.module.css';
import { classNames } from './class-names';

interface ChannelTileProps {
  /** Name of the integration or connection; its first two letters stand in the tile. */
  readonly name: string;
  readonly size?: 'small' | 'normal' | 'large';
  /** Where two channels would look alike, or a channel is known by others ("Hb"). */
  readonly letters?: string;
}

/** A neutral two-letter tile beside a channel's name, instead of a brand logo. */
export function ChannelTile({ name, size = 'normal', letters }: ChannelTileProps) {
  return (
    <span className={classNames(styles.tile, styles[size])} aria-hidden="true">
      {letters ?? tileLetters(name)}
    </span>
  );
}

/** "Trendyol" → "Tr", "n11" → "n1": the first two letters or digits as they are written. */
export function tileLetters(name: string): string {
  return [...name.replace(/[^\p{L}\p{N}]/gu, '')].slice(0, 2).join('');
}
