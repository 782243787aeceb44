import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../../shared/contract/problems';
import { AppError } from '../../../shared/errors/app-error';
import type { ErrorCode } from '../../../shared/errors/codes';
import { createWording } from '../wording';
import { type Notice, noticeOfFirstRead, noticeOfProblem, noticeOfSummary } from './notice';
import { createNotifier, type NotifierOptions } from './notifier';
import { quietUntil } from './quiet-hours';

const MINUTE = 60_000;
const tr = createWording('tr');

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(new Date(2026, 10, 24, 12, 0));
});
afterEach(() => void vi.useRealTimers());

function desk(settings: Partial<ReturnType<NotifierOptions['settings']>> = {}) {
  const onScreen = new Set<Notice>();
  const everShown: Notice[] = [];
  const notifier = createNotifier({
    now: Date.now,
    show(notice) {
      everShown.push(notice);
      onScreen.add(notice);
      return { withdraw: () => void onScreen.delete(notice) };
    },
    summary: (count) => noticeOfSummary(count, tr),
    settings: () => ({ notifications: true, quietHours: null, ...settings }),
  });
  return {
    notifier,
    everShown: () => everShown.map((notice) => notice.title),
    onScreen: () => [...onScreen].map((notice) => notice.title),
  };
}

function problem(
  id: string,
  code: ErrorCode,
  connection: string | null,
  nextTryAt: number | null = null,
): Problem {
  return {
    id,
    error: new AppError(code, { facts: { channel: connection } }).toWire(),
    connectionId: connection,
    connectionName: connection,
    integrationName: connection,
    stream: 'orders',
    runId: null,
    count: 1,
    firstSeenAt: Date.now(),
    lastSeenAt: Date.now(),
    state: 'open',
    snoozedUntil: null,
    closedAt: null,
    closedBy: null,
    closeReason: null,
    nextTryAt,
  } as Problem;
}

function notice(code: ErrorCode, connection: string, id = '1'): Notice {
  const made = noticeOfProblem(problem(id, code, connection), tr);
  return made ?? expect.unreachable(`${code} is worth no notice`);
}

describe('what is worth a notification', () => {
  it.each<[ErrorCode, string, string, string]>([
    [
      'auth.keyRejected',
      'Hepsiburada anahtarı reddedildi',
      'Anahtarı yenileyin.',
      '/connections/Hepsiburada',
    ],
    [
      'chan.down',
      'Hepsiburada yanıt vermiyor',
      'Sorun kanalda. Kervan yeniden dener.',
      '/connections/Hepsiburada',
    ],
  ])('%s', (code, title, body, route) => {
    expect(noticeOfProblem(problem('1', code, 'Hepsiburada'), tr)).toMatchObject({ title, body, route });
  });

  it('tells the next try as a clock time', () => {
    const silent = problem('1', 'chan.down', 'n11', Date.UTC(2026, 10, 24, 6, 52));
    expect(noticeOfProblem(silent, tr)?.body).toBe('Sorun kanalda. Sonraki deneme 09.52.');
  });

  it.each<[ErrorCode, string]>([
    ['disk.full', 'Disk dolu'],
    ['db.backupFailed', 'Veritabanı sorunu'],
  ])('%s opens the problem, in quiet hours too', (code, title) => {
    expect(noticeOfProblem(problem('5', code, null), tr)).toMatchObject({
      title,
      route: '/errors/5',
      urgent: true,
    });
  });

  it.each<ErrorCode>(['record.odd', 'limit.reached', 'net.offline', 'run.cancelled'])('%s is not', (code) => {
    expect(noticeOfProblem(problem('1', code, 'n11'), tr)).toBeNull();
  });

  it('a first read, with its numbers in the writing of the language', () => {
    const read = { connectionId: 'a', name: 'Ana mağaza', products: 48_210, orders: 12 };
    expect(noticeOfFirstRead(read, tr)).toMatchObject({
      title: 'Ana mağaza okundu',
      body: '48.210 ürün ve 12 sipariş hazır.',
      route: '/connections/a',
    });
  });
});

describe('how often it is told', () => {
  it('one cause once, whatever streams it hits, and again after half an hour at the earliest', () => {
    const { notifier, everShown, onScreen } = desk();
    notifier.open('1', notice('auth.keyRejected', 'Hepsiburada'));
    notifier.open('2', notice('auth.keyRejected', 'Hepsiburada'));
    vi.advanceTimersByTime(29 * MINUTE);
    notifier.open('1', notice('auth.keyRejected', 'Hepsiburada'));
    expect(everShown()).toHaveLength(1);
    vi.advanceTimersByTime(2 * MINUTE);
    notifier.open('1', notice('auth.keyRejected', 'Hepsiburada'));
    expect(everShown()).toHaveLength(2);
    expect(onScreen()).toHaveLength(1);
  });

  it('a silent channel only after a quarter of an hour, and not when it answers before', () => {
    const { notifier, everShown } = desk();
    notifier.open('1', notice('chan.down', 'n11'));
    vi.advanceTimersByTime(14 * MINUTE);
    expect(everShown()).toEqual([]);
    notifier.close('1');
    notifier.open('2', notice('chan.down', 'PTT AVM', '2'));
    vi.advanceTimersByTime(16 * MINUTE);
    expect(everShown()).toEqual(['PTT AVM yanıt vermiyor']);
  });

  it('is taken back when the last of its problems is over', () => {
    const { notifier, onScreen } = desk();
    notifier.open('1', notice('auth.keyRejected', 'Hepsiburada'));
    notifier.open('2', notice('auth.keyRejected', 'Hepsiburada'));
    notifier.close('1');
    expect(onScreen()).toHaveLength(1);
    notifier.close('2');
    expect(onScreen()).toEqual([]);
  });

  it('is taken back when its problem is no longer among the open ones', () => {
    const { notifier, onScreen } = desk();
    notifier.open('1', notice('auth.keyRejected', 'Hepsiburada'));
    notifier.open('2', notice('auth.keyRejected', 'n11'));
    notifier.keepOnly(new Set(['2', '9']));
    expect(onScreen()).toEqual(['n11 anahtarı reddedildi']);
    expect(notifier.hasOpen()).toBe(true);
    notifier.keepOnly(new Set());
    expect(notifier.hasOpen()).toBe(false);
  });

  it('does not nag about a cause that comes and goes', () => {
    const { notifier, everShown } = desk();
    for (let round = 0; round < 5; round += 1) {
      notifier.open(String(round), notice('auth.keyRejected', 'Hepsiburada'));
      notifier.close(String(round));
      vi.advanceTimersByTime(MINUTE);
    }
    expect(everShown()).toHaveLength(1);
  });

  it('turns more than three causes in ten minutes into one summary', () => {
    const { notifier, onScreen, everShown } = desk();
    const shops = ['A', 'B', 'C', 'D', 'E', 'F'];
    for (const shop of shops) notifier.open(shop, notice('auth.keyRejected', shop));
    expect(onScreen()).toEqual(['4 sorun var']);
    expect(everShown()).toHaveLength(4);
    for (const shop of shops) notifier.close(shop);
    expect(onScreen()).toEqual([]);
  });

  it('tells causes far apart one by one', () => {
    const { notifier, everShown } = desk();
    for (const shop of ['A', 'B', 'C', 'D', 'E']) {
      notifier.open(shop, notice('auth.keyRejected', shop));
      vi.advanceTimersByTime(11 * MINUTE);
    }
    expect(everShown()).toHaveLength(5);
  });

  it('stays silent when switched off', () => {
    const { notifier, everShown } = desk({ notifications: false });
    notifier.open('1', notice('auth.keyRejected', 'Hepsiburada'));
    notifier.tell(notice('chan.down', 'n11'));
    vi.advanceTimersByTime(60 * MINUTE);
    expect(everShown()).toEqual([]);
  });
});

describe('quiet hours', () => {
  const night = { from: '22:00', until: '08:00' };

  it('hold back what can wait, if it still stands in the morning', () => {
    vi.setSystemTime(new Date(2026, 10, 24, 23, 0));
    const { notifier, everShown } = desk({ quietHours: night });
    notifier.open('1', notice('chan.down', 'n11'));
    notifier.open('2', notice('chan.down', 'PTT AVM', '2'));
    notifier.open('3', notice('auth.keyRejected', 'Hepsiburada', '3'));
    vi.advanceTimersByTime(4 * 60 * MINUTE);
    expect(everShown()).toEqual(['Hepsiburada anahtarı reddedildi']);
    notifier.close('2');
    vi.advanceTimersByTime(6 * 60 * MINUTE);
    expect(everShown()).toEqual(['Hepsiburada anahtarı reddedildi', 'n11 yanıt vermiyor']);
  });

  it.each([
    [night, 21, 59, null],
    [night, 22, 0, [25, 8]],
    [night, 7, 59, [24, 8]],
    [night, 8, 0, null],
    [{ from: '12:00', until: '13:30' }, 12, 15, [24, 13]],
    [{ from: '12:00', until: '12:00' }, 12, 0, null],
    [null, 3, 0, null],
  ])('%j at %i:%i', (hours, hour, minute, expected) => {
    const until = quietUntil(hours, new Date(2026, 10, 24, hour, minute).getTime());
    const date = until === null ? null : new Date(until);
    expect(date && [date.getDate(), date.getHours()]).toEqual(expected);
  });
});
