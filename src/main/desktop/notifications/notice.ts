import type { Problem } from '../../../shared/contract/problems';
import { formatClock, formatNumber } from '../../../shared/wording/format';
import { causeKey, causeKind, causeName } from '../cause';
import type { Wording } from '../wording';

/** One desktop notification: no customer's name, no price, nothing secret, since it may stand on a lock screen. */
export interface Notice {
  /** Notices of one cause share it. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  /** Renderer address that a click opens. */
  readonly route: string;
  /** Shown in quiet hours too. */
  readonly urgent: boolean;
  /** Not worth a word before this time (UTC epoch ms). */
  readonly notBefore: number;
}

const SILENT_FOR = 15 * 60_000;

/** What a problem is worth telling outside the window; null = it waits in the error centre. */
export function noticeOfProblem(problem: Problem, wording: Wording): Notice | null {
  const name = causeName(problem);
  const key = causeKey(problem);
  const toConnection =
    problem.connectionId === null ? `/errors/${problem.id}` : `/connections/${problem.connectionId}`;
  const toProblem = `/errors/${problem.id}`;
  const sentence = () => wording.error(problem.error);
  const urgent = { key, urgent: true, notBefore: 0 };
  switch (causeKind(problem)) {
    case 'key':
      return {
        ...urgent,
        title: wording.text('notice.keyTitle', { name }),
        body: wording.text('notice.keyBody'),
        route: toConnection,
      };
    case 'access':
      return {
        ...urgent,
        title: wording.text('notice.accessTitle', { name }),
        body: sentence(),
        route: toConnection,
      };
    case 'silent':
      if (problem.connectionId === null) return null;
      return {
        key,
        urgent: false,
        notBefore: problem.firstSeenAt + SILENT_FOR,
        title: wording.text('notice.silentTitle', { name }),
        body: silentBody(problem, wording),
        route: toConnection,
      };
    case 'disk':
      return { ...urgent, title: wording.text('notice.diskTitle'), body: sentence(), route: toProblem };
    case 'database':
      return { ...urgent, title: wording.text('notice.databaseTitle'), body: sentence(), route: toProblem };
    case 'vault':
      return { ...urgent, title: wording.text('notice.vaultTitle'), body: sentence(), route: toProblem };
    case 'clock':
    case 'other':
      return null;
  }
}

function silentBody(problem: Problem, wording: Wording): string {
  if (problem.nextTryAt === null) return wording.text('notice.silentBodyNoTime');
  return wording.text('notice.silentBody', { time: formatClock(problem.nextTryAt, wording.language) });
}

export interface FirstRead {
  readonly connectionId: string;
  readonly name: string;
  readonly products: number;
  readonly orders: number;
}

export function noticeOfFirstRead(read: FirstRead, wording: Wording): Notice {
  return {
    key: `firstRead ${read.connectionId}`,
    title: wording.text('notice.firstReadTitle', { name: read.name }),
    body: wording.text('notice.firstReadBody', {
      products: formatNumber(read.products, wording.language),
      orders: formatNumber(read.orders, wording.language),
    }),
    route: `/connections/${read.connectionId}`,
    urgent: false,
    notBefore: 0,
  };
}

export function noticeOfSummary(count: number, wording: Wording): Notice {
  return {
    key: 'summary',
    title: wording.text('notice.summaryTitle', { count }),
    body: wording.text('notice.summaryBody'),
    route: '/errors',
    urgent: false,
    notBefore: 0,
  };
}

/** Said once, the first time the window goes away while Kervan stays. */
export function noticeOfTray(wording: Wording): Notice {
  return {
    key: 'tray',
    title: wording.text('notice.trayTitle'),
    body: wording.text('notice.trayBody'),
    route: '/',
    urgent: true,
    notBefore: 0,
  };
}
