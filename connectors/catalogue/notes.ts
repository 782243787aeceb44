import type { Bilingual } from '../../src/shared/connector/catalogue';

/** Sentences that several entries share. */

export const partnersOnly: Bilingual = {
  tr: 'API belgeleri yalnız iş ortaklarına veriliyor. Belge gelene kadar dosyayla bağlanması planlanıyor.',
  en: 'API documents are given to partners only. Until they arrive, a connection by file is planned.',
};

export const unverified: Bilingual = {
  tr: 'Hizmetin sürdüğü ve nasıl bağlanılacağı doğrulanmadı.',
  en: 'It has not been verified that the service still runs, nor how to connect to it.',
};

export const noOpenApi: Bilingual = {
  tr: 'Açık bir API belgesi bulunamadı. Dosya aktarımıyla bağlanması planlanıyor.',
  en: 'No open API document was found. A connection by file transfer is planned.',
};

export const onMirakl: Bilingual = {
  tr: 'Mirakl altyapısında çalışır. Mirakl bağlantısıyla birlikte planlanıyor.',
  en: 'Runs on Mirakl. Planned together with the Mirakl connection.',
};

export const feedOnly: Bilingual = {
  tr: 'Ürünleri mağazanızın yayımladığı dosyadan okur. Sipariş almaz.',
  en: 'Reads products from a file that your shop publishes. It takes no orders.',
};

export const contractNeeded: Bilingual = {
  tr: 'API bilgileri kargo sözleşmesiyle şubeden veya satış temsilcisinden alınır.',
  en: 'API details come with your carrier contract, from the branch or the sales representative.',
};

export const onYourServer: Bilingual = {
  tr: 'Program kendi sunucunuzda çalışır. Bağlanmak için servisinin açık olması gerekir.',
  en: 'The program runs on your own server. Its service must be switched on to connect.',
};

export const originalVendorModule = (name: string): Bilingual => ({
  tr: `${name}, PraPazar’ın kendi programının bir parçasıdır. Dışarıdan bağlanılacak ayrı bir hizmet yoktur.`,
  en: `${name} is a part of PraPazar’s own program. There is no separate service to connect to.`,
});
