import type { Option } from '../command';

export const connectionOption: Option = {
  value: 'CONNECTION',
  help: { tr: 'Yalnız bu bağlantı (ad veya kimlik)', en: 'Only this connection (name or id)' },
};
export const limitOption: Option = {
  value: 'N',
  help: { tr: 'En çok bu kadar satır; yoksa tümü', en: 'At most so many rows; all without it' },
};
export const sinceOption: Option = {
  value: 'TIME',
  help: {
    tr: 'Bu zamandan beri değişenler: 2026-11-24, 7d, 12h, 30m',
    en: 'What changed since: 2026-11-24, 7d, 12h, 30m',
  },
};
