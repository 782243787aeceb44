import { z } from 'zod';
import type { ApiToken } from '../../../shared/contract/tokens';
import { apiRoleSchema } from '../../../shared/domain/api-role';
import type { Told } from '../route';
import { iso } from '../times';
import { time } from './common';

const fields = {
  id: z.string(),
  name: z.string(),
  role: apiRoleSchema,
  createdAt: time,
  lastUsedAt: time.nullable().describe('Exact to a minute.'),
  expiresAt: time.nullable().describe('null = until it is revoked.'),
  first: z.boolean().describe('Made by the first start.'),
  expired: z.boolean(),
};
export const tokenAnswer = z.object(fields).meta({ id: 'Token' });
export const newTokenAnswer = z
  .object({ ...fields, token: z.string().describe('Told this once.') })
  .meta({ id: 'NewToken' });

export function tokenView({
  createdAt,
  lastUsedAt,
  expiresAt,
  ...token
}: ApiToken): Told<typeof tokenAnswer> {
  return { ...token, createdAt: iso(createdAt), lastUsedAt: iso(lastUsedAt), expiresAt: iso(expiresAt) };
}
