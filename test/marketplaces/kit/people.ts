import type { Random } from './random';

const FIRST_NAMES = [
  'Ayşe',
  'Fatma',
  'Zeynep',
  'Elif',
  'Emine',
  'Hatice',
  'Şule',
  'Gülşah',
  'İrem',
  'Işıl',
  'Çiğdem',
  'Özlem',
  'Büşra',
  'Nurgül',
  'Mehmet',
  'Mustafa',
  'Ahmet',
  'Ali',
  'Hüseyin',
  'İbrahim',
  'Oğuzhan',
  'Uğur',
  'Ömer',
  'Çağrı',
  'Şükrü',
  'Yiğit',
  'Gökhan',
  'Burak',
  'İsmail',
  'Ünal',
  'Döne',
  'Iraz',
  'Ece',
  'Tuğçe',
] as const;
const LAST_NAMES = [
  'Yılmaz',
  'Kaya',
  'Demir',
  'Çelik',
  'Şahin',
  'Yıldız',
  'Yıldırım',
  'Öztürk',
  'Aydın',
  'Özdemir',
  'Arslan',
  'Doğan',
  'Kılıç',
  'Aslan',
  'Çetin',
  'Kara',
  'Koç',
  'Kurt',
  'Özkan',
  'Şimşek',
  'Işık',
  'Güneş',
  'Ağaoğlu',
  'Büyükçekmeceli',
  'İnan',
  'Ünlü',
  'Taş',
  'Çakır',
  'Erdoğan',
  'Güler',
] as const;

interface Place {
  city: string;
  cityCode: number;
  district: string;
  neighbourhoods: readonly string[];
  postalCode: string;
}

const PLACES: readonly Place[] = [
  {
    city: 'İstanbul',
    cityCode: 34,
    district: 'Kadıköy',
    neighbourhoods: ['Moda Mah.', 'Caferağa Mah.', 'Göztepe Mah.'],
    postalCode: '34710',
  },
  {
    city: 'İstanbul',
    cityCode: 34,
    district: 'Üsküdar',
    neighbourhoods: ['Altunizade Mah.', 'Çengelköy Mah.'],
    postalCode: '34662',
  },
  {
    city: 'İstanbul',
    cityCode: 34,
    district: 'Şişli',
    neighbourhoods: ['Meşrutiyet Mah.', 'Fulya Mah.'],
    postalCode: '34363',
  },
  {
    city: 'Ankara',
    cityCode: 6,
    district: 'Çankaya',
    neighbourhoods: ['Kızılay Mah.', 'Bahçelievler Mah.', 'Çayyolu Mah.'],
    postalCode: '06420',
  },
  {
    city: 'İzmir',
    cityCode: 35,
    district: 'Karşıyaka',
    neighbourhoods: ['Bostanlı Mah.', 'Mavişehir Mah.'],
    postalCode: '35590',
  },
  {
    city: 'Iğdır',
    cityCode: 76,
    district: 'Merkez',
    neighbourhoods: ['Bağlar Mah.', 'Söğütlü Mah.'],
    postalCode: '76000',
  },
  {
    city: 'Muğla',
    cityCode: 48,
    district: 'Bodrum',
    neighbourhoods: ['Gümbet Mah.', 'Ortakent Mah.'],
    postalCode: '48400',
  },
  {
    city: 'Diyarbakır',
    cityCode: 21,
    district: 'Kayapınar',
    neighbourhoods: ['Fırat Mah.', 'Peyas Mah.'],
    postalCode: '21070',
  },
  {
    city: 'Kırıkkale',
    cityCode: 71,
    district: 'Yahşihan',
    neighbourhoods: ['Bahçeli Mah.'],
    postalCode: '71450',
  },
  {
    city: 'Şanlıurfa',
    cityCode: 63,
    district: 'Haliliye',
    neighbourhoods: ['Paşabağı Mah.', 'İmambakır Mah.'],
    postalCode: '63100',
  },
  {
    city: 'Denizli',
    cityCode: 20,
    district: 'Merkezefendi',
    neighbourhoods: ['Sırakapılar Mah.'],
    postalCode: '20010',
  },
  {
    city: 'Çanakkale',
    cityCode: 17,
    district: 'Gelibolu',
    neighbourhoods: ['Hocahamza Mah.'],
    postalCode: '17500',
  },
];

const STREETS = [
  'Çınar Sk.',
  'Atatürk Cad.',
  'İnönü Cad.',
  'Gül Sk.',
  'Şehit Ömer Sk.',
  'Yeşilyurt Cad.',
  'Işıklar Cad.',
  'Zübeyde Hanım Blv.',
] as const;
const COMPANIES = [
  'Öz-İş Tekstil San. ve Tic. Ltd. Şti.',
  'Güneş Züccaciye A.Ş.',
  'Işık & Oğulları Kollektif Şti.',
  'Şahinler Gıda İth. İhr. Ltd. Şti.',
] as const;
const TAX_OFFICES = ['Kadıköy', 'Çankaya', 'Karşıyaka', 'Büyük Mükellefler', 'Üsküdar'] as const;

export interface Address {
  firstName: string;
  lastName: string;
  line: string;
  neighbourhood: string;
  district: string;
  city: string;
  cityCode: number;
  postalCode: string;
  phone: string;
}

export interface Customer {
  id: number;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  /** An 11 digit identity number that passes the official check digits, of no real person by intent. */
  identityNumber: string;
  company?: { name: string; taxNumber: string; taxOffice: string };
  address: Address;
}

export function customer(random: Random, id: number): Customer {
  const firstName = random.chance(0.12)
    ? `${random.pick(FIRST_NAMES)} ${random.pick(FIRST_NAMES)}`
    : random.pick(FIRST_NAMES);
  const lastName = random.pick(LAST_NAMES);
  const phone = `+9053${random.integer(0, 9)}${String(random.integer(0, 9_999_999)).padStart(7, '0')}`;
  const place = random.pick(PLACES);
  const made: Customer = {
    id,
    firstName,
    lastName,
    email: `musteri-${id}@example.com`,
    phone,
    identityNumber: identityNumber(random),
    address: {
      firstName,
      lastName,
      line: `${random.pick(STREETS)} No:${random.integer(1, 240)} D:${random.integer(1, 40)}`,
      neighbourhood: random.pick(place.neighbourhoods),
      district: place.district,
      city: place.city,
      cityCode: place.cityCode,
      postalCode: place.postalCode,
      phone,
    },
  };
  if (random.chance(0.08)) {
    made.company = {
      name: random.pick(COMPANIES),
      taxNumber: random.digits(10),
      taxOffice: random.pick(TAX_OFFICES),
    };
  }
  return made;
}

function identityNumber(random: Random): string {
  const digits = [random.integer(1, 9)];
  while (digits.length < 9) digits.push(random.integer(0, 9));
  const at = (index: number): number => digits[index] ?? 0;
  const odd = at(0) + at(2) + at(4) + at(6) + at(8);
  const even = at(1) + at(3) + at(5) + at(7);
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  const eleventh = (odd + even + tenth) % 10;
  return [...digits, tenth, eleventh].join('');
}
