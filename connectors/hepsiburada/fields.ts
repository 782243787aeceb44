import type { Field } from '../../src/shared/connector/definition';

export const fields: readonly Field[] = [
  {
    name: 'merchantId',
    label: { tr: 'Mağaza ID (Merchant ID)', en: 'Merchant ID (Mağaza ID)' },
    help: {
      tr: 'Hepsiburada Satıcı Paneli > Bilgilerim > Entegrasyon > Entegratör Bilgileri. Tireli, 36 karakterlik kod.',
      en: 'Hepsiburada merchant panel > Bilgilerim > Entegrasyon > Entegratör Bilgileri. A code of 36 characters with dashes.',
    },
    pattern: '[0-9A-Za-z-]{8,64}',
    patternHelp: {
      tr: 'Mağaza ID harf, rakam ve tirelerden oluşur.',
      en: 'The merchant ID consists of letters, digits and dashes.',
    },
    example: '3f2c1b7a-9d4e-4c58-8a61-0b5e7d9f2a34',
  },
  {
    name: 'serviceKey',
    label: { tr: 'Servis anahtarı', en: 'Service key (Servis Anahtarı)' },
    help: {
      tr: 'Bilgilerim > Entegrasyon > Entegratör Bilgileri > Entegratörlerim altındaki 12 karakterlik Servis Anahtarı.',
      en: 'The 12-character Servis Anahtarı under Bilgilerim > Entegrasyon > Entegratör Bilgileri > Entegratörlerim.',
    },
    secret: true,
  },
  {
    name: 'userAgent',
    label: { tr: 'Geliştirici kullanıcı adı', en: 'Developer user name' },
    help: {
      tr: 'Hepsiburada’nın entegratör yetkilendirmesinde verdiği ad; çoğu kez “_dev” ile biter. Başına Mağaza ID yazmayın.',
      en: 'The name Hepsiburada gave with the integrator authorisation; it mostly ends in “_dev”. Do not put the merchant ID before it.',
    },
    pattern: '[A-Za-z0-9._-]{1,100}',
    patternHelp: {
      tr: 'Boşluk ve Türkçe karakter olmadan, yalnızca kullanıcı adını yazın.',
      en: 'Only the user name, without blanks or Turkish letters.',
    },
    example: 'magazam_dev',
  },
  {
    name: 'username',
    label: { tr: 'API kullanıcı adı', en: 'API user name' },
    help: {
      tr: 'Boş bırakın; Mağaza ID kullanılır. Yalnızca Hepsiburada size ayrı bir kullanıcı adı verdiyse yazın.',
      en: 'Leave it empty: the merchant ID is used. Enter it only when Hepsiburada gave you a separate user name.',
    },
    optional: true,
    fallback: '{merchantId}',
  },
];
