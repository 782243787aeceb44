import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AppState } from '../../../shared/contract/overview';
import type { Problem } from '../../../shared/contract/problems';
import { AppError } from '../../../shared/errors/app-error';
import type { ErrorCode } from '../../../shared/errors/codes';
import { createWording } from '../wording';
import { trayIconPath } from './tray-icon';
import { type TrayFacts, type TrayIconState, type TrayItem, tomorrowMorning, trayModel } from './tray-model';

// 24.11.2026 09:52 in Istanbul.
const NOW = Date.UTC(2026, 10, 24, 6, 52);
const tr = createWording('tr');
const en = createWording('en');

const calm: TrayFacts = {
  phase: 'open',
  state: 'fine',
  openProblems: 0,
  activeRuns: 0,
  problems: [],
  connections: 12,
  lastSyncAt: NOW - 2 * 60_000,
  pause: null,
  practice: false,
};

function problem(id: string, code: ErrorCode, connection: string | null): Problem {
  return {
    id,
    error: new AppError(code).toWire(),
    connectionId: connection,
    connectionName: connection,
    integrationName: connection,
    stream: null,
    runId: null,
    count: 1,
    firstSeenAt: NOW,
    lastSeenAt: NOW,
    state: 'open',
    snoozedUntil: null,
    closedAt: null,
    closedBy: null,
    closeReason: null,
    nextTryAt: null,
  } as Problem;
}

const keyProblem = problem('7', 'auth.keyRejected', 'Hepsiburada');

function labels(items: readonly TrayItem[]): unknown[] {
  return items.map((item) => {
    if (item.kind === 'line') return '—';
    return item.kind === 'menu' ? [item.label, ...labels(item.items)] : item.label;
  });
}

describe('the tray', () => {
  it.each<[Partial<TrayFacts>, TrayIconState, string, string]>([
    [{}, 'fine', '12 kanal eşit, 2 dk önce', '12 channels in step, 2 min ago'],
    [
      { connections: 1, lastSyncAt: null },
      'fine',
      '1 kanal bağlı, henüz okunmadı',
      '1 channel connected, not read yet',
    ],
    [{ state: 'empty', connections: 0 }, 'fine', 'Bağlı kanal yok', 'No channel connected'],
    [{ state: 'running', activeRuns: 2 }, 'running', '2 çalışma sürüyor', '2 runs in progress'],
    [
      { state: 'running', pause: { until: Date.UTC(2026, 10, 25, 5, 0) } },
      'paused',
      'Duraklatıldı, sürme saati 08.00',
      'Paused until 08:00',
    ],
    [{ state: 'paused', pause: { until: null } }, 'paused', 'Duraklatıldı', 'Paused'],
    [{ state: 'attention', openProblems: 3 }, 'attention', '3 açık hata var', '3 open errors'],
    [
      { state: 'offline', problems: [problem('6', 'net.offline', 'n11')] },
      'offline',
      'İnternet yok',
      'No internet',
    ],
    [
      { state: 'offline', problems: [problem('6', 'net.timeout', 'n11')] },
      'offline',
      '1 kanal sorunlu: n11 yanıt vermiyor',
      '1 channel has a problem: n11 is not answering',
    ],
    [
      { state: 'problem', openProblems: 2, problems: [keyProblem, problem('9', 'record.odd', 'n11')] },
      'problem',
      '1 kanal sorunlu: Hepsiburada anahtarı',
      '1 channel has a problem: Hepsiburada key',
    ],
    [
      { state: 'problem', pause: { until: null }, problems: [problem('8', 'chan.down', 'n11'), keyProblem] },
      'problem',
      '2 kanal sorunlu: n11 yanıt vermiyor',
      '2 channels have a problem: n11 is not answering',
    ],
    [
      { state: 'problem', problems: [problem('9', 'disk.full', null)] },
      'problem',
      'Sorun var: disk dolu',
      'There is a problem: the disk is full',
    ],
    [{ state: 'locked' }, 'locked', 'Kervan kilitli, eşitleme sürüyor', 'Kervan is locked, sync goes on'],
    [
      { phase: 'vaultLocked' },
      'locked',
      'Anahtar kasası kilitli, eşitleme bekliyor',
      'The key vault is locked, sync is waiting',
    ],
    [{ phase: 'failed' }, 'problem', 'Kervan açılamadı', 'Kervan could not open'],
    [{ practice: true, state: 'empty' }, 'fine', 'Deneme: Bağlı kanal yok', 'Practice: No channel connected'],
  ])('says %j', (facts, icon, turkish, english) => {
    expect(trayModel({ ...calm, ...facts }, tr, NOW)).toMatchObject({ icon, tooltip: turkish });
    expect(trayModel({ ...calm, ...facts }, en, NOW).tooltip).toBe(english);
  });

  it('offers what can be done', () => {
    expect(labels(trayModel(calm, tr, NOW).items)).toEqual([
      '12 kanal eşit, 2 dk önce',
      '—',
      'Kervan’ı aç',
      'Tümünü şimdi eşitle',
      ['Duraklat', '1 saat', 'Yarın 08.00', 'Ben sürdürene kadar'],
      '—',
      'Çık',
    ]);
    const paused = trayModel({ ...calm, pause: { until: null } }, tr, NOW);
    expect(labels(paused.items)).toContain('Sürdür');
  });

  it('lists five problems at most, each opening its page', () => {
    const problems = Array.from({ length: 7 }, (_, index) =>
      problem(String(index), 'auth.keyRejected', `Mağaza ${index}`),
    );
    const model = trayModel({ ...calm, state: 'problem', problems }, tr, NOW);
    const menu = model.items.find((item) => item.kind === 'menu' && item.label === 'Sorunlar');
    if (menu?.kind !== 'menu') return expect.unreachable('no problems in the menu');
    expect(menu.items).toHaveLength(5);
    expect(menu.items[0]).toMatchObject({
      label: 'Mağaza 0 anahtarı',
      action: { kind: 'open', route: '/errors/0' },
    });
  });

  it('offers neither sync nor pause while Kervan is not open', () => {
    const model = trayModel({ ...calm, phase: 'failed' }, tr, NOW);
    expect(labels(model.items)).not.toContain('Duraklat');
    expect(model.items).toContainEqual(
      expect.objectContaining({ label: 'Tümünü şimdi eşitle', enabled: false }),
    );
  });
});

it.each([
  ['2026-11-24T06:52:00Z', '2026-11-25T05:00:00.000Z'],
  ['2026-11-24T20:59:00Z', '2026-11-25T05:00:00.000Z'],
  ['2026-11-24T21:01:00Z', '2026-11-26T05:00:00.000Z'],
])('tomorrow morning after %s is %s', (now, morning) => {
  expect(new Date(tomorrowMorning(Date.parse(now))).toISOString()).toBe(morning);
});

it('has a picture for every state, theme and system', () => {
  const folder = resolve('resources/icons/tray');
  const states: TrayIconState[] = ['fine', 'running', 'paused', 'attention', 'offline', 'problem', 'locked'];
  for (const state of states) {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      for (const practice of [true, false]) {
        for (const dark of [true, false]) {
          const path = trayIconPath(folder, { state, practice, platform, dark });
          expect(existsSync(path), path).toBe(true);
        }
      }
    }
  }
});

it('knows every state the service can be in', () => {
  const states: AppState[] = [
    'locked',
    'problem',
    'offline',
    'attention',
    'paused',
    'running',
    'fine',
    'empty',
  ];
  for (const state of states) expect(trayModel({ ...calm, state }, tr, NOW).tooltip).not.toBe('');
});
