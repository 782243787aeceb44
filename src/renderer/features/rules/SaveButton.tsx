import { useFormat } from '../../i18n/use-format';
import { type Text, useText } from '../../i18n/use-text';
import { Button } from '../../ui';
import type { RulePreview } from './use-preview';
import type { RuleEditor } from './use-rule-editor';

interface SaveButtonProps {
  readonly editor: RuleEditor;
  readonly preview: RulePreview;
  readonly formId: string;
  readonly isSaving: boolean;
}

/** Says what saving does: "Kaydet, 43 fiyatı gönder". It waits until that is counted. */
export function SaveButton({ editor, preview, formId, isSaving }: SaveButtonProps) {
  const text = useText('rules');
  const format = useFormat();
  const { draft, base, isDirty, isOvertaken } = editor;
  const prices = draft.sendPrice && base.capabilities.price ? preview.counts?.price.changed : 0;
  const stocks = draft.sendStock && base.capabilities.stock ? preview.counts?.stock.changed : 0;
  const held = draft.sendPrice && base.capabilities.price ? preview.counts?.price.held : 0;
  const sendsSomething = prices !== 0 || stocks !== 0 || held !== 0;
  const isCounting = isDirty && sendsSomething && !preview.isCounted && preview.error === null;
  const label = isCounting
    ? text('save.counting')
    : !isDirty
      ? text('save.plain')
      : preview.error !== null && sendsSomething
        ? text('save.uncounted')
        : saveLabel({ prices: prices ?? 0, stocks: stocks ?? 0, held: held ?? 0 }, text, format.number);
  return (
    <Button
      variant="primary"
      type="submit"
      form={formId}
      isDisabled={!isDirty || isOvertaken}
      isPending={isSaving || isCounting}
    >
      {label}
    </Button>
  );
}

function saveLabel(
  { prices, stocks, held }: { readonly prices: number; readonly stocks: number; readonly held: number },
  text: Text<'rules'>,
  write: (count: number) => string,
): string {
  const counts = { prices: write(prices), stocks: write(stocks) };
  if (prices > 0 && stocks > 0) return text('save.both', counts);
  if (prices > 0) return text('save.price', { count: prices, ...counts });
  if (stocks > 0) return text('save.stock', { count: stocks, ...counts });
  if (held > 0) return text('save.held', { count: held, held: write(held) });
  return text('save.plain');
}
