import { useDeferredValue, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { FoundVariant, MatchRow } from '../../../shared/contract/matching';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Dialog, SearchField } from '../../ui';
import styles from './Matching.module.css';
import { nameOf } from './use-match-columns';
import { useVariantFacts } from './use-variant-facts';

interface VariantSearchProps {
  readonly listing: MatchRow;
  readonly onChoose: (variant: FoundVariant) => void;
  readonly onClose: () => void;
}

/** Any product of the merchant, looked for by barcode, code or words. */
export function VariantSearch({ listing, onChoose, onClose }: VariantSearchProps) {
  const text = useText('matching');
  const errorText = useErrorText();
  const facts = useVariantFacts();
  const [typed, setTyped] = useState('');
  const sought = useDeferredValue(typed.trim());
  const { data, error, isFetching } = useAnswer(
    'matching.searchVariants',
    { text: sought === '' ? '-' : sought.slice(0, 200), listingId: listing.listingId },
    { enabled: sought !== '', keepBefore: true },
  );
  const found = sought === '' ? [] : (data?.variants ?? []);
  const state =
    sought === ''
      ? text('search.help')
      : error
        ? errorText(error)
        : found.length > 0
          ? text('search.found', { count: found.length })
          : isFetching
            ? text('search.searching')
            : text('search.none');
  return (
    <Dialog isOpen onClose={onClose} title={text('search.title')} size="medium">
      <div className={styles.search}>
        <SearchField
          label={text('search.label')}
          placeholder={text('search.label')}
          value={typed}
          onChange={setTyped}
          onSubmit={() => {
            const [first] = found;
            if (first) onChoose(first);
          }}
          autoFocus
        />
        <p className={styles.muted} role="status">
          {state}
        </p>
        {found.length > 0 && (
          <ListBox
            aria-label={text('search.results')}
            items={found.map((variant) => ({ ...variant, id: variant.variantId }))}
            className={styles.found}
            onAction={(id) => {
              const variant = found.find(({ variantId }) => variantId === id);
              if (variant) onChoose(variant);
            }}
          >
            {(variant) => (
              <ListBoxItem textValue={nameOf(variant, text('unnamed'))} className={styles.foundItem}>
                <span className={styles.candidateName}>{nameOf(variant, text('unnamed'))}</span>
                <span className={styles.muted}>{facts(variant)}</span>
                {variant.takenBy && (
                  <span className={styles.taken}>
                    {text('doubtful.taken', { title: variant.takenBy.title ?? text('unnamed') })}
                  </span>
                )}
              </ListBoxItem>
            )}
          </ListBox>
        )}
      </div>
    </Dialog>
  );
}
