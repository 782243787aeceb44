import { foldCode, foldSearch } from '../../../shared/text/fold';

export type PaletteGroupId =
  | 'exact'
  | 'commands'
  | 'pages'
  | 'connections'
  | 'products'
  | 'orders'
  | 'settings';

export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly shortcut?: string;
  /** More words it is found by. */
  readonly words?: string;
  /** It stays in the list, greyed, with this reason. */
  readonly disabledReason?: string;
  readonly run: () => void;
}

export interface PaletteGroup {
  readonly id: PaletteGroupId;
  readonly items: readonly PaletteItem[];
}

export type PaletteScope = 'all' | 'commands' | 'orders' | 'connections';

const PREFIXES: Readonly<Record<string, PaletteScope>> = {
  '>': 'commands',
  '#': 'orders',
  '@': 'connections',
};

/** What is typed, apart from the sign before it that narrows the search. */
export function readTyped(typed: string): { readonly scope: PaletteScope; readonly wanted: string } {
  const trimmed = typed.trimStart();
  const scope = PREFIXES[trimmed.slice(0, 1)] ?? 'all';
  return { scope, wanted: (scope === 'all' ? trimmed : trimmed.slice(1)).trim() };
}

/** Groups of a scope: `#` orders, `>` commands, `@` connections. */
export function isInScope(group: PaletteGroupId, scope: PaletteScope): boolean {
  switch (scope) {
    case 'all':
      return true;
    case 'commands':
      return group === 'commands' || group === 'settings';
    case 'orders':
      return group === 'orders' || group === 'exact';
    case 'connections':
      return group === 'connections';
  }
}

/**
 * Items whose words all occur, the ones that begin with what is typed first. Folded in two ranks, so that "sise" finds
 * "Şişe" and "isparta" finds "ISPARTA"; codes also without blanks and dashes.
 */
export function matching(items: readonly PaletteItem[], wanted: string): readonly PaletteItem[] {
  const words = foldSearch(wanted).split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  const ranked = items.flatMap((item) => {
    const rank = rankOf(item, words, wanted);
    return rank === null ? [] : [{ item, rank }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
}

function rankOf(item: PaletteItem, words: readonly string[], wanted: string): number | null {
  const label = foldSearch(item.label);
  const all = foldSearch([item.label, item.detail, item.words].filter(Boolean).join(' '));
  const isFound = words.every((word) => all.includes(word));
  if (!isFound) {
    const code = foldCode(wanted);
    return code.length >= 3 && foldCode(all).includes(code) ? 3 : null;
  }
  const first = words[0] ?? '';
  if (label.startsWith(first)) return 0;
  return label.includes(` ${first}`) ? 1 : 2;
}
