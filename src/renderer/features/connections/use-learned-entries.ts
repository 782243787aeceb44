import { useText } from '../../i18n/use-text';
import type learnedTexts from '../../locales/tr/connections.json';
import type { KeyValue } from '../../ui';
import './locale';

type KnownFact = keyof (typeof learnedTexts)['learned'];
const KNOWN: readonly string[] = [
  'currency',
  'shopName',
  'shop',
  'country',
  'timezone',
  'timeZone',
  'name',
  'version',
  'pricesIncludeTax',
] satisfies KnownFact[];

function isKnown(name: string): name is KnownFact {
  return KNOWN.includes(name);
}

/** What the channel told of the account, in words; facts this version has no word for stay out. */
export function useLearnedEntries(learned: Readonly<Record<string, string>>): KeyValue[] {
  const text = useText('connections');
  return Object.entries(learned).flatMap(([name, value]) =>
    isKnown(name) && value !== '' ? [{ key: name, label: text(`learned.${name}`), value }] : [],
  );
}
