import { defineEntries } from './define';

/** Payment providers, read for collections and settlements. */
export const paymentServices = defineEntries(
  'payment',
  ['TR'],
  [
    { id: 'iyzico', name: 'iyzico', access: 'api', docsUrl: 'https://docs.iyzico.com' },
    { id: 'paytr', name: 'PayTR', access: 'api', docsUrl: 'https://dev.paytr.com' },
    {
      id: 'param',
      name: 'Param',
      access: 'api',
      docsUrl: 'https://dev.param.com.tr',
      note: {
        tr: 'Yalnız bildirilen IP adresinden gelen istekleri kabul eder. Sabit IP gerekir.',
        en: 'It accepts requests only from a registered IP address. A fixed IP is needed.',
      },
    },
    { id: 'hepsipay', name: 'Hepsipay', access: 'api', docsUrl: 'https://developers.hepsiburada.com' },
    { id: 'sipay', name: 'Sipay', access: 'api' },
    { id: 'craftgate', name: 'Craftgate', access: 'api', docsUrl: 'https://developer.craftgate.io' },
    { id: 'moka', name: 'Moka United', access: 'api' },
    {
      id: 'stripe',
      name: 'Stripe',
      access: 'api',
      countries: ['EU', 'GB', 'US'],
      docsUrl: 'https://docs.stripe.com/api',
      note: {
        tr: 'Türkiye’de kurulu işletmelere hesap açmaz.',
        en: 'It does not open accounts for businesses in Türkiye.',
      },
    },
    {
      id: 'paypal',
      name: 'PayPal',
      access: 'api',
      countries: ['EU', 'GB', 'US'],
      docsUrl: 'https://developer.paypal.com',
      note: {
        tr: 'Türkiye’den 2016’da çekildi. Yurt dışında kurulu şirketler kullanabilir.',
        en: 'It left Türkiye in 2016. Companies founded abroad can use it.',
      },
    },
    { id: 'mollie', name: 'Mollie', access: 'api', countries: ['EU'], docsUrl: 'https://docs.mollie.com' },
    { id: 'adyen', name: 'Adyen', access: 'api', countries: ['*'], docsUrl: 'https://docs.adyen.com' },
  ],
);

/** Ways to write to a buyer or to the merchant's own people. */
export const messagingServices = defineEntries(
  'messaging',
  ['TR'],
  [
    { id: 'netgsm', name: 'Netgsm SMS', access: 'api', docsUrl: 'https://www.netgsm.com.tr/dokuman/' },
    { id: 'iletimerkezi', name: 'İleti Merkezi', access: 'api' },
    { id: 'verimor', name: 'Verimor', access: 'api' },
    { id: 'mutlucell', name: 'Mutlucell', access: 'api' },
    {
      id: 'iys',
      name: 'İYS',
      access: 'api',
      aliases: ['İleti Yönetim Sistemi'],
      note: {
        tr: 'Ticari iletiden önce alıcının onayı burada denetlenir.',
        en: 'The buyer’s consent is checked here before a commercial message.',
      },
    },
    {
      id: 'whatsapp_cloud',
      name: 'WhatsApp Business',
      access: 'api',
      countries: ['*'],
      docsUrl: 'https://developers.facebook.com/docs/whatsapp/cloud-api',
    },
    {
      id: 'telegram_bot',
      name: 'Telegram',
      access: 'api',
      countries: ['*'],
      docsUrl: 'https://core.telegram.org/bots/api',
    },
    {
      id: 'smtp',
      name: 'E-posta (SMTP)',
      nameEn: 'E-mail (SMTP)',
      access: 'api',
      countries: ['*'],
      aliases: ['mail'],
    },
  ],
);

/** Programs whose data a merchant brings along when moving to Kervan. */
export const migrationSources = defineEntries(
  'migration',
  ['TR'],
  [
    { id: 'entegra', name: 'Entegra', access: 'api' },
    { id: 'dopigo', name: 'Dopigo', access: 'api' },
    { id: 'sentos', name: 'Sentos', access: 'api' },
    { id: 'stockmount', name: 'StockMount', access: 'api' },
    {
      id: 'base_com',
      name: 'Base.com',
      access: 'api',
      countries: ['*'],
      docsUrl: 'https://api.baselinker.com',
      aliases: ['BaseLinker'],
    },
  ],
);

/** Files and open data. */
export const dataSources = defineEntries(
  'data',
  ['*'],
  [
    {
      id: 'xml_feed',
      name: 'Tedarikçi XML dosyası',
      nameEn: 'Supplier XML file',
      access: 'file',
      aliases: ['dropshipping', 'feed'],
    },
    { id: 'csv_excel', name: 'CSV ve Excel', nameEn: 'CSV and Excel', access: 'file', aliases: ['XLSX'] },
    { id: 'ftp_sftp', name: 'FTP ve SFTP', nameEn: 'FTP and SFTP', access: 'file' },
    {
      id: 'google_sheets',
      name: 'Google E-Tablolar',
      nameEn: 'Google Sheets',
      access: 'api',
      docsUrl: 'https://developers.google.com/sheets/api',
      aliases: ['Google Sheets'],
    },
    {
      id: 'tcmb',
      name: 'TCMB döviz kurları',
      nameEn: 'TCMB exchange rates',
      access: 'api',
      countries: ['TR'],
      docsUrl: 'https://www.tcmb.gov.tr/kurlar/today.xml',
      aliases: ['Merkez Bankası'],
    },
  ],
);
