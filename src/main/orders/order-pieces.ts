import type { OrderAction, OrderPiece } from '../../shared/connector/order-change';
import type { OrderStatus } from '../../shared/domain/order';
import type { LineDocument, OrderDocument, PackageDocument } from '../../shared/domain/order-document';
import { commonChannelStatus } from './apply';
import { deriveOrder } from './derive';
import { livingPackages } from './merge';

type Rules = Pick<OrderAction, 'per' | 'from' | 'when' | 'reaches'>;

/** Lines of these states belong to no change any more. */
const ENDED: readonly OrderStatus[] = ['cancelled', 'unsupplied', 'returned'];

/** What of the order can make the change, one call for each; none = the channel would refuse it. */
export function piecesOf(action: Rules, document: OrderDocument): readonly OrderPiece[] {
  if (action.when !== undefined && !action.when.includes(deriveOrder(document).status)) return [];
  const living = livingPackages([...document.packages]);
  switch (action.per) {
    case 'order': {
      const lines = living.flatMap((one) => one.lines.filter((line) => isOpen(line)));
      return hasWord(action.from, channelWord(document)) ? [piece('', lines)] : [];
    }
    case 'package':
      return living
        .filter((one) => one.key !== '' && hasWord(action.from, one.channelStatus))
        .map((one) => piece(one.key, one.lines.filter(isOpen)))
        .filter(({ lines }) => lines.length > 0);
    case 'loose': {
      const lines = looseLines(action, living);
      return lines.length === 0 ? [] : [piece('', lines)];
    }
    case 'line':
      return looseLines(action, living).map((line) => piece(line.key, [line]));
  }
}

/** How a piece stands after the change was asked for: it made it, it still could, or it went another way. */
export type Standing = 'reached' | 'open' | 'elsewhere';

export function standingOf(action: Rules, { key, lines }: OrderPiece, document: OrderDocument): Standing {
  const living = livingPackages([...document.packages]);
  switch (action.per) {
    case 'order':
      return byWord(action, channelWord(document));
    case 'package': {
      const parcel = document.packages.find((one) => one.key === key);
      if (living.some((one) => one.key === key)) return byWord(action, parcel?.channelStatus ?? null);
      // Taken apart meanwhile: its lines tell, wherever they lie now.
      const places = lines.map((line) => placeOf(line.key, living));
      const isReached = places.every((place) => place !== null && hasWord(action.reaches, place.word));
      return lines.length > 0 && isReached ? 'reached' : 'elsewhere';
    }
    case 'loose': {
      const standings = lines.map((line) => ofLooseLine(action, line.key, living));
      if (standings.every((one) => one === 'reached')) return 'reached';
      return standings.includes('open') ? 'open' : 'elsewhere';
    }
    case 'line': {
      const found = placeOf(key, living);
      return found === null ? 'elsewhere' : byWord(action, found.word);
    }
  }
}

/** The channel's word for the whole order. */
export function channelWord(document: OrderDocument): string | null {
  return document.channelStatus ?? commonChannelStatus(document);
}

/** A line that waited in no parcel reached its aim when it lies in one. */
function ofLooseLine(action: Rules, key: string, living: readonly PackageDocument[]): Standing {
  const found = placeOf(key, living);
  if (found === null) return 'elsewhere';
  if (found.parcel !== '') return 'reached';
  return byWord(action, found.word);
}

function placeOf(
  key: string,
  living: readonly PackageDocument[],
): { readonly parcel: string; readonly word: string | null } | null {
  for (const one of living) {
    const line = one.lines.find((candidate) => candidate.key === key);
    if (line !== undefined) return { parcel: one.key, word: line.channelStatus ?? one.channelStatus };
  }
  return null;
}

function looseLines(action: Rules, living: readonly PackageDocument[]): readonly LineDocument[] {
  const pool = living.find((one) => one.key === '');
  return (pool?.lines ?? []).filter(
    (line) => isOpen(line) && hasWord(action.from, line.channelStatus ?? pool?.channelStatus ?? null),
  );
}

function byWord({ from, reaches }: Rules, word: string | null): Standing {
  if (hasWord(reaches, word)) return 'reached';
  return hasWord(from, word) ? 'open' : 'elsewhere';
}

/** A channel may tell several words at once, with " / " between them. */
function hasWord(words: readonly string[], told: string | null): boolean {
  const known = new Set(words.map(folded));
  return (told ?? '').split(' / ').some((word) => known.has(folded(word)));
}

function folded(word: string): string {
  return word.replace(/[\s_-]/g, '').toLowerCase();
}

function isOpen(line: LineDocument): boolean {
  return line.quantity > 0 && !(line.status !== null && ENDED.includes(line.status));
}

function piece(key: string, lines: readonly LineDocument[]): OrderPiece {
  return { key, lines: lines.map((line) => ({ key: line.key, quantity: line.quantity })) };
}
