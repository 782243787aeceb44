import { toAppError } from '../../shared/errors/app-error';
import { listBackups } from '../database';
import type { ServiceContext } from './context';
import { tellProblem } from './problems';

const DAY_MS = 24 * 3_600_000;
const RETRY_MS = 3_600_000;

/** Makes a verified backup once a day while there is something to lose; a failure is told and tried again within the hour. */
export class DailyBackup {
  readonly #context: ServiceContext;
  #running = false;
  #notBefore = 0;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** Returns at once; the backup goes on beside everything else. */
  look(): void {
    const { database, now, log } = this.#context;
    const last = listBackups(database.dataDir)[0]?.at ?? 0;
    const isDue = now() - last >= DAY_MS && now() >= this.#notBefore;
    if (this.#running || !isDue || database.connections.list().length === 0) return;
    this.#running = true;
    this.#make()
      .catch((error: unknown) => log.error('backup failed', { error }))
      .finally(() => {
        this.#running = false;
      });
  }

  async #make(): Promise<void> {
    const { database, reader, log, now } = this.#context;
    try {
      const backup = await database.backup((path, version) => reader.checkCopy(path, version));
      log.info('backup made', { bytes: backup.bytes });
      for (const problem of database.problems.open(null)) {
        if (problem.error.code !== 'db.backupFailed' && problem.error.code !== 'disk.full') continue;
        database.write((tx) => tx.problems.resolve({ connectionId: null, codes: [problem.error.code] }));
        tellProblem(this.#context, database.problems.get(problem.id));
      }
    } catch (thrown) {
      this.#notBefore = now() + RETRY_MS;
      const error = toAppError(thrown).toWire();
      const { problem } = database.write((tx) =>
        tx.problems.report({
          error,
          connectionId: null,
          stream: null,
          runId: null,
          nextTryAt: this.#notBefore,
        }),
      );
      tellProblem(this.#context, problem);
      throw thrown;
    }
  }
}
