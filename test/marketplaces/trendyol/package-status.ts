import { z } from 'zod';
import { type Answer, empty } from '../kit/answer';
import type { MarketplaceRequest } from '../kit/request';
import type { TrendyolData } from './data';
import type { TrendyolPackage } from './model';
import { badRequest, notFound } from './refusals';

const line = z.object({ lineId: z.number(), quantity: z.int().positive() });
const updateSchema = z.object({
  lines: z.array(line).min(1),
  params: z.record(z.string(), z.string()).optional(),
  status: z.enum(['Picking', 'Invoiced']),
});
const unsuppliedSchema = z.object({
  lines: z.array(line).min(1),
  reasonId: z.union([500, 501, 502, 504, 505, 506].map((id) => z.literal(id))),
});
/** What a package may become; everything further is the carrier's. */
const FROM = { Picking: ['Created'], Invoiced: ['Picking'] } as const;

/** updatePackage and the notice that lines cannot be supplied; success is an empty 200. */
export class PackageStatusService {
  /** Invoice numbers by package. */
  readonly invoiceNumbers = new Map<number, string>();

  constructor(private readonly data: TrendyolData) {}

  /** https://developers.trendyol.com/docs (Paket Statü Bildirimi - updatePackage) */
  update({ body, at }: MarketplaceRequest, id: string): Answer {
    const found = this.data.packages.get(Number(id));
    if (found === undefined) return notFound(at);
    const asked = updateSchema.safeParse(json(body));
    if (!asked.success) return badRequest(at, 'Geçersiz istek gövdesi.');
    const { status, lines, params } = asked.data;
    if (!holdsAll(found, lines)) return badRequest(at, 'Paketteki bütün satırlar gönderilmelidir.');
    if (!FROM[status].some((from) => from === found.status))
      return badRequest(at, `${found.status} statüsündeki paket ${status} statüsüne alınamaz.`);
    if (params?.invoiceNumber !== undefined)
      this.invoiceNumbers.set(found.shipmentPackageId, params.invoiceNumber);
    this.data.setStatus(found.shipmentPackageId, status);
    return empty(200);
  }

  /** https://developers.trendyol.com/docs (Tedarik Edememe Bildirimi - updatePackage) */
  unsupplied({ body, at }: MarketplaceRequest, id: string): Answer {
    const found = this.data.packages.get(Number(id));
    if (found === undefined) return notFound(at);
    const asked = unsuppliedSchema.safeParse(json(body));
    if (!asked.success) return badRequest(at, 'Geçersiz istek gövdesi.');
    if (!['Created', 'Picking', 'Invoiced'].includes(found.status))
      return badRequest(at, `${found.status} statüsündeki paket için tedarik edememe bildirilemez.`);
    const gone = asked.data.lines.map(({ lineId }) => lineId);
    if (found.lines.every(({ lineId }) => gone.includes(lineId)))
      this.data.setStatus(found.shipmentPackageId, 'UnSupplied');
    else for (const lineId of gone) this.data.cancelLine(found.orderNumber, lineId, 'SELLER');
    return empty(200);
  }
}

function holdsAll(found: TrendyolPackage, lines: readonly z.infer<typeof line>[]): boolean {
  return found.lines.every((own) =>
    lines.some(({ lineId, quantity }) => lineId === own.lineId && quantity === own.quantity),
  );
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}
