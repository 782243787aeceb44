import { z } from 'zod';
import { type ApiRole, apiRoleSchema } from '../domain/api-role';
import { operation } from './operation';

/** A token of the local API. Its value is told once, when it is made. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly role: ApiRole;
  /** Made by the first start of this data folder, not by a person. */
  readonly first: boolean;
  readonly createdAt: number;
  /** Exact to a minute. */
  readonly lastUsedAt: number | null;
  /** null = until it is revoked. */
  readonly expiresAt: number | null;
  readonly expired: boolean;
}

export const MOST_TOKENS = 100;
export const LONGEST_TOKEN_NAME = 60;

export const tokenCreateSchema = z.strictObject({
  name: z.string().trim().min(1).max(LONGEST_TOKEN_NAME),
  role: apiRoleSchema,
  /** UTC epoch ms, later than now. */
  expiresAt: z.int().positive().nullable().default(null),
});
export const tokenIdSchema = z.string().min(1).max(64);

export const tokenOperations = {
  'tokens.list': operation<{ readonly tokens: readonly ApiToken[] }>()(z.object({})),
  /** `secret` is the token itself; nobody can read it again. */
  'tokens.create': operation<{ readonly token: ApiToken; readonly secret: string }>()(tokenCreateSchema),
  /** From now on the token is refused. */
  'tokens.revoke': operation<Record<string, never>>()(z.object({ id: tokenIdSchema })),
};
