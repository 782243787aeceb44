import { z } from 'zod';

/** What a token of the local API may do: look; also run and book; also set up. Each may all that those before it may. */
export const apiRoleSchema = z.enum(['viewer', 'operator', 'admin']);
export type ApiRole = z.infer<typeof apiRoleSchema>;

const RANK: Readonly<Record<ApiRole, number>> = { viewer: 0, operator: 1, admin: 2 };

export function roleReaches(has: ApiRole, needed: ApiRole): boolean {
  return RANK[has] >= RANK[needed];
}
