import { useNavigate } from 'react-router';
import { Button, EmptyState } from '../../ui';
import { useActiveRuns } from '../shell-facts';

interface NoRowsProps {
  readonly words: {
    readonly empty: string;
    /** While a first read may still bring some. */
    readonly emptyReading: string;
    readonly runs: string;
    readonly connect: string;
  };
}

/** A table with nothing in it yet, and the way to its first rows. */
export function NoRows({ words }: NoRowsProps) {
  const navigate = useNavigate();
  const isReading = useActiveRuns().length > 0;
  return (
    <EmptyState
      sentence={isReading ? words.emptyReading : words.empty}
      actions={
        isReading ? (
          <Button onPress={() => void navigate('/runs')}>{words.runs}</Button>
        ) : (
          <Button variant="primary" onPress={() => void navigate('/catalogue')}>
            {words.connect}
          </Button>
        )
      }
    />
  );
}
