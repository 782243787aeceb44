import { z } from 'zod';
import { type Evidence, evidenceSchema } from '../domain/stream';

/** A sentence in the two languages of the screens. */
export const bilingualSchema = z.strictObject({ tr: z.string().min(1), en: z.string().min(1) });
export type Bilingual = z.infer<typeof bilingualSchema>;

/** What an integration is to the merchant; the order is the order of the chips on the catalogue screen. */
export const catalogueCategories = [
  'tr-marketplace',
  'global-marketplace',
  'pharmacy',
  'shop-platform',
  'social',
  'price-comparison',
  'carrier',
  'fulfilment',
  'e-invoice',
  'accounting',
  'erp',
  'payment',
  'messaging',
  'migration',
  'data',
  'other',
] as const;
export type CatalogueCategory = (typeof catalogueCategories)[number];

/** Names of the categories; the search finds an integration by them too ("kargo", "e-invoice"). */
export const categoryNames: Readonly<Record<CatalogueCategory, Bilingual>> = {
  'tr-marketplace': { tr: 'Pazaryeri', en: 'Turkish marketplace' },
  'global-marketplace': { tr: 'Yurt dışı pazaryeri', en: 'International marketplace' },
  pharmacy: { tr: 'Eczane pazaryeri', en: 'Pharmacy marketplace' },
  'shop-platform': { tr: 'E-ticaret sitesi', en: 'Online shop' },
  social: { tr: 'Sosyal medya ve reklam', en: 'Social media and ads' },
  'price-comparison': { tr: 'Fiyat karşılaştırma', en: 'Price comparison' },
  carrier: { tr: 'Kargo', en: 'Carrier' },
  fulfilment: { tr: 'Depo ve gönderim', en: 'Fulfilment' },
  'e-invoice': { tr: 'E-fatura', en: 'E-invoice' },
  accounting: { tr: 'Ön muhasebe', en: 'Accounting' },
  erp: { tr: 'Muhasebe ve ERP', en: 'ERP' },
  payment: { tr: 'Ödeme', en: 'Payment' },
  messaging: { tr: 'Mesaj', en: 'Messaging' },
  migration: { tr: 'Başka programdan geçiş', en: 'Moving from another program' },
  data: { tr: 'Dosya ve veri', en: 'Files and data' },
  other: { tr: 'Diğer', en: 'Other' },
};

/** How the service can be reached from outside: `file` = feed or spreadsheet only, `none` = not at all. */
export const catalogueAccesses = ['api', 'file', 'unknown', 'none'] as const;
export type CatalogueAccess = (typeof catalogueAccesses)[number];

/** ISO 3166-1 alpha-2 codes; `EU` stands for the European Union and `*` for every country. */
export const everywhere = '*';

/** What a card says that the connector does; finer than the connector's streams, which carry stock and prices too. */
const capabilitiesSchema = z.strictObject({
  read: z.array(z.enum(['products', 'stock', 'prices', 'orders'])).readonly(),
  write: z.array(z.enum(['stock', 'price', 'orderStatus', 'listing'])).readonly(),
});

/** One row of the catalogue: what can be connected, without any of the code that connects it. */
export const catalogueEntrySchema = z
  .strictObject({
    /** Stable name in the API, in the database and of the connector's folder. */
    id: z.string().regex(/^[a-z0-9]+([_-][a-z0-9]+)*$/),
    /** The name on the Turkish screens, and on the English ones unless `nameEn` is there. */
    name: z.string().min(1),
    nameEn: z.string().min(1).optional(),
    category: z.enum(catalogueCategories),
    countries: z
      .array(z.union([z.literal(everywhere), z.string().regex(/^[A-Z]{2}$/)]))
      .min(1)
      .readonly(),
    access: z.enum(catalogueAccesses),
    /**
     * What was really tried: `planned` is not connectable yet; `closed` never is, because the service is gone or
     * never was open to others.
     */
    evidence: evidenceSchema,
    /** One of the 119 integrations that Kervan promised from the start. */
    original: z.boolean(),
    docsUrl: z.url({ protocol: /^https$/ }).optional(),
    /** Further words a merchant may search by: former names, brands, spellings. */
    aliases: z.array(z.string().min(1)).readonly().optional(),
    /** What a merchant should know before choosing it. For a closed entry: why it is closed. */
    note: bilingualSchema.optional(),
    /** The same company or account twice: the entry to connect instead, and why. */
    mergedInto: z.strictObject({ id: z.string(), reason: bilingualSchema }).optional(),
    /** Only for an integration that can be connected now. */
    capabilities: capabilitiesSchema.optional(),
  })
  .refine((entry) => entry.evidence !== 'closed' || entry.note !== undefined, {
    error: 'a closed entry says why',
    path: ['note'],
  })
  .refine((entry) => isConnectable(entry) === (entry.capabilities !== undefined), {
    error: 'exactly the connectable entries state what they read and write',
    path: ['capabilities'],
  });

export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;

/** True when a connection of this integration can be made now. */
export function isConnectable(entry: { evidence: Evidence; mergedInto?: unknown }): boolean {
  return entry.evidence !== 'planned' && entry.evidence !== 'closed' && entry.mergedInto === undefined;
}
