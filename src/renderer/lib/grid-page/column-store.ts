import { z } from 'zod';
import type { GridColumnState, GridColumnStore } from '../../ui';
import { keepScreenState, readScreenState } from '../screen-state';

const columnStateSchema = z.object({
  order: z.array(z.string()),
  hidden: z.array(z.string()),
  shown: z.array(z.string()),
  widths: z.record(z.string(), z.number()),
  pinned: z.string().nullable(),
});

const screenOf = (gridId: string) => `${gridId}.columns`;

/** Columns of a grid as the person left them. */
export const columnStore: GridColumnStore = {
  load: (gridId): GridColumnState | undefined => readScreenState(screenOf(gridId), columnStateSchema),
  save: (gridId, state) => keepScreenState(screenOf(gridId), state),
};
