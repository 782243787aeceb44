import type { Bilingual } from './bilingual';

/** The words of the screens for each state; a test compares those of orders, runs and matches with src/renderer/locales. */
type Words<Group extends string> = Readonly<Record<Group, Bilingual>>;

export const connectionWords = {
  ok: { tr: 'Bağlı', en: 'Connected' },
  paused: { tr: 'Duraklatıldı', en: 'Paused' },
  limit: { tr: 'Kanal sınırı bekleniyor', en: 'Waiting for the channel’s limit' },
  keyRejected: { tr: 'Anahtar reddedildi', en: 'Key rejected' },
  down: { tr: 'Kanal yanıt vermiyor', en: 'Channel not answering' },
  offline: { tr: 'Çevrimdışı', en: 'Offline' },
  problem: { tr: 'Sorunlu', en: 'Has a problem' },
  new: { tr: 'Henüz okunmadı', en: 'Not read yet' },
} satisfies Words<string>;

export const runWords = {
  queued: { tr: 'Sırada', en: 'Queued' },
  running: { tr: 'Çalışıyor', en: 'Running' },
  paused: { tr: 'Duraklatıldı', en: 'Paused' },
  done: { tr: 'Bitti', en: 'Finished' },
  partial: { tr: 'Eksik bitti', en: 'Finished with problems' },
  failed: { tr: 'Başarısız', en: 'Failed' },
  cancelled: { tr: 'İptal edildi', en: 'Cancelled' },
} satisfies Words<string>;

export const evidenceWords = {
  live: { tr: 'Canlı denendi', en: 'Tried live' },
  contract: { tr: 'Sözleşmeyle sınandı', en: 'Checked against contract' },
  docs: { tr: 'Belgeye göre', en: 'By documentation' },
  file: { tr: 'Dosya ile', en: 'By file' },
  planned: { tr: 'Planlandı', en: 'Planned' },
  closed: { tr: 'Kapalı', en: 'Closed' },
} satisfies Words<string>;

export const listingWords = {
  active: { tr: 'Satışta', en: 'On sale' },
  inactive: { tr: 'Satışta değil', en: 'Not on sale' },
  pending: { tr: 'Onay bekliyor', en: 'Awaiting approval' },
  rejected: { tr: 'Reddedildi', en: 'Rejected' },
  archived: { tr: 'Arşivde', en: 'Archived' },
  locked: { tr: 'Kilitli', en: 'Locked' },
  gone: { tr: 'Kanalda yok', en: 'Not on the channel' },
} satisfies Words<string>;

export const orderWords = {
  awaiting: { tr: 'Ödeme bekliyor', en: 'Awaiting payment' },
  new: { tr: 'Yeni', en: 'New' },
  preparing: { tr: 'Hazırlanıyor', en: 'Preparing' },
  shipped: { tr: 'Kargoda', en: 'Shipped' },
  delivered: { tr: 'Teslim edildi', en: 'Delivered' },
  undelivered: { tr: 'Teslim edilemedi', en: 'Not delivered' },
  cancelled: { tr: 'İptal', en: 'Cancelled' },
  returned: { tr: 'İade', en: 'Returned' },
  unsupplied: { tr: 'Tedarik edilemedi', en: 'Could not be supplied' },
  unknown: { tr: 'Tanınmadı', en: 'Not recognised' },
} satisfies Words<string>;

export const alertWords = {
  open: { tr: 'Açık', en: 'Open' },
  snoozed: { tr: 'Ertelendi', en: 'Snoozed' },
  closed: { tr: 'Kapandı', en: 'Closed' },
} satisfies Words<string>;

/** On its way to the channel, as the screens word it. */
export const valueWords = {
  off: { tr: 'Yok', en: 'None' },
  idle: { tr: 'Onaylandı', en: 'Confirmed' },
  queued: { tr: 'Gönderilecek', en: 'To be sent' },
  sending: { tr: 'Gönderilecek', en: 'To be sent' },
  sent: { tr: 'Gönderildi, yanıt bekleniyor', en: 'Sent, answer awaited' },
  confirmed: { tr: 'Onaylandı', en: 'Confirmed' },
  refused: { tr: 'Kanal reddetti', en: 'Refused by the channel' },
  unknown: { tr: 'Bilinmiyor', en: 'Unknown' },
  held: { tr: 'Bekletiliyor', en: 'Held' },
} satisfies Words<string>;

export const causeWords = {
  panel: { tr: 'Panelde değişti', en: 'Changed in the panel' },
  refused: { tr: 'Kanal reddetti', en: 'Refused by the channel' },
  unanswered: { tr: 'Yanıt yok', en: 'No answer' },
  sales: { tr: 'Kanalın kendi satışı', en: 'The channel’s own sale' },
  matched: { tr: 'Eşleşme yeni', en: 'Matched recently' },
} satisfies Words<string>;

export const kindWords = {
  stock: { tr: 'Stok', en: 'Stock' },
  price: { tr: 'Fiyat', en: 'Price' },
} satisfies Words<string>;

export const checkWords = {
  passed: { tr: 'Geçti', en: 'Passed' },
  failed: { tr: 'Kaldı', en: 'Failed' },
  notTried: { tr: 'Sınanmadı', en: 'Not tried' },
  running: { tr: 'Sınanıyor', en: 'Testing' },
} satisfies Words<string>;

export const streamWords = {
  products: { tr: 'Ürünler', en: 'Products' },
  orders: { tr: 'Siparişler', en: 'Orders' },
} satisfies Words<string>;

export const matchWords = {
  sure: { tr: 'Kesin', en: 'Sure' },
  doubtful: { tr: 'Şüpheli', en: 'Doubtful' },
  new: { tr: 'Yeni', en: 'New' },
} satisfies Words<string>;
