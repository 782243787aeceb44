/** The vocabulary of the catalogue generator: what Turkish merchants sell, in their own words. */
export interface GoodsKind {
  category: { id: number; name: string; path: readonly string[] };
  nouns: readonly string[];
  adjectives: readonly string[];
  /** Option name → values; an empty list means that the goods have no variants. */
  options: readonly { name: string; values: readonly string[] }[];
  brands: readonly string[];
  /** TRY, lowest and highest usual price. */
  price: readonly [number, number];
  vatRate: 0 | 1 | 10 | 20;
}

const COLOURS = [
  'Siyah',
  'Beyaz',
  'Kırmızı',
  'Lacivert',
  'Haki Yeşil',
  'Gül Kurusu',
  'Bej',
  'Gümüş',
  'Açık Mavi',
  'Hardal',
] as const;
const CLOTHES_SIZES = ['XS', 'S', 'M', 'L', 'XL', 'XXL'] as const;
const SHOE_SIZES = ['36', '37', '38', '39', '40', '41', '42', '43', '44', '45'] as const;
const TOWEL_SIZES = ['30x50 cm', '50x90 cm', '70x140 cm', '100x150 cm'] as const;

export const GOODS: readonly GoodsKind[] = [
  {
    category: { id: 411, name: 'Havlu', path: ['Ev & Mobilya', 'Ev Tekstili', 'Havlu'] },
    nouns: ['Banyo Havlusu', 'El Yüz Havlusu', 'Peştemal', 'Plaj Havlusu', 'Ayak Havlusu', 'Bornoz Takımı'],
    adjectives: [
      '%100 Pamuk',
      'Jakarlı',
      'Bambu',
      'Yumuşak Dokulu',
      'Çift Yüzlü',
      'Saçaklı',
      'Buldan Dokuması',
    ],
    options: [
      { name: 'Renk', values: COLOURS },
      { name: 'Boyut', values: TOWEL_SIZES },
    ],
    brands: ['Özdilek Ev', 'Denizli Dokuma', 'Işıl Tekstil', 'Buldanlı'],
    price: [79, 1_250],
    vatRate: 10,
  },
  {
    category: { id: 1172, name: 'Spor Ayakkabı', path: ['Ayakkabı', 'Erkek Ayakkabı', 'Spor Ayakkabı'] },
    nouns: [
      'Koşu Ayakkabısı',
      'Günlük Sneaker',
      'Deri Bot',
      'Babet',
      'Topuklu Ayakkabı',
      'Sandalet',
      'Ev Terliği',
    ],
    adjectives: ['Hakiki Deri', 'Ortopedik', 'Su Geçirmez', 'Hafif Tabanlı', 'Bağcıklı', 'Kışlık İçi Kürklü'],
    options: [
      { name: 'Renk', values: COLOURS },
      { name: 'Beden', values: SHOE_SIZES },
    ],
    brands: ['Gezgin Ayakkabı', 'Şık Adım', 'Yürü', 'İnci Taban'],
    price: [249, 4_999],
    vatRate: 10,
  },
  {
    category: { id: 604, name: 'Tişört', path: ['Giyim', 'Kadın Giyim', 'Tişört'] },
    nouns: ['Tişört', 'Gömlek', 'Kazak', 'Hırka', 'Pijama Takımı', 'Elbise', 'Şort', 'Eşofman Altı'],
    adjectives: [
      'Oversize',
      'Slim Fit',
      'Düğmeli',
      'Kapüşonlu',
      'Çizgili',
      'İnce Askılı',
      'Örgü',
      'Büyük Beden',
    ],
    options: [
      { name: 'Renk', values: COLOURS },
      { name: 'Beden', values: CLOTHES_SIZES },
    ],
    brands: ['Çınar Moda', 'Ütopya', 'İpekçe', 'Öykü Butik'],
    price: [129, 1_899],
    vatRate: 10,
  },
  {
    category: { id: 703, name: 'Tencere', path: ['Ev & Mobilya', 'Mutfak', 'Tencere'] },
    nouns: [
      'Granit Tencere',
      'Çaydanlık Takımı',
      'Döküm Tava',
      'Bıçak Seti',
      'Saklama Kabı',
      'Kek Kalıbı',
      'Cezve',
      'Çay Bardağı Seti',
    ],
    adjectives: [
      'Yapışmaz',
      'Paslanmaz Çelik',
      'Bakır Görünümlü',
      '6 Kişilik',
      'İndüksiyon Uyumlu',
      'Kapaklı',
      'Züccaciye Serisi',
    ],
    options: [{ name: 'Renk', values: COLOURS }],
    brands: ['Köşk Mutfak', 'Güğüm', 'Çelikçi', 'Şefim'],
    price: [59.9, 6_499],
    vatRate: 20,
  },
  {
    category: { id: 910, name: 'Cilt Bakımı', path: ['Kozmetik', 'Kişisel Bakım', 'Cilt Bakımı'] },
    nouns: [
      'Nemlendirici Krem',
      'Yüz Temizleme Jeli',
      'Güneş Kremi SPF 50+',
      'Ruj',
      'Şampuan',
      'Gül Suyu',
      'Kolonya',
      'El Kremi',
    ],
    adjectives: [
      'Doğal',
      'Argan Yağlı',
      'Hassas Ciltler İçin',
      'Işıltı Veren',
      'Parfümsüz',
      'Isparta Güllü',
      '250 ml',
    ],
    options: [],
    brands: ['Güllüce', 'İksir', 'Şifa Doğal', 'Ipek Cilt'],
    price: [24.5, 899],
    vatRate: 20,
  },
  {
    category: { id: 2210, name: 'Kitap', path: ['Kitap & Kırtasiye', 'Kitap'] },
    nouns: [
      'Çocuk Hikâye Kitabı',
      'Yemek Tarifleri Kitabı',
      'Bulmaca Kitabı',
      'Öykü Seçkisi',
      'Boyama Kitabı',
    ],
    adjectives: ['Ciltli', 'Resimli', 'Genişletilmiş Baskı', 'Büyük Boy', '2. Cilt'],
    options: [],
    brands: ['Çağdaş Yayınları', 'Ötüken Çocuk', 'İz Kitap'],
    price: [35, 650],
    vatRate: 0,
  },
  {
    category: { id: 3321, name: 'Telefon Kılıfı', path: ['Elektronik', 'Telefon Aksesuarları', 'Kılıf'] },
    nouns: [
      'Telefon Kılıfı',
      'Ekran Koruyucu',
      'Şarj Kablosu',
      'Kablosuz Kulaklık',
      'Araç İçi Tutucu',
      'Powerbank',
    ],
    adjectives: ['Darbe Emici', 'Şeffaf', 'Hızlı Şarj', 'Mıknatıslı', '3’lü Paket', 'Örgü İpli'],
    options: [{ name: 'Renk', values: COLOURS }],
    brands: ['Teknoış', 'Volt Aksesuar', 'Ğüç'],
    price: [19.9, 2_790],
    vatRate: 20,
  },
  {
    category: { id: 4405, name: 'Bakliyat', path: ['Süpermarket', 'Temel Gıda', 'Bakliyat'] },
    nouns: [
      'Kırmızı Mercimek',
      'Antep Fıstığı',
      'Çiçek Balı',
      'Kuru Üzüm',
      'Zeytinyağı',
      'İsot',
      'Tahin Pekmez Seti',
    ],
    adjectives: ['Taş Değirmen', 'Soğuk Sıkım', 'Köy Ürünü', 'Süzme', 'Katkısız', '1 kg', '5 lt Teneke'],
    options: [],
    brands: ['Ağaçlı Köy', 'Öz Toprak', 'İsotçu'],
    price: [45, 2_150],
    vatRate: 1,
  },
];
