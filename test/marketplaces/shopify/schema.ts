import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';

/** Shopify publishes the full introspection of each Admin API version in its npm package @shopify/dev-mcp. */
const DATA = fileURLToPath(new URL('../../../node_modules/@shopify/dev-mcp/dist/data', import.meta.url));
const FILE = /^admin_(\d{4}-\d{2}|unstable)\.json\.gz$/;

export const NEWEST_VERSION = '2026-10';

const loaded = new Map<string, GraphQLSchema>();

/** Stable versions that can be served, oldest first. */
export function supportedVersions(): string[] {
  const names = readdirSync(DATA).flatMap((file) => FILE.exec(file)?.[1] ?? []);
  return names.filter((name) => name !== 'unstable').sort();
}

/**
 * The version that answers a call: a version no longer supported is answered by the oldest supported one; a name
 * that never was a version by none.
 */
export function servedVersion(asked: string): string | undefined {
  if (asked === 'unstable') return asked;
  if (!/^20\d{2}-(01|04|07|10)$/.test(asked)) return undefined;
  const versions = supportedVersions();
  if (versions.includes(asked)) return asked;
  const oldest = versions[0];
  return oldest !== undefined && asked < oldest ? oldest : undefined;
}

/** The vendor's schema of one version; about 0.7 s the first time, then at once. */
export function schemaOf(version: string): GraphQLSchema {
  const known = loaded.get(version);
  if (known !== undefined) return known;
  const file: unknown = JSON.parse(
    gunzipSync(readFileSync(join(DATA, `admin_${version}.json.gz`))).toString('utf8'),
  );
  const schema = buildClientSchema(introspectionIn(file), { assumeValid: true });
  loaded.set(version, schema);
  return schema;
}

function introspectionIn(file: unknown): IntrospectionQuery {
  const outer = file as { data?: IntrospectionQuery } & IntrospectionQuery;
  return outer.data ?? outer;
}
