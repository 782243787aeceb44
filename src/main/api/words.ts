import type { Context } from 'hono';
import type { WireError } from '../../shared/errors/app-error';
import type { Language } from '../../shared/wording/language';
import type { KervanService } from '../service/service';

/** Turkish for whoever asks for it, English for everybody else. */
export function languageOf(context: Context): Language {
  return context.req.header('accept-language')?.toLowerCase().startsWith('tr') ? 'tr' : 'en';
}

/** An error with its sentence in the caller's language. */
export type Words = (error: WireError | null) => (WireError & { readonly message: string }) | null;

export function wordsOf(context: Context, { sentence }: Pick<KervanService, 'sentence'>): Words {
  const language = languageOf(context);
  return (error) => (error === null ? null : { ...error, message: sentence(error, language) });
}
