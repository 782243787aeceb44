import { type RefObject, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useText } from '../i18n/use-text';
import { useIsPractice } from '../lib/shell-facts';
import type { Crumb } from '../ui';

/** Names the window after its page and brings the focus along when the page changes. */
export function usePageArrival(main: RefObject<HTMLElement | null>, crumbs: readonly Crumb[]): void {
  const text = useText('shell');
  const common = useText('common');
  const isPractice = useIsPractice();
  const page = crumbs.at(-1)?.label ?? '';
  const app = isPractice ? text('practiceApp') : common('appName');
  useEffect(() => {
    document.title = text('documentTitle', { page, app });
  }, [text, page, app]);

  const { pathname } = useLocation();
  const place = pathname.split('/')[1] ?? '';
  const before = useRef({ place, pathname });
  useEffect(() => {
    const { current } = before;
    before.current = { place, pathname };
    if (current.pathname === pathname) return;
    const isNewPlace = current.place !== place;
    // A list that shows its detail beside it keeps the focus; only what has lost it is taken along.
    const frame = requestAnimationFrame(() => {
      const focused = document.activeElement;
      const isLost = focused === null || focused === document.body;
      if (main.current && (isLost || (isNewPlace && !main.current.contains(focused)))) arrive(main.current);
    });
    return () => cancelAnimationFrame(frame);
  }, [main, place, pathname]);
}

/** The focus starts at the page without a ring around all of it; the ring comes back when someone steps there. */
function arrive(main: HTMLElement): void {
  main.dataset.arrival = '';
  main.addEventListener('blur', () => delete main.dataset.arrival, { once: true });
  main.focus();
}
