/** Product and variant in one line. */
export function variantName(title: string, variantTitle: string | null): string {
  return [title, variantTitle].filter(Boolean).join(' · ');
}
