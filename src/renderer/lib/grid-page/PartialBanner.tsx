import { useText } from '../../i18n/use-text';
import { Banner, Link, useStatusWord } from '../../ui';
import { connectionStatus, isBehind } from '../connection-status';
import { useConnections } from '../shell-facts';
import '../../app/texts';

/** Says which channels are missing from what is shown ("11 kanal güncel, 1 kanal bekliyor: …"). */
export function PartialBanner() {
  const text = useText('shell');
  const word = useStatusWord();
  const connections = useConnections();
  const behind = connections.filter(({ state }) => isBehind(state));
  if (behind.length === 0) return null;
  const names = behind.slice(0, 3).map(({ name, state }) => `${name} (${word(connectionStatus(state))})`);
  return (
    <Banner tone="warn" actions={<Link href="#/connections">{text('partial.open')}</Link>}>
      {text('partial.sentence', {
        good: connections.length - behind.length,
        count: behind.length,
        names: behind.length > 3 ? `${names.join(', ')} …` : names.join(', '),
      })}
    </Banner>
  );
}
