import type { Language } from '../shared/wording/language';
import { LANGUAGES } from '../shared/wording/language';
import type { Command, Option } from './command';
import type { Bilingual } from './words/bilingual';

export const globalOptions: Readonly<Record<string, Option>> = {
  json: { help: { tr: 'API’nin JSON yanıtını yaz', en: 'Write the JSON of the API' } },
  lang: { value: 'tr|en', choices: LANGUAGES, help: { tr: 'Dil', en: 'Language' } },
  url: {
    value: 'URL',
    help: { tr: 'Kervan’ın adresi (KERVAN_API_URL)', en: 'Address of Kervan (KERVAN_API_URL)' },
  },
  'token-file': {
    value: 'FILE',
    help: { tr: 'API anahtarının durduğu dosya', en: 'File that holds the API token' },
  },
  token: {
    value: 'TOKEN',
    help: {
      tr: 'API anahtarı; bu bilgisayarın başka kullanıcılarına görünür, KERVAN_API_TOKEN yeğlenir',
      en: 'API token; other users of this computer can see it, KERVAN_API_TOKEN is better',
    },
  },
  data: {
    value: 'DIR',
    help: {
      tr: 'Masaüstünün veri klasörü (KERVAN_DATA_DIR)',
      en: 'Data folder of the desktop app (KERVAN_DATA_DIR)',
    },
  },
  help: { help: { tr: 'Bu yardımı yaz', en: 'Write this help' } },
};

const words = {
  usage: { tr: 'Kullanım', en: 'Usage' },
  commands: { tr: 'Komutlar', en: 'Commands' },
  options: { tr: 'Seçenekler', en: 'Options' },
  everywhere: { tr: 'Her komutta', en: 'For every command' },
  more: {
    tr: 'Bir komutun seçenekleri: kervan KOMUT --help. Çıkış kodları: docs/CLI.md',
    en: 'Options of a command: kervan COMMAND --help. Exit codes: docs/CLI.md',
  },
} satisfies Readonly<Record<string, Bilingual>>;

export function usageOf({ path, operands, options }: Command): string {
  const named = operands.map(({ name, optional }) => (optional ? `[${name}]` : `<${name}>`));
  const more = Object.keys(options).length > 0 ? ['[…]'] : [];
  return ['kervan', ...path, ...named, ...more].join(' ');
}

export function overallHelp(commands: readonly Command[], language: Language): string {
  const rows = commands.map(
    (command) => [usageOf(command).slice('kervan '.length), command.help[language]] as const,
  );
  return [
    `${words.usage[language]}: kervan COMMAND [--json] [--lang tr|en] […]`,
    '',
    `${words.commands[language]}:`,
    ...aligned(rows),
    '',
    `${words.everywhere[language]}:`,
    ...optionLines(globalOptions, language),
    '',
    words.more[language],
    '',
  ].join('\n');
}

export function commandHelp(command: Command, language: Language): string {
  const own = optionLines(command.options, language);
  return [
    command.help[language],
    '',
    `${words.usage[language]}: ${usageOf(command)}`,
    ...(own.length === 0 ? [] : ['', `${words.options[language]}:`, ...own]),
    '',
    `${words.everywhere[language]}:`,
    ...optionLines(globalOptions, language),
    '',
  ].join('\n');
}

function optionLines(options: Readonly<Record<string, Option>>, language: Language): string[] {
  return aligned(
    Object.entries(options).map(([name, { value, choices, help }]) => [
      `--${name}${value === undefined ? '' : ` ${value}`}`,
      choices === undefined || value?.includes('|')
        ? help[language]
        : `${help[language]}: ${choices.join(', ')}`,
    ]),
  );
}

function aligned(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
