import type { ReactNode } from 'react';

interface ScrollRegionProps {
  readonly className?: string;
  readonly label?: string;
  /** Id of the heading that names it, instead of a label. */
  readonly labelledBy?: string;
  readonly children: ReactNode;
}

/** What scrolls by itself inside a page. */
export function ScrollRegion({ className, label, labelledBy, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys
    <section className={className} tabIndex={0} aria-label={label} aria-labelledby={labelledBy}>
      {children}
    </section>
  );
}
