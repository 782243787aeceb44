import { jsonText } from './json';

export type AnswerHeaders = Record<string, string | string[]>;

/** What a marketplace answers. `json` is kept as a value until it is sent, so that a fault can damage a record. */
export type Answer =
  | { status: number; headers: AnswerHeaders; json: unknown }
  | { status: number; headers: AnswerHeaders; text: string }
  | { status: number; headers: AnswerHeaders; bytes: Buffer };

export function json(status: number, value: unknown, headers: AnswerHeaders = {}): Answer {
  return { status, headers: { 'content-type': 'application/json;charset=UTF-8', ...headers }, json: value };
}

export function text(status: number, value: string, headers: AnswerHeaders = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain;charset=UTF-8', ...headers }, text: value };
}

export function html(status: number, value: string, headers: AnswerHeaders = {}): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8', ...headers }, text: value };
}

export function empty(status: number, headers: AnswerHeaders = {}): Answer {
  return { status, headers, text: '' };
}

export function bodyBytes(answer: Answer): Buffer {
  if ('json' in answer) return Buffer.from(jsonText(answer.json), 'utf8');
  if ('bytes' in answer) return answer.bytes;
  return Buffer.from(answer.text, 'utf8');
}
