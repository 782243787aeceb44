export const TABS = ['sure', 'doubtful', 'new', 'ignored', 'matched'] as const;
export type TabId = (typeof TABS)[number];

export function readTab(text: string | null): TabId {
  return TABS.find((tab) => tab === text) ?? 'sure';
}
