import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import en from '../../renderer/locales/en/errors.json';
import tr from '../../renderer/locales/tr/errors.json';
import { errorCatalogue } from '../errors/codes';
import { type DescribableError, describeError, type Translate } from './describe-error';
import type { Language } from './language';

const texts = i18next.createInstance();
beforeAll(async () => {
  await texts.init({
    lng: 'tr',
    resources: { tr: { errors: tr }, en: { errors: en } },
    interpolation: { escapeValue: false },
  });
});

function say(error: DescribableError, language: Language): string {
  return describeError(error, texts.getFixedT(language) as unknown as Translate, language);
}

describe('describeError', () => {
  it('fills the facts in the writing of the language', () => {
    const error: DescribableError = {
      code: 'limit.reached',
      fault: 'channel',
      facts: { channel: 'Trendyol', count: 12_400, period: 60_000, time: Date.UTC(2026, 10, 24, 6, 52) },
    };
    expect(say(error, 'tr')).toBe(
      'İstek hakkı doldu: Trendyol, 12.400 istek / 1 dk. Kervan bekliyor, 09.52 itibarıyla sürer.',
    );
    expect(say(error, 'en')).toBe(
      'Call limit reached: Trendyol, 12,400 calls / 1 min. Kervan waits and goes on at 09:52.',
    );
  });

  it('says a missing fact is unknown and never shows a placeholder', () => {
    const sentence = say({ code: 'chan.down', fault: 'channel', facts: { channel: 'n11' } }, 'tr');
    expect(sentence).toBe(
      'n11 yanıt vermiyor (hata bilinmiyor, süre bilinmiyor). Sizin yapacağınız bir şey yok; sonraki deneme bilinmiyor.',
    );
  });

  it('counts one in English', () => {
    expect(
      say({ code: 'auth.keyEnds', fault: 'merchant', facts: { connection: 'Ana mağaza', count: 1 } }, 'en'),
    ).toContain('in 1 day:');
  });

  it.each(['merchant', 'channel', 'network', 'kervan'] as const)(
    'gives an unknown code the sentence of its fault: %s',
    (fault) => {
      for (const language of ['tr', 'en'] as const) {
        const sentence = say({ code: 'somewhere.new', fault, facts: {} }, language);
        expect(sentence).toContain('somewhere.new');
        expect(sentence).not.toContain('{{');
      }
    },
  );

  it.each(Object.keys(errorCatalogue))('has a sentence for %s in both languages', (code) => {
    for (const file of [tr, en]) {
      const [group = '', name = ''] = code.split('.');
      const sentences: Record<string, Record<string, string>> = file.sentence;
      expect(sentences[group]?.[name], code).toMatch(/\.$/);
    }
  });
});
