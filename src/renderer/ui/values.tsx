import type { Money as MoneyValue } from '../../shared/domain/money';
import { useFormat } from '../i18n/use-format';
import { useNow } from '../i18n/use-now';
import { useText } from '../i18n/use-text';

/** An amount; "bilinmiyor" when it is not known, never 0. */
export function Money({ value }: { readonly value: MoneyValue | null | undefined }) {
  const format = useFormat();
  const text = useText('common');
  return <>{value ? format.money(value) : text('state.unknown')}</>;
}

export function Count({ value }: { readonly value: number | null | undefined }) {
  const format = useFormat();
  const text = useText('common');
  return <>{value === null || value === undefined ? text('state.unknown') : format.number(value)}</>;
}

/** Day and time; `at` is epoch ms. */
export function DateTime({ at, isDayOnly }: { readonly at: number; readonly isDayOnly?: boolean }) {
  const format = useFormat();
  return (
    <time dateTime={new Date(at).toISOString()}>{isDayOnly ? format.date(at) : format.dateTime(at)}</time>
  );
}

/** Relative under 24 hours, with the exact time in the tooltip. Tables pass `now` so that a page ticks once. */
export function RelativeTime({ at, now }: { readonly at: number; readonly now?: number }) {
  return now === undefined ? <TickingTime at={at} /> : <RelativeText at={at} now={now} />;
}

function TickingTime({ at }: { readonly at: number }) {
  return <RelativeText at={at} now={useNow()} />;
}

function RelativeText({ at, now }: { readonly at: number; readonly now: number }) {
  const format = useFormat();
  return (
    <time dateTime={new Date(at).toISOString()} title={format.dateTime(at)}>
      {format.relative(at, now)}
    </time>
  );
}
