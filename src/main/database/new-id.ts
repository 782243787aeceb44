import { randomBytes } from 'node:crypto';
import { type ConnectionId, connectionIdSchema, type RunId, runIdSchema } from '../../shared/domain/ids';

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** 60 random bits in 12 letters: short, because every row of a connection carries its id. */
function randomLetters(): string {
  return Array.from(randomBytes(12), (byte) => LETTERS[byte & 31]).join('');
}

export const newConnectionId = (): ConnectionId => connectionIdSchema.parse(`c${randomLetters()}`);
export const newRunId = (): RunId => runIdSchema.parse(`r${randomLetters()}`);
