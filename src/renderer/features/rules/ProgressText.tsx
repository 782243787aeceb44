import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import type { StopListProgress } from './use-stop-list-change';

/** How far a change of many has come. */
export function ProgressText({ progress }: { readonly progress: StopListProgress | undefined }) {
  const text = useText('rules');
  const format = useFormat();
  return (
    <p role="status">
      {progress &&
        text('stopList.working', {
          done: format.number(progress.done),
          total: format.number(progress.total),
        })}
    </p>
  );
}
