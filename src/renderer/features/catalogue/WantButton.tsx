import { Check } from 'lucide-react';
import { useText } from '../../i18n/use-text';
import { Button, useToast } from '../../ui';
import { useWanted } from './wanted';

interface WantButtonProps {
  readonly id: string;
  readonly name: string;
}

/** Marks a planned integration as wanted, on this computer only, and says so. */
export function WantButton({ id, name }: WantButtonProps) {
  const text = useText('catalogue');
  const toast = useToast();
  const isWanted = useWanted((store) => store.wanted?.has(id) ?? false);
  const toggle = useWanted((store) => store.toggle);
  if (isWanted) {
    return (
      <Button
        size="small"
        variant="quiet"
        icon={Check}
        aria-label={`${text('wanted')}. ${text('unwantOf', { name })}`}
        onPress={() => toggle(id)}
      >
        {text('wanted')}
      </Button>
    );
  }
  return (
    <Button
      size="small"
      variant="quiet"
      aria-label={text('wantOf', { name })}
      onPress={() => {
        toggle(id);
        toast({ kind: 'info', text: `${text('wanted')}: ${name}`, detail: text('wantedNote') });
      }}
    >
      {text('want')}
    </Button>
  );
}
