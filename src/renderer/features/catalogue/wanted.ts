import { z } from 'zod';
import { create } from 'zustand';
import { keepScreenState, readScreenState } from '../../lib/screen-state';

const SCREEN = 'catalogue';
const schema = z.object({ wanted: z.array(z.string().max(64)).max(1000) });

interface WantedStore {
  /** Ids of planned integrations this person wants; kept on this computer and sent nowhere. Null until it was read. */
  readonly wanted: ReadonlySet<string> | null;
  readonly load: () => void;
  readonly toggle: (id: string) => void;
}

function remembered(): ReadonlySet<string> {
  return new Set(readScreenState(SCREEN, schema)?.wanted);
}

export const useWanted = create<WantedStore>()((set, get) => ({
  wanted: null,
  load: () => set({ wanted: get().wanted ?? remembered() }),
  toggle: (id) => {
    const wanted = new Set(get().wanted ?? remembered());
    if (!wanted.delete(id)) wanted.add(id);
    set({ wanted });
    keepScreenState(SCREEN, { wanted: [...wanted] } satisfies z.input<typeof schema>);
  },
}));
