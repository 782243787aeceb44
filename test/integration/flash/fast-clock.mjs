/**
 * Loaded into the service before anything else: its clock and its timers run faster, by what FLASH_CLOCK says ("factor,epoch ms it
 * began at"), as those of the practice shops do. Rhythms that channels prescribe then cost a fraction of their real time, and a
 * process that is started anew goes on with the same clock.
 */

import { syncBuiltinESMExports } from 'node:module';
import timersPromises from 'node:timers/promises';

const [factor, begun] = (process.env.FLASH_CLOCK ?? '').split(',').map(Number);
if (factor > 1 && begun > 0) {
  const RealDate = Date;
  const realNow = Date.now.bind(Date);
  const now = () => Math.floor(begun + (realNow() - begun) * factor);
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length === 0 ? [now()] : given));
    }
    static now() {
      return now();
    }
  };
  const { setTimeout: wait, setInterval: repeat } = globalThis;
  globalThis.setTimeout = (work, ms, ...given) => wait(work, (ms ?? 0) / factor, ...given);
  globalThis.setInterval = (work, ms, ...given) => repeat(work, (ms ?? 0) / factor, ...given);
  const { setTimeout: sleep } = timersPromises;
  timersPromises.setTimeout = (ms, ...given) => sleep((ms ?? 0) / factor, ...given);
  syncBuiltinESMExports();
}
