import type { Context } from 'hono';
import type { WireError } from '../../shared/errors/app-error';
import type { Language } from '../../shared/wording/language';
import type { KervanService } from '../service/service';

/** Turkish for whoever asks for it, English for everybody else. */
export function languageOf(context: Context): Language {
  return context.req.header('accept-language')?.toLowerCase().startsWith('tr') ? 'tr' : 'en';
}

type Told = WireError & { readonly message: string };
/** An error with its sentence in the caller's language. */
export interface Words {
  (error: WireError): Told;
  (error: WireError | null): Told | null;
}

export function wordsOf(context: Context, { sentence }: Pick<KervanService, 'sentence'>): Words {
  const language = languageOf(context);
  function words(error: WireError): Told;
  function words(error: WireError | null): Told | null;
  function words(error: WireError | null): Told | null {
    return error === null ? null : { ...error, message: sentence(error, language) };
  }
  return words;
}
