import type { CheckStep, ConnectorDefinition } from '../../shared/connector/definition';
import { readPath } from '../../shared/connector/path';
import { fillTemplate } from '../../shared/connector/template';
import { AppError } from '../../shared/errors/app-error';
import type { Exchange } from './exchange';
import type { Values } from './request-builder';
import type { Wait } from './types';

/** Runs one step in at most so many attempts; returns the facts it learned. Throws AppError with what is wrong. */
export async function runCheckStep(
  exchange: Exchange,
  step: CheckStep,
  values: Values,
  attempts: number,
  signal: AbortSignal,
  onWait?: (wait: Wait | null) => void,
): Promise<Record<string, string>> {
  const reply = await exchange.call({
    name: `check.${step.step}`,
    request: step.request,
    values,
    responses: step.responses,
    attempts,
    signal,
    ...(onWait === undefined ? {} : { onWait }),
  });
  if (reply.outcome === 'skip') return {};
  if (step.mustEqual !== undefined) assertOwner(step.mustEqual, values, reply.json);
  if (step.scopes !== undefined) assertScopes(step.scopes, reply.json);
  const learned: Record<string, string> = {};
  for (const [name, path] of Object.entries(step.learn ?? {})) {
    const value = readPath(reply.json, path);
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      learned[name] = String(value);
  }
  return learned;
}

/** Names that the definition's steps learn. */
export function learnedNames(definition: ConnectorDefinition): readonly string[] {
  return definition.check.flatMap((step) => Object.keys(step.learn ?? {}));
}

function assertOwner(rule: NonNullable<CheckStep['mustEqual']>, values: Values, json: unknown): void {
  const found = readPath(json, rule.at);
  const wanted = fillTemplate(rule.value, values);
  if (String(found ?? '').toLowerCase() !== wanted.toLowerCase()) {
    throw new AppError('auth.wrongAccount', { facts: { number: wanted } });
  }
}

function assertScopes(rule: NonNullable<CheckStep['scopes']>, json: unknown): void {
  const list = readPath(json, rule.at);
  const granted = new Set(Array.isArray(list) ? list.map(scopeName) : []);
  const missing = rule.needed.filter((scope) => !grants(granted, scope));
  if (missing.length > 0) throw new AppError('auth.noPermission', { facts: { scope: missing.join(', ') } });
}

/** A permission to write holds the one to read (`write_products` and `read_products`). */
function grants(granted: ReadonlySet<string>, scope: string): boolean {
  return granted.has(scope) || (scope.startsWith('read_') && granted.has(scope.replace('read_', 'write_')));
}

/** Scopes come as words or as objects that hold the word (`{ handle }`). */
function scopeName(entry: unknown): string {
  if (typeof entry === 'string') return entry;
  const inner = typeof entry === 'object' && entry !== null ? Object.values(entry)[0] : undefined;
  return typeof inner === 'string' ? inner : '';
}
