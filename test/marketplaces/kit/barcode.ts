import type { Random } from './random';

/** The thirteenth digit of an EAN-13, from its first twelve (GS1 general specifications, modulo 10). */
export function ean13CheckDigit(first12: string): string {
  let sum = 0;
  for (let index = 0; index < 12; index += 1) sum += Number(first12[index]) * (index % 2 === 0 ? 1 : 3);
  return String((10 - (sum % 10)) % 10);
}

export function isValidEan13(barcode: string): boolean {
  return /^\d{13}$/.test(barcode) && ean13CheckDigit(barcode.slice(0, 12)) === barcode[12];
}

/** A valid EAN-13 with a Turkish prefix (868 or 869), unique for each `serial` below 10^9. */
export function turkishEan13(serial: number): string {
  const first12 = `${serial % 2 === 0 ? '869' : '868'}${String(serial).padStart(9, '0')}`;
  return first12 + ean13CheckDigit(first12);
}

/** A barcode as careless merchants type it: wrong check digit, too short, letters, or with a space. */
export function brokenBarcode(random: Random, serial: number): string {
  const good = turkishEan13(serial);
  const wrongDigit = String((Number(good[12]) + 1 + random.integer(0, 7)) % 10);
  return random.pick([
    good.slice(0, 12) + wrongDigit,
    good.slice(0, 9),
    `TYB${String(serial).padStart(10, '0')}`,
    `${good.slice(0, 7)}-${good.slice(7)}`,
  ]);
}
