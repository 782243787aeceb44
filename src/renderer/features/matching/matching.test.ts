import { describe, expect, it } from 'vitest';
import { connectionIdSchema } from '../../../shared/domain/ids';
import type { Text } from '../../i18n/use-text';
import { inGroups } from '../../lib/in-groups';
import { decisionOf } from './match-keys';
import { matchedText, reasonText } from './reason-text';
import { readTab } from './tabs';
import { scopeOf } from './use-match-actions';

/** The key itself, as if it were the sentence. */
const text: Text<'matching'> = (key) => key;
const shop = connectionIdSchema.parse('c1');

describe('decisionOf', () => {
  it.each([
    ['e', true, 'match'],
    ['E', true, 'match'],
    ['y', true, 'create'],
    ['x', true, 'ignore'],
    ['ArrowRight', true, 'later'],
    ['ArrowLeft', false, 'before'],
    ['e', false, undefined],
    ['ArrowDown', true, undefined],
    ['ı', true, undefined],
  ])('%s with single keys %s → %s', (key, singleKeys, wanted) =>
    expect(decisionOf(key, singleKeys)).toBe(wanted),
  );
});

describe('reasons', () => {
  it('say what is the same, then what speaks against it', () => {
    expect(reasonText({ by: 'sku', contradicts: ['packSize', 'match.duplicateInShop'] }, text)).toBe(
      'by.sku, against.packSize, against.duplicate',
    );
    expect(reasonText({ by: 'title', contradicts: [] }, text)).toBe('by.title');
  });

  it('of another version are decisions', () => {
    expect(matchedText('barcode', text)).toBe('matchedBy.barcode');
    expect(matchedText('picture', text)).toBe('matchedBy.decided');
  });
});

describe('what a selection means', () => {
  it('names its rows, or all but some of the filter', () => {
    expect(scopeOf({ kind: 'ids', ids: new Set(['7', '9']) }, shop)).toEqual({
      listingIds: ['7', '9'],
      connectionId: shop,
    });
    expect(scopeOf({ kind: 'allMatching', except: new Set(['3']), count: 12 }, undefined)).toEqual({
      connectionId: undefined,
      except: ['3'],
    });
  });

  it('is asked for in groups that one question may hold, none lost', () => {
    const rows = Array.from({ length: 11 }, (_, index) => index);
    expect(inGroups(rows, 5).map((group) => group.length)).toEqual([5, 5, 1]);
    expect(inGroups(rows, 5).flat()).toEqual(rows);
    expect(inGroups([], 5)).toEqual([]);
  });
});

it('opens the tab of the address, else the sure ones', () => {
  expect(readTab('doubtful')).toBe('doubtful');
  expect(readTab('nothing')).toBe('sure');
  expect(readTab(null)).toBe('sure');
  expect(readTab(null, { sure: 0, doubtful: 2, new: 9, matched: 4 })).toBe('doubtful');
  expect(readTab(null, { sure: 0, new: 9 })).toBe('new');
  expect(readTab('matched', { new: 9 })).toBe('matched');
});
