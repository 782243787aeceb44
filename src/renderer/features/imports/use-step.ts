import { useState } from 'react';
import type { ImportPhase } from '../../../shared/contract/imports';

export type Step = 'columns' | 'preview' | 'result';

/** The step a phase belongs to; between columns and preview a person goes back and forth. */
export function useStep(phase: ImportPhase) {
  const [wished, setWished] = useState<'columns' | 'preview'>('preview');
  return { step: stepOf(phase, wished), go: setWished };
}

function stepOf(phase: ImportPhase, wished: 'columns' | 'preview'): Step {
  switch (phase) {
    case 'columns':
    case 'checking':
      return 'columns';
    case 'checked':
      return wished;
    case 'backup':
    case 'applying':
    case 'done':
      return 'result';
  }
}
