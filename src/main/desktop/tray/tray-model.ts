import type { AppState } from '../../../shared/contract/overview';
import type { Problem } from '../../../shared/contract/problems';
import { assertNever } from '../../../shared/errors/app-error';
import { formatAge, formatClock } from '../../../shared/wording/format';
import { shortCause } from '../cause';
import type { Wording } from '../wording';

/** What the tray knows; gathered from the service when its state changes. */
export interface TrayFacts {
  readonly phase: 'starting' | 'vaultLocked' | 'failed' | 'open';
  readonly state: AppState;
  readonly openProblems: number;
  readonly activeRuns: number;
  /** Open problems, worst or newest first. */
  readonly problems: readonly Problem[];
  readonly connections: number;
  /** Oldest of the connections' last syncs, UTC epoch ms; null = one was never read. */
  readonly lastSyncAt: number | null;
  /** Set by the tray's own menu; `until` null = until resumed. */
  readonly pause: { readonly until: number | null } | null;
  readonly practice: boolean;
}

export type TrayIconState = 'fine' | 'running' | 'paused' | 'attention' | 'offline' | 'problem' | 'locked';

export type TrayAction =
  | { readonly kind: 'open'; readonly route: string | null }
  | { readonly kind: 'syncAll' }
  | { readonly kind: 'pause'; readonly length: 'hour' | 'tomorrow' | 'untilResumed' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'quit' };

export type TrayItem =
  | { readonly kind: 'line' }
  | {
      readonly kind: 'action';
      readonly label: string;
      readonly action: TrayAction;
      readonly enabled: boolean;
    }
  | { readonly kind: 'menu'; readonly label: string; readonly items: readonly TrayItem[] };

export interface TrayModel {
  readonly icon: TrayIconState;
  readonly tooltip: string;
  readonly items: readonly TrayItem[];
}

const PROBLEMS_SHOWN = 5;
const TOMORROW_HOUR = 8;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Turkey keeps UTC+3 all year. */
const ISTANBUL_OFFSET = 3 * HOUR;

export function trayModel(facts: TrayFacts, wording: Wording, now: number): TrayModel {
  const { icon, sentence, route } = describeState(facts, wording, now);
  const text = facts.practice ? wording.text('tray.practice', { sentence }) : sentence;
  return { icon, tooltip: text, items: menuItems(facts, text, route, wording, now) };
}

/** 08:00 of the next Turkish day, UTC epoch ms. */
export function tomorrowMorning(now: number): number {
  const today = Math.floor((now + ISTANBUL_OFFSET) / DAY) * DAY;
  return today + DAY + TOMORROW_HOUR * HOUR - ISTANBUL_OFFSET;
}

interface StateWords {
  readonly icon: TrayIconState;
  readonly sentence: string;
  /** The page that shows more of it. */
  readonly route: string | null;
}

function describeState(facts: TrayFacts, wording: Wording, now: number): StateWords {
  switch (facts.phase) {
    case 'starting':
      return { icon: 'fine', sentence: wording.text('tray.starting'), route: null };
    case 'vaultLocked':
      return { icon: 'locked', sentence: wording.text('tray.vaultLocked'), route: null };
    case 'failed':
      return { icon: 'problem', sentence: wording.text('tray.failed'), route: null };
    case 'open':
      return describeOpen(facts, wording, now);
    default:
      return assertNever(facts.phase);
  }
}

function describeOpen(facts: TrayFacts, wording: Wording, now: number): StateWords {
  // The service may not know a pause made here yet; only worse states stand before it.
  const state = facts.pause !== null && isQuieterThanPause(facts.state) ? 'paused' : facts.state;
  switch (state) {
    case 'locked':
      return { icon: 'locked', sentence: wording.text('tray.locked'), route: null };
    case 'problem':
      return { icon: 'problem', ...describeProblem(facts, wording) };
    case 'offline':
      return { icon: 'offline', ...describeOffline(facts, wording) };
    case 'attention':
      return {
        icon: 'attention',
        sentence: wording.text('tray.attention', { count: facts.openProblems }),
        route: '/errors',
      };
    case 'paused':
      return { icon: 'paused', sentence: pausedSentence(facts, wording), route: '/connections' };
    case 'running':
      return {
        icon: 'running',
        sentence: wording.text('tray.running', { count: facts.activeRuns }),
        route: '/runs',
      };
    case 'fine':
      return { icon: 'fine', sentence: fineSentence(facts, wording, now), route: '/' };
    case 'empty':
      return { icon: 'fine', sentence: wording.text('tray.empty'), route: '/catalogue' };
    default:
      return assertNever(state);
  }
}

function isQuieterThanPause(state: AppState): boolean {
  return state === 'running' || state === 'fine' || state === 'empty';
}

/** One channel that cannot be reached is not "no internet". */
function describeOffline(facts: TrayFacts, wording: Wording): { sentence: string; route: string } {
  const isOneChannel =
    facts.problems.length > 0 && !facts.problems.some(({ error }) => error.code === 'net.offline');
  return isOneChannel
    ? describeProblem(facts, wording)
    : { sentence: wording.text('tray.offline'), route: '/errors' };
}

function describeProblem(facts: TrayFacts, wording: Wording): { sentence: string; route: string } {
  // A record that was not understood does not make its channel a troubled one.
  const serious = facts.problems.filter(({ error }) => error.code !== 'record.odd');
  const [first] = serious;
  if (first === undefined)
    return { sentence: wording.text('tray.attention', { count: facts.openProblems }), route: '/errors' };
  const detail = shortCause(first, wording);
  const channels = new Set(serious.flatMap((problem) => problem.connectionId ?? [])).size;
  const route = serious.length === 1 ? problemRoute(first) : '/errors';
  if (first.connectionId === null) return { sentence: wording.text('tray.problemOther', { detail }), route };
  return { sentence: wording.text('tray.problem', { count: channels, detail }), route };
}

function pausedSentence(facts: TrayFacts, wording: Wording): string {
  const until = facts.pause?.until ?? null;
  return until === null
    ? wording.text('tray.paused')
    : wording.text('tray.pausedUntil', { time: formatClock(until, wording.language) });
}

function fineSentence(facts: TrayFacts, wording: Wording, now: number): string {
  const count = facts.connections;
  if (facts.lastSyncAt === null) return wording.text('tray.fineUnread', { count });
  return wording.text('tray.fine', { count, age: formatAge(now - facts.lastSyncAt, wording.language) });
}

function problemRoute(problem: Problem): string {
  return `/errors/${problem.id}`;
}

function menuItems(
  facts: TrayFacts,
  sentence: string,
  route: string | null,
  wording: Wording,
  now: number,
): readonly TrayItem[] {
  const isOpen = facts.phase === 'open';
  const canSync = isOpen && facts.connections > 0;
  const problems = facts.problems
    .slice(0, PROBLEMS_SHOWN)
    .map((problem) => action(shortCause(problem, wording), { kind: 'open', route: problemRoute(problem) }));
  return [
    action(sentence, { kind: 'open', route }),
    { kind: 'line' },
    action(wording.text('tray.open'), { kind: 'open', route: null }),
    action(wording.text('tray.syncAll'), { kind: 'syncAll' }, canSync),
    ...(isOpen ? [pauseItem(facts, wording, now)] : []),
    ...(isOpen && problems.length > 0
      ? [{ kind: 'menu', label: wording.text('tray.problems'), items: problems } as const]
      : []),
    { kind: 'line' },
    action(wording.text('tray.quit'), { kind: 'quit' }),
  ];
}

function pauseItem(facts: TrayFacts, wording: Wording, now: number): TrayItem {
  if (facts.pause !== null) return action(wording.text('tray.resume'), { kind: 'resume' });
  const time = formatClock(tomorrowMorning(now), wording.language);
  return {
    kind: 'menu',
    label: wording.text('tray.pause'),
    items: [
      action(wording.text('tray.pauseHour'), { kind: 'pause', length: 'hour' }),
      action(wording.text('tray.pauseTomorrow', { time }), { kind: 'pause', length: 'tomorrow' }),
      action(wording.text('tray.pauseUntilResumed'), { kind: 'pause', length: 'untilResumed' }),
    ],
  };
}

function action(label: string, act: TrayAction, enabled = true): TrayItem {
  return { kind: 'action', label, action: act, enabled };
}
