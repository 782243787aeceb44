import type { Preferences } from '../../../shared/contract/desktop';
import type { Notice } from './notice';
import { quietUntil } from './quiet-hours';

/** A notification on the screen. */
export interface Shown {
  withdraw(): void;
}

export interface NotifierOptions {
  readonly now: () => number;
  readonly show: (notice: Notice) => Shown;
  readonly summary: (count: number) => Notice;
  readonly settings: () => Pick<Preferences, 'notifications' | 'quietHours'>;
}

export interface Notifier {
  /** A problem is open: told when it is worth it and not told too often. */
  open(problemId: string, notice: Notice): void;
  /** A problem is over: what was told of it is taken back. */
  close(problemId: string): void;
  /** Closes every problem that is not among these: some end without a word, such as those of a deleted connection. */
  keepOnly(openProblemIds: ReadonlySet<string>): void;
  /** True while a problem is open here. */
  hasOpen(): boolean;
  /** News that is no problem: told once, or held until quiet hours end. */
  tell(notice: Notice): void;
  stop(): void;
}

const REPEAT_AFTER = 30 * 60_000;
const CROWD_WITHIN = 10 * 60_000;
/** More causes than this within the time above become one summary. */
const CROWD_MORE_THAN = 3;
/** setTimeout takes no longer wait. */
const LONGEST_WAIT = 2_000_000_000;

interface Cause {
  readonly problems: Set<string>;
  notice: Notice;
  toldAt: number | null;
  shown: Shown | null;
  timer: ReturnType<typeof setTimeout> | null;
}

export function createNotifier({ now, show, summary, settings }: NotifierOptions): Notifier {
  const causes = new Map<string, Cause>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let crowd: { readonly shown: Shown; readonly at: number; readonly keys: Set<string> } | null = null;

  function later(time: number, run: () => void): ReturnType<typeof setTimeout> {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        run();
      },
      Math.min(Math.max(0, time - now()), LONGEST_WAIT),
    );
    timers.add(timer);
    return timer;
  }

  function cancel(timer: ReturnType<typeof setTimeout> | null): void {
    if (timer === null) return;
    clearTimeout(timer);
    timers.delete(timer);
  }

  /** Until when a notice has to wait; null = it may go now. */
  function heldUntil(notice: Notice): number | null {
    const time = now();
    if (notice.notBefore > time) return notice.notBefore;
    return notice.urgent ? null : quietUntil(settings().quietHours, time);
  }

  function consider(key: string): void {
    const cause = causes.get(key);
    if (cause === undefined || cause.problems.size === 0) return;
    cancel(cause.timer);
    cause.timer = null;
    const time = now();
    if (!settings().notifications) return;
    if (cause.toldAt !== null && time - cause.toldAt < REPEAT_AFTER) return;
    const until = heldUntil(cause.notice);
    if (until === null) told(key, cause, time);
    else cause.timer = later(until, () => consider(key));
  }

  function told(key: string, cause: Cause, time: number): void {
    cause.toldAt = time;
    const recent = [...causes.values()].filter(
      (one) => one.toldAt !== null && time - one.toldAt < CROWD_WITHIN,
    );
    if (recent.length <= CROWD_MORE_THAN) {
      cause.shown?.withdraw();
      cause.shown = show(cause.notice);
      return;
    }
    for (const one of recent) takeBack(one);
    joinCrowd(key, recent, time);
  }

  /** A crowd is told once; who joins it later is only counted, until it is old. */
  function joinCrowd(key: string, recent: readonly Cause[], time: number): void {
    if (crowd !== null && time - crowd.at < CROWD_WITHIN) {
      crowd.keys.add(key);
      return;
    }
    crowd?.shown.withdraw();
    const keys = new Set(recent.map((cause) => cause.notice.key));
    crowd = { shown: show(summary(keys.size)), at: time, keys };
  }

  function leaveCrowd(key: string): void {
    if (crowd === null || !crowd.keys.delete(key) || crowd.keys.size > 0) return;
    crowd.shown.withdraw();
    crowd = null;
  }

  function close(problemId: string): void {
    for (const [key, cause] of causes) {
      if (!cause.problems.delete(problemId) || cause.problems.size > 0) continue;
      cancel(cause.timer);
      cause.timer = null;
      takeBack(cause);
      leaveCrowd(key);
      // A cause that comes and goes is still one cause: its last telling is kept for the pause between two.
    }
  }

  return {
    open(problemId, notice) {
      const cause = causes.get(notice.key) ?? {
        problems: new Set(),
        notice,
        toldAt: null,
        shown: null,
        timer: null,
      };
      causes.set(notice.key, cause);
      cause.problems.add(problemId);
      cause.notice = notice;
      consider(notice.key);
    },
    close,
    keepOnly(openProblemIds) {
      const known = [...causes.values()].flatMap((cause) => [...cause.problems]);
      for (const id of known) if (!openProblemIds.has(id)) close(id);
    },
    hasOpen: () => [...causes.values()].some((cause) => cause.problems.size > 0),
    tell(notice) {
      if (!settings().notifications) return;
      const until = heldUntil(notice);
      if (until === null) show(notice);
      else later(until, () => void (settings().notifications && show(notice)));
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      for (const cause of causes.values()) takeBack(cause);
      crowd?.shown.withdraw();
      causes.clear();
    },
  };
}

function takeBack(cause: Cause): void {
  cause.shown?.withdraw();
  cause.shown = null;
}
