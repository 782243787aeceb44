import type { Overview, SystemStatus } from '../../../shared/contract/overview';

interface DiagnosticFacts {
  readonly status: SystemStatus;
  readonly overview: Overview | undefined;
  readonly platform: string;
  readonly browser: string;
  readonly at: number;
}

/**
 * Plain facts for a support message: versions, sizes, states and error codes. No key, no address, no folder (it may hold a
 * person's name), no customer, no name a person gave.
 */
export function diagnosticText({ status, overview, platform, browser, at }: DiagnosticFacts): string {
  const lines = [
    `Kervan ${status.version}`,
    `time: ${new Date(at).toISOString()}`,
    `platform: ${platform}`,
    `engine: ${/Chrome\/[\d.]+/.exec(browser)?.[0] ?? 'unknown'}`,
    `database: schema ${status.migration}, ${status.databaseBytes} bytes`,
    `last backup: ${status.lastBackupAt === null ? 'none' : new Date(status.lastBackupAt).toISOString()}`,
    `keyring: ${status.keyring.kind}`,
    `local API: ${status.apiUrl === null ? 'off' : 'on'}`,
    `practice: ${status.practice ? 'yes' : 'no'}`,
  ];
  if (overview) {
    lines.push(`state: ${overview.state}`, `listings: ${overview.products}, orders: ${overview.orders}`);
    for (const { integration, state, error, openProblems } of overview.connections) {
      lines.push(
        `connection: ${integration}, ${state}${error ? `, ${error.code}` : ''}, open errors ${openProblems}`,
      );
    }
    for (const { error, count, stream } of overview.problems) {
      lines.push(`error: ${error.code} × ${count}${stream ? ` (${stream})` : ''}`);
    }
  }
  return lines.join('\n');
}
