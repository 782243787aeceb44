import { useCallback, useEffect, useMemo, useState } from 'react';
import type { RulesSheet } from '../../../shared/contract/rules';
import type { ChannelRules } from '../../../shared/domain/channel-rules';
import type { NumberReading } from '../../i18n/number-input';
import {
  type DraftResult,
  draftOf,
  type NumberField,
  type RuleDraft,
  rulesOf,
  sameRules,
} from './rule-draft';

export interface RuleEditor {
  readonly draft: RuleDraft;
  readonly result: DraftResult;
  /** The newest rules that could be saved; what is previewed while a field is incomplete. */
  readonly lastValid: ChannelRules;
  /** The currency the amounts are meant in. */
  readonly amounts: string;
  /** What the draft began from. */
  readonly base: RulesSheet;
  readonly isDirty: boolean;
  /** Somebody else saved other rules while this draft was being edited. */
  readonly isOvertaken: boolean;
  /** Changes when the fields have to show other values than were typed into them. */
  readonly formKey: string;
  readonly change: (change: Partial<RuleDraft>) => void;
  readonly changeNumber: (field: NumberField, reading: NumberReading) => void;
  /** Back to what is saved. */
  readonly discard: () => void;
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
  readonly saved: (sheet: RulesSheet) => void;
}

/** A draft of a channel's rules beside the saved ones, which may change meanwhile. */
export function useRuleEditor(sheet: RulesSheet, baseCurrency: string): RuleEditor {
  const [base, setBase] = useState(sheet);
  const [draft, setDraft] = useState(() => freshDraft(sheet, baseCurrency));
  const [formVersion, setFormVersion] = useState(0);
  const amounts = draft.currency ?? baseCurrency;
  const result = useMemo(() => rulesOf(draft, amounts), [draft, amounts]);
  const saved = useMemo(() => asTheFormSaysIt(base, baseCurrency), [base, baseCurrency]);
  const isDirty = result.kind === 'faults' || !sameRules(result.rules, saved);
  const [lastValid, setLastValid] = useState(sheet.rules);
  useEffect(() => {
    if (result.kind === 'rules') setLastValid(result.rules);
  }, [result]);

  const take = useCallback(
    (newest: RulesSheet) => {
      setBase(newest);
      setDraft(freshDraft(newest, baseCurrency));
      setFormVersion((before) => before + 1);
    },
    [baseCurrency],
  );
  const isNewer = sheet.version !== base.version;
  const isOtherRule = isNewer && !sameRules(sheet.rules, base.rules);
  useEffect(() => {
    // A rate changes the version of every rule, without changing the rule.
    if (isNewer && !isOtherRule) setBase(sheet);
    else if (isOtherRule && !isDirty) take(sheet);
  }, [isNewer, isOtherRule, isDirty, sheet, take]);

  return {
    draft,
    result,
    lastValid,
    amounts,
    base,
    isDirty,
    isOvertaken: isOtherRule && isDirty,
    formKey: String(formVersion),
    change: useCallback((change) => setDraft((before) => ({ ...before, ...change })), []),
    changeNumber: useCallback(
      (field, reading) =>
        setDraft((before) => ({ ...before, numbers: { ...before.numbers, [field]: reading } })),
      [],
    ),
    discard: () => take(base),
    takeTheirs: () => take(sheet),
    keepMine: () => setBase(sheet),
    saved: take,
  };
}

function freshDraft({ rules }: RulesSheet, baseCurrency: string): RuleDraft {
  return draftOf(rules, rules.price.currency ?? baseCurrency);
}

/** Saved rules with no more decimals than the form has, so that opening them is no change. */
function asTheFormSaysIt({ rules }: RulesSheet, baseCurrency: string): ChannelRules {
  const amounts = rules.price.currency ?? baseCurrency;
  const result = rulesOf(draftOf(rules, amounts), amounts);
  return result.kind === 'rules' ? result.rules : rules;
}
