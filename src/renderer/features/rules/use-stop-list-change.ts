import { useState } from 'react';
import { type ConnectionId, variantIdSchema } from '../../../shared/domain/ids';
import { toAppError } from '../../../shared/errors/app-error';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { call } from '../../lib/kervan';
import { type GridSelection, useToast } from '../../ui';
import { useFailedToast } from '../connections/use-failed-toast';

type Change = 'add' | 'remove';

export interface StopListProgress {
  readonly done: number;
  readonly total: number;
}

/** Variants of one call; each is told to its channels, so calls are kept short. */
const STEP = 500;

/** Adds to a stop list, or takes off it, what is selected; thousands go in steps that are counted. */
export function useStopListChange(connectionId: ConnectionId) {
  const text = useText('rules');
  const format = useFormat();
  const failed = useFailedToast();
  const toast = useToast();
  const [progress, setProgress] = useState<StopListProgress>();
  const [done, setDone] = useState(0);

  /** `all` lists the ids of every row there is, for a selection of all that match. */
  const run = async (
    change: Change,
    selection: GridSelection,
    all: () => AsyncGenerator<readonly string[]>,
    onDone?: () => void,
  ): Promise<void> => {
    let changed = 0;
    try {
      const ids = await chosenIds(selection, all());
      for (let start = 0; start < ids.length; start += STEP) {
        setProgress({ done: start, total: ids.length });
        const variantIds = ids.slice(start, start + STEP).map((id) => variantIdSchema.parse(id));
        const result = await call(`stopList.${change}`, { connectionId, variantIds });
        changed += result.changed;
      }
      onDone?.();
      const sentence = change === 'add' ? 'stopList.added' : 'stopList.removed';
      toast({ kind: 'done', text: text(sentence, { count: changed, shown: format.number(changed) }) });
    } catch (thrown) {
      failed(toAppError(thrown));
    } finally {
      setProgress(undefined);
      setDone((before) => before + 1);
    }
  };

  return {
    progress,
    isWorking: progress !== undefined,
    /** Grows when a change has ended, well or not: what is on the list is to be asked again. */
    done,
    run: (...input: Parameters<typeof run>) => void run(...input),
  };
}

async function chosenIds(
  selection: GridSelection,
  all: AsyncGenerator<readonly string[]>,
): Promise<readonly string[]> {
  if (selection.kind === 'ids') return [...selection.ids];
  const ids: string[] = [];
  for await (const page of all) ids.push(...page.filter((id) => !selection.except.has(id)));
  return ids;
}
