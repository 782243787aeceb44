import { defineEntries } from './define';
import { unverified } from './notes';

/** Integrators that send e-invoices (e-Fatura, e-Arşiv) to the tax office. */
export const eInvoiceServices = defineEntries(
  'e-invoice',
  ['TR'],
  [
    {
      id: 'qnb_efatura',
      name: 'QNB eSolutions e-Fatura',
      access: 'api',
      original: true,
      docsUrl: 'https://www.qnbesolutions.com.tr',
      aliases: ['QNB E-Fatura', 'eFinans'],
    },
    {
      id: 'n11_faturam',
      name: 'n11 Faturam',
      access: 'api',
      original: true,
      note: {
        tr: 'Digital Planet altyapısında çalışır, hesabı ayrıdır.',
        en: 'Runs on Digital Planet with an account of its own.',
      },
    },
    {
      id: 'nilvera',
      name: 'Nilvera',
      access: 'api',
      original: true,
      docsUrl: 'https://developer.nilvera.com',
    },
    { id: 'uyumsoft', name: 'Uyumsoft e-Fatura', access: 'api', original: true },
    {
      id: 'trendyol_efatura',
      name: 'Trendyol e-Faturam',
      access: 'api',
      original: true,
      aliases: ['Trendyol E-Fatura'],
      note: {
        tr: 'Digital Planet altyapısında çalışır, hesabı ayrıdır.',
        en: 'Runs on Digital Planet with an account of its own.',
      },
    },
    {
      id: 'foriba',
      name: 'Sovos (Foriba)',
      access: 'api',
      original: true,
      aliases: ['Foriba E-Fatura', 'Fit Bulut'],
      note: { tr: 'Foriba’nın yeni adı Sovos.', en: 'Foriba is now Sovos.' },
    },
    { id: 'digital_planet', name: 'Digital Planet', access: 'api', original: true },
    {
      id: 'turkcell_efatura',
      name: 'Turkcell e-Şirket',
      access: 'api',
      original: true,
      docsUrl: 'https://developer.turkcellesirket.com',
      aliases: ['Turkcell E-Fatura'],
    },
    { id: 'smartfatura', name: 'Smart Fatura', access: 'unknown', original: true, note: unverified },
    { id: 'edm', name: 'EDM Bilişim', access: 'api', original: true, aliases: ['EDM E-Fatura'] },
    { id: 'ice', name: 'ICE e-Fatura', access: 'api', original: true },
    { id: 'izibiz', name: 'İzibiz', access: 'api', original: true, docsUrl: 'https://github.com/izibiz' },
    { id: 'mysoft', name: 'Mysoft', access: 'api', original: true },
    { id: 'faturamix', name: 'Faturamix', access: 'unknown', original: true, note: unverified },
    {
      id: 'nesbilgi',
      name: 'NES Bilgi',
      access: 'api',
      original: true,
      docsUrl: 'https://developertest.nes.com.tr',
    },
    {
      id: 'birfatura',
      name: 'BirFatura',
      access: 'api',
      note: {
        tr: 'Siparişleri BirFatura kendisi çeker. Bunun için internetten erişilen bir adres gerekir.',
        en: 'BirFatura fetches the orders itself, which needs an address reachable from the internet.',
      },
    },
    { id: 'elogo', name: 'eLogo', access: 'api' },
    { id: 'edoksis', name: 'Edoksis', access: 'api' },
    { id: 'veriban', name: 'Veriban', access: 'api' },
    { id: 'kolaysoft', name: 'KolaySoft', access: 'api' },
    { id: 'hizli_bilisim', name: 'Hızlı Bilişim', access: 'api' },
    {
      id: 'gib_earsiv',
      name: 'GİB e-Arşiv Portal',
      access: 'file',
      aliases: ['Gelir İdaresi'],
      note: {
        tr: 'Resmî bir API’si yoktur. Faturaların portala dosyayla taşınması planlanıyor.',
        en: 'It has no official API. Taking invoices to the portal by file is planned.',
      },
    },
    { id: 'ksef', name: 'KSeF', access: 'api', countries: ['PL'] },
    {
      id: 'peppol',
      name: 'Peppol',
      access: 'api',
      countries: ['EU'],
      note: {
        tr: 'Bağlantı, anlaşılan Peppol erişim noktası üzerinden kurulur.',
        en: 'It connects through the Peppol access point you have a contract with.',
      },
    },
  ],
);

/** Online accounting for small businesses (ön muhasebe). */
export const accountingServices = defineEntries(
  'accounting',
  ['TR'],
  [
    {
      id: 'parasut',
      name: 'Paraşüt',
      access: 'api',
      original: true,
      docsUrl: 'https://apidocs.parasut.com',
      note: {
        tr: 'e-Fatura ve e-Arşiv faturası da keser. API anahtarı Paraşüt desteğinden istenir.',
        en: 'It issues e-invoices too. Ask Paraşüt support for the API key.',
      },
    },
    { id: 'bizimhesap', name: 'BizimHesap', access: 'api', original: true, aliases: ['Bizim Hesap'] },
    {
      id: 'uyumsoft_on_muhasebe',
      name: 'Uyumsoft Ön Muhasebe',
      nameEn: 'Uyumsoft Accounting',
      access: 'api',
      original: true,
      note: {
        tr: 'Uyumsoft e-Fatura ile aynı şirketindir, hesabı ve API’si ayrıdır.',
        en: 'From the same company as Uyumsoft e-Fatura, with an account and an API of its own.',
      },
    },
    { id: 'kolaybi', name: 'KolayBi', access: 'api' },
    { id: 'logo_isbasi', name: 'Logo İşbaşı', access: 'api' },
    {
      id: 'quickbooks',
      name: 'QuickBooks Online',
      access: 'api',
      countries: ['*'],
      docsUrl: 'https://developer.intuit.com',
    },
    { id: 'xero', name: 'Xero', access: 'api', countries: ['*'], docsUrl: 'https://developer.xero.com' },
    { id: 'zoho_books', name: 'Zoho Books', access: 'api', countries: ['*'] },
  ],
);
