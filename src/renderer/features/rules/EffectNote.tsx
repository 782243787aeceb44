import type { PreviewCounts } from '../../../shared/contract/rules';
import type { ValueKind } from '../../../shared/domain/listing-value';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import type { RulePreview } from './use-preview';
import type { RuleEditor } from './use-rule-editor';

interface EffectNoteProps {
  readonly kind: ValueKind;
  readonly editor: RuleEditor;
  readonly preview: RulePreview;
}

/** What sending a kind does once the rule is saved, or would do if it were turned on. */
export function EffectNote({ kind, editor, preview }: EffectNoteProps) {
  const text = useText('rules');
  const effect = useEffectText();
  const isOn = kind === 'price' ? editor.draft.sendPrice : editor.draft.sendStock;
  const wasOn = editor.base.rules[kind].send;
  if (!isOn && wasOn) return <>{text(kind === 'price' ? 'effect.stopPrice' : 'effect.stopStock')}</>;
  if (preview.counts === undefined) return <>{preview.error === null ? text('effect.counting') : ''}</>;
  const what = effect(preview.counts, kind);
  const { changed, held } = preview.counts[kind];
  if (isOn && !editor.isDirty) return <>{changed + held === 0 ? text('effect.inStep') : `${what}.`}</>;
  return <>{text(isOn ? 'effect.onSave' : 'effect.ifOn', { what })}</>;
}

/** "43 fiyat gönderilecek, 37 fiyat onayınızı bekleyecek" */
export function useEffectText(): (counts: PreviewCounts, kind: ValueKind) => string {
  const text = useText('rules');
  const format = useFormat();
  return (counts, kind) => {
    const { changed, held } = counts[kind];
    const parts: string[] = [];
    if (changed > 0) parts.push(text(`effect.${kind}`, { count: changed, shown: format.number(changed) }));
    if (held > 0) parts.push(text('effect.held', { count: held, shown: format.number(held) }));
    return parts.length === 0 ? text('effect.nothing') : parts.join(', ');
  };
}
