/** How much faster time passes for Kervan and the shops than on the wall. */
const FACTOR = 5;
const begun = Date.now();

/** The time of the sale (epoch ms). */
export const saleNow = (): number => Math.floor(begun + (Date.now() - begun) * FACTOR);

/** The moment of the wall (epoch ms) at a time of the sale. */
export const wallAt = (at: number): number => begun + (at - begun) / FACTOR;

/** Makes a service's process live in the time of the sale. */
export const saleClock = {
  NODE_OPTIONS: `--import ${new URL('fast-clock.mjs', import.meta.url)}`,
  FLASH_CLOCK: `${FACTOR},${begun}`,
};
