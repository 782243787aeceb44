import type { Field } from '../../src/shared/connector/definition';

const keyHelp = (prefix: string) => ({
  tr: `WordPress yönetimi > WooCommerce > Ayarlar > Gelişmiş > REST API > Anahtar ekle. İzin: Okuma/Yazma. ${prefix} ile başlar.`,
  en: `WordPress admin > WooCommerce > Settings > Advanced > REST API > Add key, permission Read/Write. Begins with ${prefix}.`,
});

export const fields: readonly Field[] = [
  {
    name: 'siteUrl',
    kind: 'address',
    label: { tr: 'Mağaza adresi', en: 'Shop address' },
    help: {
      tr: 'Mağazanızın açıldığı adres. Mağaza bir alt klasördeyse klasörü de yazın.',
      en: 'The address your shop opens at. When the shop lives in a sub-directory, include it.',
    },
    pattern: 'https?://[^\\s?#@]+',
    patternHelp: {
      tr: 'Adres https:// ile başlamalıdır, örneğin https://magazam.com.',
      en: 'The address has to begin with https://, for example https://myshop.com.',
    },
    example: 'https://magazam.com',
  },
  {
    name: 'consumerKey',
    label: { tr: 'Müşteri anahtarı (Consumer key)', en: 'Consumer key' },
    help: keyHelp('ck_'),
    secret: true,
  },
  {
    name: 'consumerSecret',
    label: { tr: 'Müşteri gizli anahtarı (Consumer secret)', en: 'Consumer secret' },
    help: keyHelp('cs_'),
    secret: true,
  },
  {
    name: 'keysInAddress',
    kind: 'choice',
    label: { tr: 'Anahtarların gönderimi', en: 'How the keys are sent' },
    help: {
      tr: 'Boş bırakın. Yalnızca sunucu “Consumer key is missing” diyorsa adresle göndermeyi seçin.',
      en: 'Leave it empty. Choose the address only when the server says “Consumer key is missing”.',
    },
    choices: [{ value: 'yes', label: { tr: 'Adresle gönder', en: 'Send in the address' } }],
    optional: true,
  },
];

/** Looks once at each run of slashes, however many a pasted text has. */
const CLOSING_SLASHES = /(?<!\/)\/+$/;
const ADMIN_PATH = /\/(?:wp-admin|wp-json|wp-login\.php|index\.php)(?:\/.*)?$/i;

/** What a person pastes from the address bar, made the shop's own address: no admin page, no query, no slash at the end. */
export function tidyField(name: string, value: string): string {
  const typed = value.trim();
  if (name !== 'siteUrl' || typed === '') return typed;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed.replace(/^\/+/, '')}`;
  if (!URL.canParse(withScheme)) return typed;
  const url = new URL(withScheme);
  if (url.username !== '' || url.password !== '') return typed;
  return url.origin + url.pathname.replace(ADMIN_PATH, '').replace(CLOSING_SLASHES, '');
}
