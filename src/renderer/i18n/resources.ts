import type common from '../locales/tr/common.json';
import type errors from '../locales/tr/errors.json';
import type grid from '../locales/tr/grid.json';
import type status from '../locales/tr/status.json';

/**
 * Namespace → shape of its Turkish file. A feature adds its own file by merging one line into this interface:
 * `declare module '../../i18n/resources' { interface Resources { catalogue: typeof import('../../locales/tr/catalogue.json') } }`
 */
export interface Resources {
  common: typeof common;
  errors: typeof errors;
  grid: typeof grid;
  status: typeof status;
}

export type Namespace = keyof Resources;

type PluralSuffix = '_one' | '_other' | '_zero';
type WithoutPlural<Key extends string> = Key extends `${infer Base}${PluralSuffix}` ? Base : Key;

/** Dotted paths of every text in a namespace; plural forms appear under their base key. */
export type TextKey<Shape> = {
  [Key in keyof Shape & string]: Shape[Key] extends string
    ? WithoutPlural<Key>
    : `${Key}.${TextKey<Shape[Key]>}`;
}[keyof Shape & string];
