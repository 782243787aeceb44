import { useFormat } from '../i18n/use-format';
import { useText } from '../i18n/use-text';
import { isTroubled } from '../lib/connection-status';
import { useOverview } from '../lib/shell-facts';
import styles from './Footer.module.css';

/** The state of the whole in one line. */
export function Footer() {
  const text = useText('shell');
  const format = useFormat();
  const { data } = useOverview();
  const connections = data?.connections ?? [];
  const troubled = connections.filter(({ state }) => isTroubled(state)).length;
  const paused = connections.filter(({ state }) => state === 'paused').length;
  const working = connections.length - troubled - paused;
  const facts = [
    ...(working > 0 ? [text('footer.working', { count: working })] : []),
    ...(troubled > 0 ? [text('footer.troubled', { count: troubled })] : []),
    ...(paused > 0 ? [text('footer.paused', { count: paused })] : []),
  ];
  return (
    <footer className={styles.footer} data-region="footer" tabIndex={-1}>
      <span>{data ? (facts.length > 0 ? facts.join(' · ') : text('footer.none')) : ''}</span>
      <span className={styles.end}>
        {data &&
          `${
            data.lastBackupAt === null
              ? text('footer.noBackup')
              : text('footer.backup', { time: format.dateTime(data.lastBackupAt) })
          } · `}
        {text('footer.local')}
      </span>
    </footer>
  );
}
