import type { Field } from '../../src/shared/connector/definition';

const panelHelp = {
  tr: 'Trendyol Satıcı Paneli > Hesap Bilgilerim > Entegrasyon Bilgileri. Bu sayfayı yalnızca ana kullanıcı görür.',
  en: 'Trendyol seller panel > Hesap Bilgilerim > Entegrasyon Bilgileri. Only the main user sees this page.',
};

export const fields: readonly Field[] = [
  {
    name: 'sellerId',
    label: { tr: 'Satıcı ID (Cari ID)', en: 'Seller ID (Satıcı ID)' },
    help: panelHelp,
    pattern: '[0-9]{1,20}',
    patternHelp: {
      tr: 'Satıcı ID yalnızca rakamlardan oluşur.',
      en: 'The seller ID consists of digits only.',
    },
    example: '123456',
  },
  {
    name: 'apiKey',
    label: { tr: 'API Key', en: 'API key' },
    help: panelHelp,
    secret: true,
  },
  {
    name: 'apiSecret',
    label: { tr: 'API Secret', en: 'API secret' },
    help: panelHelp,
    secret: true,
  },
  {
    name: 'integratorName',
    label: { tr: 'Entegratör adı', en: 'Integrator name' },
    help: {
      tr: 'Boş bırakın. Yalnızca bir entegratör firma adına bağlanıyorsanız Trendyol’a kayıtlı adını yazın.',
      en: 'Leave it empty. Only when you connect on behalf of an integrator company, enter its name as registered with Trendyol.',
    },
    pattern: '[A-Za-z0-9]{1,30}',
    patternHelp: {
      tr: 'En çok 30 harf ve rakam; boşluk ve Türkçe karakter olmadan.',
      en: 'At most 30 letters and digits, without blanks or Turkish letters.',
    },
    optional: true,
    fallback: 'SelfIntegration',
  },
];
