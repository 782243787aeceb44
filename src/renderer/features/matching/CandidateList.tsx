import { Radio, RadioGroup } from 'react-aria-components';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui';
import type { Choice, Choices } from './DoubtfulCard';
import styles from './Matching.module.css';
import { reasonText } from './reason-text';
import { nameOf } from './use-match-columns';
import { useVariantFacts } from './use-variant-facts';

interface CandidateListProps {
  readonly choices: Choices;
  readonly onSearch: () => void;
}

/** The products it may be, each with the reason in words; up and down choose. */
export function CandidateList({ choices, onSearch }: CandidateListProps) {
  const text = useText('matching');
  return (
    <>
      {choices.all.length === 0 ? (
        <p className={styles.muted}>{text('doubtful.noCandidates')}</p>
      ) : (
        <RadioGroup
          aria-label={text('doubtful.proposed')}
          value={choices.chosen?.variantId ?? null}
          onChange={(id) => {
            const found = choices.all.find(({ variantId }) => variantId === id);
            if (found) choices.choose(found.variantId);
          }}
          className={styles.candidates}
        >
          {choices.all.map((choice) => (
            <Candidate key={choice.variantId} choice={choice} />
          ))}
        </RadioGroup>
      )}
      <Button size="small" onPress={onSearch}>
        {text('doubtful.other')}
      </Button>
    </>
  );
}

function Candidate({ choice }: { readonly choice: Choice }) {
  const text = useText('matching');
  const facts = useVariantFacts();
  const { by, contradicts } = choice;
  const reason = by && contradicts ? reasonText({ by, contradicts }, text) : text('by.search');
  return (
    <Radio value={choice.variantId} className={styles.candidate}>
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.candidateText}>
        <span className={styles.candidateName}>{nameOf(choice, text('unnamed'))}</span>
        <span className={styles.muted}>{facts(choice)}</span>
        <span className={styles.reason}>{reason}</span>
        {choice.takenBy && (
          <span className={styles.taken}>
            {text('doubtful.taken', { title: choice.takenBy.title ?? text('unnamed') })}
          </span>
        )}
      </span>
    </Radio>
  );
}
