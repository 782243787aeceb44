import { z } from 'zod';

/** How sure Kervan is which variant a listing is. `sure` and `new` wait for a yes all the same. */
export const proposalClassSchema = z.enum(['sure', 'doubtful', 'new']);
export type ProposalClass = z.infer<typeof proposalClassSchema>;

/** What speaks against a candidate. */
export const contradictionSchema = z.enum(['barcode', 'sku', 'packSize', 'match.duplicateInShop']);
export type Contradiction = z.infer<typeof contradictionSchema>;

export const candidateSchema = z.object({
  variantId: z.string().regex(/^\d{1,18}$/),
  /** What the two have in common. */
  by: z.enum(['barcode', 'sku', 'options', 'title']),
  contradicts: z.array(contradictionSchema).optional(),
});
export type Candidate = Readonly<z.infer<typeof candidateSchema>>;

export interface Proposal {
  readonly class: ProposalClass;
  readonly candidates: readonly Candidate[];
}
