import { plainText } from '../../shared/connector/vendor/text';
import { clip, type Redact } from '../http/redact';

/** What a channel said, for a person: one short line without mark-up and secrets; null when it says nothing. */
export function channelWords(said: string, redact: Redact): string | null {
  const bare = plainText(redact(said)) ?? '';
  // Once more: a secret may have been written with entities.
  return bare === '' ? null : clip(redact(bare));
}
