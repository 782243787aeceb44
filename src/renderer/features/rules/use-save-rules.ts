import { useQueryClient } from '@tanstack/react-query';
import type { ChannelRules } from '../../../shared/domain/channel-rules';
import type { AppError } from '../../../shared/errors/app-error';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { useToast } from '../../ui';
import type { RuleEditor } from './use-rule-editor';

export interface RuleSaving {
  readonly save: (rules: ChannelRules) => void;
  readonly isSaving: boolean;
  /** Why it was refused; a rule changed elsewhere shows in the editor instead. */
  readonly error: AppError | null;
  readonly forget: () => void;
}

/** Saves over the version the draft began from, and over no other. */
export function useSaveRules({ base, saved }: RuleEditor, onDone: () => void): RuleSaving {
  const text = useText('rules');
  const toast = useToast();
  const client = useQueryClient();
  const { connectionId, version } = base;
  const key = ['rules.get', { connectionId }];
  const action = useAction('rules.set', {
    onDone: (sheet) => {
      client.setQueryData(key, sheet);
      saved(sheet);
      onDone();
      toast({ kind: 'done', text: text('save.done') });
    },
    onFailed: (error) => {
      if (isChangedSince(error)) void client.invalidateQueries({ queryKey: key });
    },
  });
  return {
    save: (rules) => action.mutate({ connectionId, rules, expectedVersion: version }),
    isSaving: action.isPending,
    error: action.error !== null && !isChangedSince(action.error) ? action.error : null,
    forget: action.reset,
  };
}

export function isChangedSince({ code, facts }: AppError): boolean {
  return code === 'input.invalid' && facts.reason === 'changedSince';
}
