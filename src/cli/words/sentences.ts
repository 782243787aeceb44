/** What the command line itself has to say; everything else is a sentence of Kervan's answer. */
export const sentences = {
  notRunning: {
    tr: 'Kervan {url} adresinde yanıt vermiyor. Kervan’ı açın veya --url ile adresini verin.',
    en: 'Kervan does not answer at {url}. Open Kervan, or give its address with --url.',
  },
  noPort: {
    tr: 'Çalışan bir Kervan bulunamadı ({file} yok). Kervan’ı açın veya --url ile adresini verin.',
    en: 'No running Kervan was found ({file} is missing). Open Kervan, or give its address with --url.',
  },
  notKervan: {
    tr: '{url} adresinde yanıt veren Kervan değil. Kervan’ı açın veya --url ile adresini verin.',
    en: 'What answers at {url} is not Kervan. Open Kervan, or give its address with --url.',
  },
  noToken: {
    tr: 'API anahtarı bulunamadı ({file} yok). KERVAN_API_TOKEN değişkenini veya --token-file seçeneğini verin.',
    en: 'There is no API token ({file} is missing). Set KERVAN_API_TOKEN or give --token-file.',
  },
  cutOff: {
    tr: 'Kervan yanıtın ortasında bağlantıyı kapattı. Durumu görüp komutu yineleyin.',
    en: 'Kervan closed the connection in the middle of its answer. See how things stand and run the command again.',
  },
  oddAnswer: {
    tr: 'Kervan’ın yanıtı anlaşılmadı ({path}: {place}). Kervan ile bu komut aynı sürümden olmalıdır.',
    en: 'Kervan’s answer was not understood ({path}: {place}). Kervan and this command have to be of the same version.',
  },
  badUrl: {
    tr: '{url} bu bilgisayardaki bir adres değil. Örnek: http://127.0.0.1:4780',
    en: '{url} is not an address on this computer. Example: http://127.0.0.1:4780',
  },
  badToken: {
    tr: 'API anahtarı 8 ile 500 arası harf, rakam veya ._~+/=- içerir.',
    en: 'An API token is 8 to 500 letters, digits or ._~+/=-.',
  },
  unknownCommand: {
    tr: '“{command}” diye bir komut yok. Komutlar için: kervan --help',
    en: 'There is no command “{command}”. For all commands: kervan --help',
  },
  groupOnly: {
    tr: '“{group}” bir komut bekler: {commands}',
    en: '“{group}” wants a command: {commands}',
  },
  unknownOption: {
    tr: '{option} bu komutun seçeneği değil. Seçenekler için: kervan {command} --help',
    en: '{option} is no option of this command. For its options: kervan {command} --help',
  },
  valueMissing: { tr: '{option} bir değer ister.', en: '{option} wants a value.' },
  valueTooMuch: { tr: '{option} değer almaz.', en: '{option} takes no value.' },
  operandMissing: {
    tr: '{operand} eksik. Kullanım: {usage}',
    en: '{operand} is missing. Usage: {usage}',
  },
  operandTooMuch: {
    tr: '“{operand}” fazla. Kullanım: {usage}',
    en: '“{operand}” is too much. Usage: {usage}',
  },
  badChoice: { tr: '{option} şunlardan biri olur: {choices}', en: '{option} is one of: {choices}' },
  badNumber: { tr: '{option} bir tam sayı ister.', en: '{option} wants a whole number.' },
  badTime: {
    tr: '{option} bir zaman ister: 2026-11-24, 2026-11-24T09:30:00Z, 7d, 12h veya 30m.',
    en: '{option} wants a time: 2026-11-24, 2026-11-24T09:30:00Z, 7d, 12h or 30m.',
  },
  unreadable: { tr: '{file} okunamadı: {reason}', en: '{file} could not be read: {reason}' },
  notJson: { tr: '{file} bir JSON nesnesi değil.', en: '{file} is not a JSON object.' },
  noConnection: {
    tr: '“{name}” diye bir bağlantı yok. Bağlantılar için: kervan connections list',
    en: 'There is no connection “{name}”. For all connections: kervan connections list',
  },
  manyConnections: {
    tr: '“{name}” birden çok bağlantının adı. Kimliğini verin: {ids}',
    en: '“{name}” names several connections. Give an id: {ids}',
  },
  noVariant: {
    tr: 'Bu stok kodu veya barkodla bir ürün yok: {code}',
    en: 'There is no product with this SKU or barcode: {code}',
  },
  manyVariants: {
    tr: '{code} birden çok ürünün kodu. Numarasını verin: {ids}',
    en: '{code} belongs to several products. Give a number: {ids}',
  },
  oneVariant: {
    tr: 'Ürünü numarasıyla, sku:KOD veya barcode:KOD olarak verin: {given}',
    en: 'Give the product by its number, as sku:CODE or as barcode:CODE: {given}',
  },
  secretOnLine: {
    tr: '{field} gizlidir ve komut satırına yazılmaz. --secrets-file verin veya sorulunca yazın.',
    en: '{field} is secret and does not belong on the command line. Give --secrets-file, or type it when asked.',
  },
  badField: { tr: '--field ad=değer biçimindedir: {field}', en: '--field has the form name=value: {field}' },
  unknownField: {
    tr: '{integration} şu alanları ister: {fields}. “{field}” bunlardan biri değil.',
    en: '{integration} asks for: {fields}. “{field}” is none of them.',
  },
  fieldsMissing: {
    tr: 'Eksik alanlar: {fields}. --field veya --secrets-file ile verin.',
    en: 'Missing fields: {fields}. Give them with --field or --secrets-file.',
  },
  typeName: {
    tr: 'Bağlantı ve ondan okunan her şey silinir. Onay için adı yazın ({name}): ',
    en: 'The connection and everything read from it is removed. Type its name to confirm ({name}): ',
  },
  notConfirmed: {
    tr: 'Ad uymadı, hiçbir şey silinmedi.',
    en: 'The name did not match, nothing was removed.',
  },
  wantsYes: {
    tr: 'Soracak bir uçbirim yok. Silmek için --yes ekleyin.',
    en: 'There is no terminal to ask on. Add --yes to remove it.',
  },
  askName: { tr: 'Bağlantının adı [{name}]: ', en: 'Name of the connection [{name}]: ' },
  optional: { tr: 'isteğe bağlı', en: 'optional' },
  removed: { tr: '{name} kaldırıldı.', en: '{name} was removed.' },
  stillRunning: {
    tr: 'Beklenmiyor, okuma sürüyor: kervan run show {run}',
    en: 'No longer waiting, the reading goes on: kervan run show {run}',
  },
  interrupted: { tr: 'Yarıda kesildi.', en: 'Interrupted.' },
  streamEnded: {
    tr: 'Kervan olay akışını kapattı. Yeniden bağlanın ve durumu bir kez sorun.',
    en: 'Kervan closed the stream of events. Connect again and ask once how things stand.',
  },
  nothing: { tr: 'Kayıt yok.', en: 'Nothing to show.' },
  matched: {
    tr: '{count} ürün eşleşti. Toplu değişiklik: {batch}',
    en: '{count} listings matched. Batch: {batch}',
  },
  nothingMatched: {
    tr: 'Kesin olan eşleşme yok, hiçbir şey değişmedi.',
    en: 'There is no sure match, nothing changed.',
  },
  booked: {
    tr: 'Değişim {change}; eldeki {onHand}, ayrılan {reserved}, satılabilir {available}.',
    en: 'Change {change}; on hand {onHand}, reserved {reserved}, available {available}.',
  },
  bookedBefore: {
    tr: 'Bu anahtarla daha önce işlendi, hiçbir şey değişmedi.',
    en: 'Booked before under this key, nothing changed.',
  },
  rulesSaved: { tr: 'Kurallar kaydedildi, sürüm {version}.', en: 'Rules saved, version {version}.' },
  unexpected: { tr: 'Beklenmeyen bir hata oldu: {reason}', en: 'An unexpected error happened: {reason}' },
} as const;
