import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { Checkbox, Link } from '../../ui';
import { EffectNote } from './EffectNote';
import { RuleNumber } from './RuleNumber';
import styles from './Rules.module.css';
import type { RuleFieldsProps } from './rule-fields';

/** How much of the stock the channel may show. */
export function StockFields({ editor, preview, sheet, channel, wasTried }: RuleFieldsProps) {
  const text = useText('rules');
  const format = useFormat();
  const { draft } = editor;
  const field = { editor, wasTried };
  const pieces = { unit: text('stock.pieces'), maxDecimals: 0 };
  return (
    <>
      {sheet.capabilities.stock ? (
        <>
          <Checkbox
            isSelected={draft.sendStock}
            onChange={(sendStock) => editor.change({ sendStock })}
            note={<EffectNote kind="stock" editor={editor} preview={preview} />}
          >
            {text('stock.send')}
          </Checkbox>
          <div className={styles.trio}>
            <RuleNumber {...field} {...pieces} field="safety" help={text('stock.safetyHelp')} />
            <RuleNumber {...field} field="share" unit="%" help={text('stock.shareHelp')} isRequired />
            <RuleNumber {...field} {...pieces} field="maximumShown" help={text('price.emptyMeansNone')} />
          </div>
          <p className={styles.muted}>{text('stock.order')}</p>
          <p>
            <Link href={`#/rules/${sheet.connectionId}?tab=stopped`}>
              {text('stock.stopList', { count: sheet.stopped, shown: format.number(sheet.stopped) })}
            </Link>
          </p>
        </>
      ) : (
        <p className={styles.muted}>{text('notOffered.stock', { channel })}</p>
      )}
      <Checkbox
        isSelected={draft.returnsToStock}
        onChange={(returnsToStock) => editor.change({ returnsToStock })}
      >
        {text('stock.returns')}
      </Checkbox>
    </>
  );
}
