import '../../lib/values-locale';
import { useState } from 'react';
import type { ListingValues, ValueRef } from '../../../shared/contract/values';
import type { Money } from '../../../shared/domain/money';
import { isApprovable, mustBeTyped } from '../../../shared/domain/price-holds';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Button, Dialog, FormDialog, LoadingRows, MoneyField } from '../../ui';
import type { Approval } from '../values/use-value-actions';
import styles from '../values/Values.module.css';
import { productName, useValueWords } from '../values/value-words';

interface ApproveOneDialogProps {
  readonly valueRef: ValueRef;
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly onApprove: (approval: Approval) => Promise<void>;
}

/** Asks once more before a held price leaves; far beyond its limit the price is typed again. */
export function ApproveOneDialog({ valueRef, ...rest }: ApproveOneDialogProps) {
  const text = useText('values');
  const common = useText('common');
  const { data } = useAnswer('values.ofListing', { listingId: valueRef.listingId });
  const listing = data?.listing;
  const price = listing?.price;
  const isOpen = price?.state === 'held' && isApprovable(price.error, price.wanted !== null);
  if (listing && isOpen) return <Question listing={listing} {...rest} />;
  return (
    <Dialog
      isOpen
      onClose={rest.onClose}
      title={text('holds.single.title')}
      actions={<Button onPress={rest.onClose}>{common('action.close')}</Button>}
    >
      {data ? <p>{text('panel.gone')}</p> : <LoadingRows rows={2} />}
    </Dialog>
  );
}

function Question({
  listing,
  isBusy,
  onClose,
  onApprove,
}: Omit<ApproveOneDialogProps, 'valueRef'> & { readonly listing: ListingValues }) {
  const text = useText('values');
  const errorText = useErrorText();
  const words = useValueWords();
  const [typed, setTyped] = useState<Money | undefined>(undefined);
  const [wasWrong, setWasWrong] = useState(false);
  const { price, stock: _stock, ...row } = listing;
  const { wanted, shown, error } = price;
  const isTyped = error !== null && mustBeTyped(error);
  const fits = !isTyped || typed?.minor === wanted?.minor;
  const approve = () => {
    setWasWrong(!fits);
    if (!fits) return;
    void onApprove({
      row: { ...row, ...price, kind: 'price' },
      ...(isTyped && typed !== undefined ? { typed: typed.minor } : {}),
    });
  };
  const amounts = { wanted: words.value(wanted), shown: words.value(shown) };
  return (
    <FormDialog
      onClose={onClose}
      title={text('holds.single.title')}
      keepsWork={isTyped}
      saveLabel={text('holds.approve')}
      isPending={isBusy}
      onSave={approve}
    >
      <p className={styles.reason}>
        {productName(listing)} · {listing.connectionName}
      </p>
      <p className={styles.reason}>
        {text(shown === null ? 'holds.single.sentenceNew' : 'holds.single.sentence', amounts)}
      </p>
      {error && <p className={styles.muted}>{errorText(error)}</p>}
      {isTyped && wanted && (
        <MoneyField
          label={text('holds.single.typed')}
          help={text('holds.single.typedHelp')}
          error={wasWrong && !fits ? text('holds.single.mismatch', { wanted: amounts.wanted }) : undefined}
          value={typed}
          currency={wanted.currency}
          onChange={setTyped}
          isRequired
        />
      )}
    </FormDialog>
  );
}
