import type { Field } from '../../src/shared/connector/definition';

const devDashboard = {
  tr: 'Shopify Dev Dashboard > uygulamanız > Settings > Credentials. Uygulama mağazanızla aynı hesapta olmalıdır.',
  en: 'Shopify Dev Dashboard > your app > Settings > Credentials. The app has to be in the same organisation as the shop.',
};

export const fields: readonly Field[] = [
  {
    name: 'shop',
    label: { tr: 'Mağaza adresi', en: 'Shop address' },
    help: {
      tr: 'Shopify yönetimi > Ayarlar > Alan adları altında .myshopify.com ile biten adres.',
      en: 'The address ending in .myshopify.com under Shopify admin > Settings > Domains.',
    },
    pattern: '[a-z0-9][a-z0-9-]*\\.myshopify\\.com',
    patternHelp: {
      tr: 'Adres .myshopify.com ile bitmelidir, örneğin magazam.myshopify.com.',
      en: 'The address has to end in .myshopify.com, for example my-shop.myshopify.com.',
    },
    example: 'magazam.myshopify.com',
  },
  {
    name: 'accessToken',
    label: { tr: 'Admin API erişim anahtarı', en: 'Admin API access token' },
    help: {
      tr: '2026’dan önce açılmış özel uygulamalarda: Ayarlar > Uygulamalar > Uygulama geliştir > API kimlik bilgileri. shpat_ ile başlar.',
      en: 'For custom apps made before 2026: Settings > Apps > Develop apps > API credentials. Begins with shpat_.',
    },
    secret: true,
    optional: true,
  },
  {
    name: 'clientId',
    label: { tr: 'Client ID', en: 'Client ID' },
    help: devDashboard,
    optional: true,
  },
  {
    name: 'clientSecret',
    label: { tr: 'Client secret', en: 'Client secret' },
    help: devDashboard,
    secret: true,
    optional: true,
  },
];

/** Any address of the shop's admin a person pastes, made the bare shop domain. */
export function tidyField(name: string, value: string): string {
  const typed = value.trim();
  if (name !== 'shop' || typed === '') return typed;
  const bare = typed.toLowerCase().replace(/^https?:\/\//, '');
  const admin = /^admin\.shopify\.com\/store\/([a-z0-9-]+)/.exec(bare)?.[1];
  if (admin !== undefined) return `${admin}.myshopify.com`;
  const host = bare.replace(/[/?#].*$/, '');
  return host.includes('.') ? host : `${host}.myshopify.com`;
}
