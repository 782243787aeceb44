import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, type Language } from '../../shared/wording/language';
import type { Namespace, Resources, TextKey } from './resources';

export type TextValues = Readonly<Record<string, string | number>>;

/** Writes the text of a key; `count` picks the plural form. */
export type Text<Name extends Namespace> = (key: TextKey<Resources[Name]>, values?: TextValues) => string;

/** Texts of one namespace, with its keys checked by the compiler. */
export function useText<Name extends Namespace>(namespace: Name): Text<Name> {
  const { t } = useTranslation(namespace);
  return useCallback(
    (key, values) => String((t as LooseText)(key, { ...values, ns: namespace })),
    [t, namespace],
  );
}

/** For keys that are only known at run time, such as error codes and states. */
export function useLooseText(): LooseText {
  const { t } = useTranslation();
  return t as unknown as LooseText;
}

export type LooseText = (key: string, options?: Readonly<Record<string, unknown>>) => string;

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  const current = i18n.language;
  return isLanguage(current) ? current : 'tr';
}
