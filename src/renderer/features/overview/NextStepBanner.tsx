import { useNavigate } from 'react-router';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import type { NextStep } from '../../lib/next-step';
import { Banner, Button } from '../../ui';

/** The next step on the way to one stock, with its button. */
export function NextStepBanner({ step }: { readonly step: NextStep }) {
  const text = useText('overview');
  const format = useFormat();
  const navigate = useNavigate();
  const to = step.kind === 'match' ? '/matching' : '/rules';
  return (
    <Banner
      tone="info"
      actions={
        <Button size="small" onPress={() => void navigate(to)}>
          {text(step.kind === 'match' ? 'next.openMatching' : 'next.openRules')}
        </Button>
      }
    >
      {step.kind === 'match'
        ? text('next.match', { parts: parts(step) })
        : text('next.send', { count: step.matched, formatted: format.number(step.matched) })}
    </Banner>
  );

  function parts(waiting: NextStep & { kind: 'match' }): string {
    return (['sure', 'new'] as const)
      .filter((kind) => waiting[kind] > 0)
      .map((kind) => text(`next.${kind}`, { formatted: format.number(waiting[kind]) }))
      .join(', ');
  }
}
