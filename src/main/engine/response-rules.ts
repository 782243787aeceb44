import type { ResponseRule } from '../../shared/connector/definition';
import { readPath } from '../../shared/connector/path';
import type { Redact } from '../http/redact';
import type { HttpAnswer } from '../http/types';
import { channelWords } from './channel-words';

/** The first rule whose every condition holds. */
export function matchRule(
  rules: readonly ResponseRule[],
  answer: HttpAnswer,
  json: unknown,
): ResponseRule | undefined {
  return rules.find((rule) => matches(rule, answer, json));
}

function matches(rule: ResponseRule, answer: HttpAnswer, json: unknown): boolean {
  if (rule.status !== undefined && !rule.status.includes(answer.status)) return false;
  if (rule.contentType !== undefined) {
    const type = (answer.headers['content-type'] ?? '').toLowerCase();
    if (!type.startsWith(rule.contentType.toLowerCase())) return false;
  }
  if (rule.at === undefined) return rule.contains === undefined || answer.text.includes(rule.contains);
  const value = readPath(json, rule.at);
  if (value === undefined || value === null) return false;
  if (rule.equals !== undefined && value !== rule.equals) return false;
  if (rule.contains === undefined) return true;
  return textOf(value).includes(rule.contains);
}

/** What is nested too deeply to be written says nothing. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}

const messagePaths = [
  'errors.0.message',
  'error_description',
  'message',
  'error.message',
  'errors',
  'error',
  'detail',
  'title',
  'exception',
] as const;

/** The channel's own words about a failure, one line, without secrets; null when it says nothing readable. */
export function messageOf(answer: HttpAnswer, json: unknown, redact: Redact): string | null {
  if (typeof json === 'string') return channelWords(json, redact);
  for (const path of messagePaths) {
    const value = readPath(json, path);
    const words = typeof value === 'string' ? channelWords(value, redact) : null;
    if (words !== null) return words;
  }
  const isHtml = /^\s*</.test(answer.text);
  if (json !== undefined || isHtml || answer.text.trim() === '') return null;
  return channelWords(answer.text, redact);
}
