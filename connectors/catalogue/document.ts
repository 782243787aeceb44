import type { CatalogueEntry } from '../../src/shared/connector/catalogue';
import { catalogueCategories, categoryNames } from '../../src/shared/connector/catalogue';

/** The text of docs/CATALOGUE.md, written from the entries. */
export function describeCatalogue(entries: readonly CatalogueEntry[]): string {
  const originals = entries.filter((entry) => entry.original).length;
  const sections = catalogueCategories
    .map((category) => ({ category, rows: entries.filter((entry) => entry.category === category) }))
    .filter(({ rows }) => rows.length > 0)
    .map(({ category, rows }) =>
      [
        `## ${categoryNames[category].en} (${rows.length})`,
        '',
        '| Name | Evidence | Access | Countries | Note |',
        '|---|---|---|---|---|',
        ...rows.map(describeEntry),
        '',
      ].join('\n'),
    );
  return [
    '# Catalogue',
    '',
    'Written from `connectors/catalogue/` by `npx vitest run connectors/catalogue.test.ts -u`; do not edit by hand.',
    '',
    `${entries.length} integrations, ${originals} of them (●) promised from the start. Evidence says what was really tried:`,
    '`docs` built from documentation and tried on a practice marketplace, `planned` not connectable yet,',
    '`merged` reached through another entry, `closed` gone or never open to others.',
    '',
    ...sections,
  ].join('\n');
}

function describeEntry(entry: CatalogueEntry): string {
  const name = entry.nameEn ?? entry.name;
  const linked = entry.docsUrl === undefined ? name : `[${name}](${entry.docsUrl})`;
  const evidence = entry.mergedInto === undefined ? entry.evidence : `merged into \`${entry.mergedInto.id}\``;
  const countries = entry.countries.map((country) => (country === '*' ? 'all' : country)).join(' ');
  const note = [entry.mergedInto?.reason.en, entry.note?.en].filter((part) => part !== undefined).join(' ');
  return `| ${entry.original ? '● ' : ''}${linked} | ${evidence} | ${entry.access} | ${countries} | ${note} |`;
}
