import type { ChannelRules, ConflictRule, PriceRule, Rounding } from '../../../shared/domain/channel-rules';
import { moneyToDecimal } from '../../../shared/domain/money';
import { type NumberReading, readingToMoney } from '../../i18n/number-input';

/** The fields of a rule that are typed. */
export const NUMBER_FIELDS = [
  'factor',
  'amount',
  'floorAmount',
  'floorPercent',
  'ceiling',
  'jump',
  'listFactor',
  'safety',
  'maximumShown',
  'share',
] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

/** A rule as it stands in its form: numbers as they were typed, so that one that was refused is never taken for an empty one. */
export interface RuleDraft {
  readonly sendPrice: boolean;
  readonly sendStock: boolean;
  readonly rounding: Rounding;
  readonly floorKind: PriceRule['floor']['kind'];
  readonly listKind: PriceRule['listPrice']['kind'];
  /** null = the currency of the base prices. */
  readonly currency: string | null;
  readonly conflict: ConflictRule;
  readonly returnsToStock: boolean;
  readonly numbers: Readonly<Record<NumberField, NumberReading>>;
}

/** Why a field cannot be saved; limits in the field's own unit. */
export type FieldFault =
  | { readonly kind: 'empty' | 'refused' | 'belowFloor' }
  | { readonly kind: 'tooSmall' | 'tooLarge'; readonly limit: number };

export type DraftFaults = Readonly<Partial<Record<NumberField, FieldFault>>>;

export type DraftResult =
  | { readonly kind: 'rules'; readonly rules: ChannelRules }
  | { readonly kind: 'faults'; readonly faults: DraftFaults };

/** Decimals that count: the engine works with ten-thousandths. */
export const MOST_DECIMALS = 4;
const MOST_PIECES = 1_000_000;
const MOST_ADDED_MINOR = 1_000_000_000;

const EMPTY: NumberReading = { kind: 'empty' };

/** `amounts` = the currency in which the rule's amounts are meant. */
export function draftOf(
  { stock, price, conflict, returnsToStock }: ChannelRules,
  amounts: string,
): RuleDraft {
  const { floor, listPrice } = price;
  return {
    sendPrice: price.send,
    sendStock: stock.send,
    rounding: price.rounding,
    floorKind: floor.kind,
    listKind: listPrice.kind,
    currency: price.currency,
    conflict,
    returnsToStock,
    numbers: {
      factor: readingOf(price.factor),
      amount: price.addMinor === 0 ? EMPTY : amountReading(price.addMinor, amounts),
      floorAmount: floor.kind === 'amount' ? amountReading(floor.minor, amounts) : EMPTY,
      floorPercent: floor.kind === 'costPlus' ? readingOf(floor.percent) : EMPTY,
      ceiling: price.ceilingMinor === null ? EMPTY : amountReading(price.ceilingMinor, amounts),
      jump: price.maximumJumpPercent === null ? EMPTY : readingOf(price.maximumJumpPercent),
      listFactor: listPrice.kind === 'factor' ? readingOf(listPrice.factor) : EMPTY,
      safety: stock.safety === 0 ? EMPTY : readingOf(stock.safety),
      maximumShown: stock.maximumShown === null ? EMPTY : readingOf(stock.maximumShown),
      share: readingOf(stock.sharePercent),
    },
  };
}

function readingOf(value: number): NumberReading {
  const text = String(Math.round(value * 10_000) / 10_000);
  return { kind: 'value', text, value: Number(text) };
}

function amountReading(minor: number, currency: string): NumberReading {
  const text = moneyToDecimal({ minor, currency });
  return { kind: 'value', text, value: Number(text) };
}

/** The rules a draft stands for, or what has to be mended first. */
export function rulesOf(draft: RuleDraft, amounts: string): DraftResult {
  const faults: Partial<Record<NumberField, FieldFault>> = {};
  const { numbers } = draft;
  const number = (field: NumberField, otherwise: number | null, limits: Limits): number => {
    const read = readNumberField(numbers[field], otherwise, limits);
    if (typeof read === 'number') return read;
    faults[field] = read;
    return 0;
  };
  const optional = (field: NumberField, limits: Limits): number | null =>
    numbers[field].kind === 'empty' ? null : number(field, null, limits);
  const amount = (field: NumberField, otherwise: number | null, limits: Limits): number =>
    number(field, otherwise, { ...limits, currency: amounts });
  const floor = floorOf(draft, number, amount);
  const ceilingMinor = optional('ceiling', { least: 1, currency: amounts });
  const rules: ChannelRules = {
    stock: {
      send: draft.sendStock,
      safety: number('safety', 0, { least: 0, most: MOST_PIECES }),
      maximumShown: optional('maximumShown', { least: 0, most: MOST_PIECES }),
      sharePercent: number('share', null, { least: 0, most: 100 }),
    },
    price: {
      send: draft.sendPrice,
      factor: number('factor', null, { least: 0.0001, most: 1000 }),
      addMinor: amount('amount', 0, { least: -MOST_ADDED_MINOR, most: MOST_ADDED_MINOR }),
      rounding: draft.rounding,
      floor,
      ceilingMinor,
      maximumJumpPercent: optional('jump', { least: 0.0001, most: 10_000 }),
      listPrice:
        draft.listKind === 'factor'
          ? { kind: 'factor', factor: number('listFactor', null, { least: 1, most: 10 }) }
          : { kind: draft.listKind },
      currency: draft.currency,
    },
    conflict: draft.conflict,
    returnsToStock: draft.returnsToStock,
  };
  if (floor.kind === 'amount' && ceilingMinor !== null && !faults.ceiling && ceilingMinor < floor.minor)
    faults.ceiling = { kind: 'belowFloor' };
  return Object.keys(faults).length > 0 ? { kind: 'faults', faults } : { kind: 'rules', rules };
}

interface Limits {
  readonly least: number;
  readonly most?: number;
  /** The field is an amount, counted in minor units of it. */
  readonly currency?: string;
}

function floorOf(
  draft: RuleDraft,
  number: (field: NumberField, otherwise: number | null, limits: Limits) => number,
  amount: (field: NumberField, otherwise: number | null, limits: Limits) => number,
): PriceRule['floor'] {
  switch (draft.floorKind) {
    case 'none':
      return { kind: 'none' };
    case 'amount':
      return { kind: 'amount', minor: amount('floorAmount', null, { least: 1 }) };
    case 'costPlus':
      return { kind: 'costPlus', percent: number('floorPercent', null, { least: -100, most: 1000 }) };
  }
}

/** `otherwise` = what an empty field means; null = it may not be empty. */
function readNumberField(
  reading: NumberReading,
  otherwise: number | null,
  { least, most, currency }: Limits,
): number | FieldFault {
  if (reading.kind === 'empty') return otherwise ?? { kind: 'empty' };
  if (reading.kind === 'refused') return { kind: 'refused' };
  const value = currency === undefined ? reading.value : readingToMoney(reading.text, currency)?.minor;
  if (value === undefined) return { kind: 'refused' };
  if (value < least) return { kind: 'tooSmall', limit: least };
  if (most !== undefined && value > most) return { kind: 'tooLarge', limit: most };
  return value;
}

export function sameRules(one: ChannelRules, other: ChannelRules): boolean {
  return canonical(one) === canonical(other);
}

/** Rules as text in one order of fields, whoever wrote them. */
function canonical({ stock, price, conflict, returnsToStock }: ChannelRules): string {
  const { floor, listPrice } = price;
  return JSON.stringify([
    [stock.send, stock.safety, stock.maximumShown, stock.sharePercent],
    [price.send, price.factor, price.addMinor, price.rounding, price.ceilingMinor, price.maximumJumpPercent],
    [floor.kind, floor.kind === 'amount' ? floor.minor : floor.kind === 'costPlus' ? floor.percent : null],
    [listPrice.kind, listPrice.kind === 'factor' ? listPrice.factor : null, price.currency],
    [conflict, returnsToStock],
  ]);
}
