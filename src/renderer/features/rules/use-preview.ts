import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { PreviewCounts, RulesSheet } from '../../../shared/contract/rules';
import type { ChannelRules } from '../../../shared/domain/channel-rules';
import type { ConnectionId } from '../../../shared/domain/ids';
import type { AppError } from '../../../shared/errors/app-error';
import { listen } from '../../lib/kervan';
import { useAnswer } from '../../lib/queries';
import { useSettled } from './use-settled';

const REST_MS = 300;
/** How often what happens outside makes the preview count again; long lists, which cost more, less often. */
const LOOK_AGAIN_MS = 3000;
const LOOK_AGAIN_MS_PER_ROW = 0.5;

export interface RulePreview {
  /** The rules that are tried: as if both kinds were sent. */
  readonly rules: ChannelRules;
  /** Of these rules, or of those before while they are counted. */
  readonly counts: PreviewCounts | undefined;
  /** The counts are those of what stands in the form. */
  readonly isCounted: boolean;
  readonly error: AppError | null;
  readonly retry: () => void;
  /** Who asks, so that a new question ends the one before. */
  readonly asker: string;
  /** Grows when rows may have changed for another reason than the rules. */
  readonly token: number;
}

/** What rules would do before they are saved. */
export function useRulePreview(sheet: RulesSheet, rules: ChannelRules): RulePreview {
  const asker = useId();
  const { connectionId, capabilities } = sheet;
  const { stock, price } = capabilities;
  const tried = useMemo(() => asIfSent(rules, { stock, price }), [rules, stock, price]);
  const settled = useSettled(tried, REST_MS);
  const answer = useAnswer(
    'rules.previewCounts',
    { connectionId, rules: settled, asker },
    { keepBefore: true },
  );
  const token = useOutsideChanges(connectionId, answer.data?.total ?? 0);
  return {
    rules: settled,
    counts: answer.data,
    isCounted: settled === tried && answer.isSuccess && !answer.isPlaceholderData,
    error: answer.error,
    retry: () => void answer.refetch(),
    asker,
    token,
  };
}

/** Sending is what a preview asks about, so it is on in what is tried. */
export function asIfSent(rules: ChannelRules, capabilities: RulesSheet['capabilities']): ChannelRules {
  return {
    ...rules,
    stock: { ...rules.stock, send: capabilities.stock },
    price: { ...rules.price, send: capabilities.price },
  };
}

/** Readings, sales, edits and rates change what a rule does. */
function useOutsideChanges(connectionId: ConnectionId, rows: number): number {
  const client = useQueryClient();
  const [token, setToken] = useState(0);
  const length = useRef(rows);
  length.current = rows;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const note = useCallback(() => {
    const wait = LOOK_AGAIN_MS + length.current * LOOK_AGAIN_MS_PER_ROW;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setToken((before) => before + 1);
      void client.invalidateQueries({ queryKey: ['rules.previewCounts'] });
    }, wait);
  }, [client]);
  useEffect(() => {
    const stops = [
      listen('data.changed', (news) => news.connectionId === connectionId && note()),
      listen('matching.changed', note),
      listen('stock.changed', note),
      listen('values.changed', (news) => news.connectionId === connectionId && note()),
      listen('rules.changed', note),
    ];
    return () => {
      for (const stop of stops) stop();
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [connectionId, note]);
  return token;
}
