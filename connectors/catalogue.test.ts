import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type CatalogueEntry, catalogueEntrySchema, isConnectable } from '../src/shared/connector/catalogue';
import { searchCatalogue } from '../src/shared/connector/catalogue-search';
import { describeCatalogue } from './catalogue/document';
import { originals } from './catalogue/fixtures/originals';
import { catalogue, connectorLoaders, findEntry } from './index';

const here = fileURLToPath(new URL('.', import.meta.url));
const originalList = new URL('../../shared/catalogue/original119.tsv', import.meta.url);

const ids = (entries: readonly CatalogueEntry[]) => entries.map((entry) => entry.id);

/** Finds an integration by the id it was first listed under. */
const findOriginal = (id: string) =>
  findEntry(id) ?? catalogue.find((entry) => entry.aliases?.includes(id) === true);

describe('the catalogue', () => {
  it('holds nothing that breaks the shape of an entry', () => {
    const broken = catalogue.flatMap((entry) => {
      const parsed = catalogueEntrySchema.safeParse(entry);
      return parsed.success ? [] : [{ id: entry.id, issues: parsed.error.issues }];
    });
    expect(broken).toEqual([]);
  });

  it('lists every one of the 119 promised integrations, and marks exactly those', () => {
    expect(originals).toHaveLength(119);
    const found = originals.map(([id]) => findOriginal(id)?.id);
    expect(originals.filter((_, index) => found[index] === undefined)).toEqual([]);
    expect(ids(catalogue.filter((entry) => entry.original)).sort()).toEqual([...found].sort());
  });

  it.each(originals)('finds %s by its first name, %s', (id, name) => {
    expect(ids(searchCatalogue(catalogue, { q: name }))).toContain(findOriginal(id)?.id);
  });

  it.skipIf(!existsSync(originalList))(
    'agrees with the list of the product brief (skipped where ../shared is not beside the project)',
    () => {
      const rows = readFileSync(originalList, 'utf8').trim().split('\n').slice(1);
      expect(rows.map((row) => row.split('\t').slice(0, 2))).toEqual(
        originals.map((original) => [...original]),
      );
    },
  );

  it('has no id twice', () => {
    const seen = ids(catalogue);
    expect(seen.filter((id, index) => seen.indexOf(id) !== index)).toEqual([]);
    for (const entry of catalogue) expect(findEntry(entry.id)).toBe(entry);
    expect(findEntry('no-such-integration')).toBeUndefined();
  });

  it('merges entries only into one that stands for itself', () => {
    for (const entry of catalogue) {
      if (entry.mergedInto === undefined) continue;
      expect(findEntry(entry.mergedInto.id), entry.id).toMatchObject({ id: entry.mergedInto.id });
      expect(findEntry(entry.mergedInto.id)?.mergedInto, entry.id).toBeUndefined();
    }
  });

  it('gives closed and merged entries a reason in both languages', () => {
    const unavailable = catalogue.filter(
      (entry) => entry.evidence === 'closed' || entry.mergedInto !== undefined,
    );
    expect(unavailable.length).toBeGreaterThan(10);
    for (const entry of unavailable) {
      const reason = entry.mergedInto?.reason ?? entry.note;
      expect(reason?.tr, entry.id).toMatch(/^.{15,}[.]$/);
      expect(reason?.en, entry.id).toMatch(/^.{15,}[.]$/);
      expect(reason?.tr, entry.id).not.toBe(reason?.en);
    }
  });

  it('claims no evidence for what cannot be connected', () => {
    expect(ids(catalogue.filter(isConnectable)).sort()).toEqual(Object.keys(connectorLoaders).sort());
  });

  it('is described truly in docs/CATALOGUE.md', async () => {
    await expect(describeCatalogue(catalogue)).toMatchFileSnapshot('../docs/CATALOGUE.md');
  });
});

describe('the connector loaders', () => {
  afterEach(() => {
    vi.doUnmock('./trendyol/connector');
    vi.resetModules();
  });

  const folders = readdirSync(here, { withFileTypes: true })
    .filter((item) => item.isDirectory() && !item.name.startsWith('_') && item.name !== 'catalogue')
    .filter((item) => existsSync(`${here}${item.name}/connector.ts`))
    .map((item) => item.name);

  it('are exactly the folders that hold a connector', () => {
    expect(Object.keys(connectorLoaders).sort()).toEqual(folders.sort());
  });

  it.each(Object.entries(connectorLoaders))('load %s as its card promises', async (id, load) => {
    const { connector } = await load();
    const card = findEntry(id);
    expect(connector).toMatchObject({ id, evidence: card?.evidence });
    const streams = card?.capabilities?.read.filter((name) => name === 'products' || name === 'orders');
    expect([...connector.capabilities.read].sort()).toEqual([...(streams ?? [])].sort());
    expect([...connector.capabilities.write].sort()).toEqual([...(card?.capabilities?.write ?? [])].sort());
  });

  it('load nothing before the first use', async () => {
    const loaded: string[] = [];
    vi.resetModules();
    for (const id of Object.keys(connectorLoaders)) {
      vi.doMock(`./${id}/connector`, () => {
        loaded.push(id);
        return { connector: { id } };
      });
    }
    const fresh = await import('./index');
    expect(fresh.catalogue.length).toBeGreaterThan(119);
    expect(loaded).toEqual([]);

    for (const load of Object.values(fresh.connectorLoaders)) await load();
    expect(loaded.sort()).toEqual(Object.keys(connectorLoaders).sort());
    for (const id of loaded) vi.doUnmock(`./${id}/connector`);
  });
});

describe('searching the catalogue', () => {
  const find = (q: string) => ids(searchCatalogue(catalogue, { q }));

  it.each([
    ['ÇİÇEK', 'ciceksepeti'],
    ['cicek sepeti', 'ciceksepeti'],
    ['koctas', 'koctas'],
    ['ışbaşı', 'logo_isbasi'],
    ['MNG', 'mng'],
    ['magento', 'magento'],
    ['kargo yurtiçi', 'yurtici'],
    ['wolvox', 'akinsoft'],
  ])('finds %s', (q, id) => {
    expect(find(q)).toContain(id);
  });

  it('finds by the kind of service, in both languages', () => {
    expect(find('kargo')).toEqual(expect.arrayContaining(['aras', 'fedex', 'kolaygelsin']));
    expect(find('carrier')).toContain('aras');
    expect(find('e-fatura')).toContain('nilvera');
  });

  it('needs every word, and answers nonsense with nothing', () => {
    expect(find('amazon türkiye')).toEqual(['amazon_tr']);
    expect(find('trendyol yurtici')).toEqual([]);
    expect(find('qqqq')).toEqual([]);
    expect(find('   ')).toEqual(ids(catalogue));
  });

  it('narrows by category, evidence and country together', () => {
    const found = searchCatalogue(catalogue, { category: 'shop-platform', evidence: 'docs', country: 'tr' });
    expect(ids(found)).toEqual(['woocommerce', 'shopify']);
  });

  it('counts the European Union and the whole world as a country’s own', () => {
    const german = ids(searchCatalogue(catalogue, { category: 'carrier', country: 'DE' }));
    expect(german).toEqual(expect.arrayContaining(['gls', 'dhl']));
    expect(german).not.toContain('aras');
    expect(ids(searchCatalogue(catalogue, { category: 'carrier', country: 'TR' }))).not.toContain('gls');
  });
});
