import { useState } from 'react';
import type { VariantRow, VariantSaved } from '../../../shared/contract/stock';
import type { BatchId } from '../../../shared/domain/ids';
import { MOST_PIECES } from '../../../shared/domain/stock';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { FormDialog, MoneyField, NumberField, Select, TextField } from '../../ui';
import {
  CURRENCIES,
  draftOf,
  EMPTY_DRAFT,
  fieldsOf,
  hasFreePrice,
  type PriceKey,
  type ProductDraft,
} from './product-draft';
import styles from './Stock.module.css';
import { useWarehouses } from './use-warehouses';
import { nameOf } from './variant-words';

interface ProductDialogProps {
  /** Missing = a new one. */
  readonly variant?: VariantRow;
  readonly onClose: () => void;
  readonly onSaved: (batchId: BatchId | null, sentence: string) => void;
}

/** A product of the merchant by hand: what it is, what it costs, and the first stock of a new one. */
export function ProductDialog({ variant, onClose, onSaved }: ProductDialogProps) {
  const text = useText('stock');
  const main = useWarehouses().find((warehouse) => warehouse.main);
  const [draft, setDraft] = useState<ProductDraft>(() => (variant ? draftOf(variant) : EMPTY_DRAFT));
  const done = ({ variant: saved, batchId }: VariantSaved) => {
    onSaved(batchId, text(variant ? 'product.saved' : 'product.added', { name: nameOf(saved) }));
    onClose();
  };
  const create = useAction('variants.create', { onDone: done });
  const update = useAction('variants.update', { onDone: done });
  const change = (more: Partial<ProductDraft>) => setDraft((before) => ({ ...before, ...more }));
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const note = (name: string) => (isWrong: boolean) =>
    setWrong((before) => {
      const next = new Set(before);
      if (isWrong) next.add(name);
      else next.delete(name);
      return next;
    });
  // A number that is not understood must not pass for an empty one.
  const fields = wrong.size > 0 || hasFreePrice(draft) ? null : fieldsOf(draft, variant);
  const save = () => {
    if (fields === null) return;
    if (variant) return update.mutate({ id: variant.id, change: fields });
    const first = draft.onHand;
    const counts = first === undefined || !main ? [] : [{ warehouseId: main.id, onHand: first }];
    create.mutate({ ...fields, title: draft.title, counts });
  };
  const line = (name: 'title' | 'variantTitle' | 'sku' | 'barcode' | 'brand') => (
    <TextField
      label={text(`product.${name}`)}
      value={draft[name]}
      onChange={(value) => change({ [name]: value })}
      maxLength={name === 'title' ? 500 : 120}
      isRequired={name === 'title'}
      trimsPaste
    />
  );
  const price = (name: PriceKey, label: 'basePrice' | 'baseListPrice' | 'cost') => (
    <MoneyField
      // Another currency is another writing of the amount.
      key={`${name} ${draft.currency}`}
      label={text(`product.${label}`)}
      currency={draft.currency}
      value={draft[name]}
      error={name !== 'costMinor' && draft[name]?.minor === 0 ? text('cell.zero') : undefined}
      onChange={(value) => change({ [name]: value })}
      onWrong={note(name)}
    />
  );
  return (
    <FormDialog
      size="medium"
      onClose={onClose}
      title={text(variant ? 'product.editTitle' : 'product.addTitle')}
      keepsWork={draft !== EMPTY_DRAFT}
      saveLabel={text(variant ? 'product.save' : 'product.add')}
      isDisabled={fields === null}
      isPending={create.isPending || update.isPending}
      error={create.error ?? update.error}
      onSave={save}
    >
      {!variant && <p className={styles.muted}>{text('product.addHelp')}</p>}
      {line('title')}
      <div className={styles.pair}>
        {line('variantTitle')}
        {line('brand')}
        {line('sku')}
        {line('barcode')}
        {price('basePriceMinor', 'basePrice')}
        {price('baseListPriceMinor', 'baseListPrice')}
        {price('costMinor', 'cost')}
        {!variant && (
          <Select
            label={text('product.currency')}
            value={draft.currency}
            options={CURRENCIES.map((value) => ({ value, label: value }))}
            onChange={(currency) => change({ currency, ...NO_PRICES })}
          />
        )}
        <NumberField
          label={text('product.vatRate')}
          value={draft.vatRate}
          unit="%"
          min={0}
          max={100}
          maxDecimals={2}
          onChange={(vatRate) => change({ vatRate })}
          onWrong={note('vatRate')}
        />
        <NumberField
          label={text('product.safety')}
          help={text('product.safetyHelp')}
          value={draft.safety}
          unit={text('bulk.pieces')}
          min={0}
          max={MOST_PIECES}
          onChange={(safety) => change({ safety })}
          onWrong={note('safety')}
        />
        {!variant && (
          <NumberField
            label={text('product.onHand')}
            help={text('product.onHandHelp')}
            value={draft.onHand}
            unit={text('bulk.pieces')}
            min={0}
            max={MOST_PIECES}
            onChange={(onHand) => change({ onHand })}
            onWrong={note('onHand')}
          />
        )}
      </div>
    </FormDialog>
  );
}

const NO_PRICES = { basePriceMinor: undefined, baseListPriceMinor: undefined, costMinor: undefined };
