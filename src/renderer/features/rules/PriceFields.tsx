import {
  type PriceRule,
  priceFloorSchema,
  type Rounding,
  roundingSchema,
} from '../../../shared/domain/channel-rules';
import { useLanguage, useText } from '../../i18n/use-text';
import '../../lib/values-locale';
import { roundingWord } from '../../lib/step-words';
import { Checkbox, ComboBox, type Option, Select } from '../../ui';
import { currencyOptions } from './currencies';
import { EffectNote } from './EffectNote';
import { RateLine } from './RateLine';
import { RuleNumber } from './RuleNumber';
import styles from './Rules.module.css';
import type { RuleFieldsProps } from './rule-fields';

interface PriceFieldsProps extends RuleFieldsProps {
  readonly baseCurrency: string;
}

/** price = base × factor + amount, rounded, within limits. */
export function PriceFields(props: PriceFieldsProps) {
  const { editor, preview, sheet, channel, baseCurrency, wasTried } = props;
  const text = useText('rules');
  const { draft, amounts } = editor;
  const field = { editor, wasTried };
  if (!sheet.capabilities.price) {
    return <p className={styles.muted}>{text('notOffered.price', { channel })}</p>;
  }
  return (
    <>
      <Checkbox
        isSelected={draft.sendPrice}
        onChange={(sendPrice) => editor.change({ sendPrice })}
        note={<EffectNote kind="price" editor={editor} preview={preview} />}
      >
        {text('price.send')}
      </Checkbox>
      <div className={styles.sentence}>
        <span className={styles.word}>{text('price.equals')}</span>
        <RuleNumber {...field} field="factor" isRequired />
        <span className={styles.word}>{text('price.plus')}</span>
        <RuleNumber key={amounts} {...field} field="amount" currency={amounts} />
      </div>
      <div className={styles.pair}>
        <RoundingField rounding={draft.rounding} onChange={(rounding) => editor.change({ rounding })} />
        <CurrencyField
          currency={draft.currency}
          baseCurrency={baseCurrency}
          onChange={(currency) => editor.change({ currency })}
        />
      </div>
      {amounts !== baseCurrency && <RateLine from={baseCurrency} to={amounts} />}
      <div className={styles.pair}>
        <ListPriceField kind={draft.listKind} onChange={(listKind) => editor.change({ listKind })} />
        {draft.listKind === 'factor' && <RuleNumber {...field} field="listFactor" isRequired />}
      </div>
      <h3 className={styles.subtitle}>{text('price.limits')}</h3>
      <div className={styles.pair}>
        <FloorField kind={draft.floorKind} onChange={(floorKind) => editor.change({ floorKind })} />
        {draft.floorKind === 'amount' && (
          <RuleNumber key={amounts} {...field} field="floorAmount" currency={amounts} isRequired />
        )}
        {draft.floorKind === 'costPlus' && <RuleNumber {...field} field="floorPercent" unit="%" isRequired />}
      </div>
      <div className={styles.pair}>
        <RuleNumber
          key={amounts}
          {...field}
          field="ceiling"
          currency={amounts}
          help={text('price.emptyMeansNone')}
        />
        <RuleNumber {...field} field="jump" unit="%" help={text('price.jumpHelp')} />
      </div>
      <p className={styles.muted}>{text('rule.order')}</p>
    </>
  );
}

interface ChoiceProps<Value> {
  readonly onChange: (value: Value) => void;
}

function RoundingField({ rounding, onChange }: ChoiceProps<Rounding> & { readonly rounding: Rounding }) {
  const text = useText('rules');
  const values = useText('values');
  const options = roundingSchema.options.map((value) => ({ value, label: roundingWord(value, values) }));
  return <Select label={text('price.rounding')} value={rounding} options={options} onChange={onChange} />;
}

type ListKind = PriceRule['listPrice']['kind'];

function ListPriceField({ kind, onChange }: ChoiceProps<ListKind> & { readonly kind: ListKind }) {
  const text = useText('rules');
  const options: readonly Option<ListKind>[] = [
    { value: 'base', label: text('price.listBase') },
    { value: 'same', label: text('price.listSame') },
    { value: 'factor', label: text('price.listFactor') },
  ];
  return <Select label={text('price.listPrice')} value={kind} options={options} onChange={onChange} />;
}

type FloorKind = PriceRule['floor']['kind'];

const FLOOR_WORDS = { none: 'floorNone', amount: 'floorAmount', costPlus: 'floorCost' } as const;

function FloorField({ kind, onChange }: ChoiceProps<FloorKind> & { readonly kind: FloorKind }) {
  const text = useText('rules');
  const options = priceFloorSchema.options.map(({ shape }) => ({
    value: shape.kind.value,
    label: text(`price.${FLOOR_WORDS[shape.kind.value]}`),
  }));
  return <Select label={text('price.floor')} value={kind} options={options} onChange={onChange} />;
}

interface CurrencyFieldProps extends ChoiceProps<string | null> {
  readonly currency: string | null;
  readonly baseCurrency: string;
}

/** The value of the choice that stands for "as the base price". */
const BASE = 'base';

function CurrencyField({ currency, baseCurrency, onChange }: CurrencyFieldProps) {
  const text = useText('rules');
  const language = useLanguage();
  const options = [
    { value: BASE, label: text('price.currencyBase', { currency: baseCurrency }) },
    ...currencyOptions(language),
  ];
  return (
    <ComboBox
      label={text('price.currency')}
      value={currency ?? BASE}
      options={options}
      onChange={(chosen) => {
        // Emptied text is a search under way, no choice.
        if (chosen !== null) onChange(chosen === BASE ? null : chosen);
      }}
    />
  );
}
