export const TABS = ['sure', 'doubtful', 'new', 'ignored', 'matched'] as const;
/** In the order a merchant takes them up. */
const WAITING = ['sure', 'doubtful', 'new'] as const satisfies readonly TabId[];

export type TabId = (typeof TABS)[number];

/** The tab an address names; without a name the first one in which something waits to be decided. */
export function readTab(text: string | null, waiting: Readonly<Partial<Record<TabId, number>>> = {}): TabId {
  const named = TABS.find((tab) => tab === text);
  return named ?? WAITING.find((tab) => (waiting[tab] ?? 0) > 0) ?? 'sure';
}
