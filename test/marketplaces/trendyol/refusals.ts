import { type Answer, json } from '../kit/answer';
import type { FaultWords } from '../kit/faults';

/** The error body of most services: https://developers.trendyol.com/docs (Hata Kodları). */
export function refusal(
  status: number,
  key: string,
  message: string,
  now: number,
  exception?: string,
): Answer {
  return json(status, {
    timestamp: now,
    ...(exception === undefined ? {} : { exception }),
    errors: [{ key, message, errorCode: null, args: [] }],
  });
}

export const tooManyRequests = (now: number): Answer =>
  refusal(429, 'too.many.requests', 'Çok fazla istek gönderdiniz, lütfen daha sonra tekrar deneyin.', now);

export const wrongKey = (now: number): Answer =>
  refusal(401, 'client.api.authentication', 'Unauthorized', now, 'ClientApiAuthenticationException');

export const forbidden = (now: number, message: string): Answer => refusal(403, 'forbidden', message, now);

export const badRequest = (now: number, message: string): Answer =>
  refusal(400, 'validation.error', message, now, 'TrendyolValidationException');

export const notFound = (now: number): Answer => refusal(404, 'not.found', 'Not Found', now);

export const wrongMethod = (now: number, allow: string): Answer => ({
  ...refusal(405, 'method.not.allowed', 'Method Not Allowed', now),
  headers: { 'content-type': 'application/json', allow },
});

/** The V1 services of orders and products are closed since 15 October 2026. */
export const closedVersion = (now: number): Answer =>
  refusal(426, 'upgrade.required', 'Bu servis kapatılmıştır, V2 servisini kullanınız.', now);

/** The order stream words its refusals differently. */
export const streamRefusal = (status: number, error: string, message: string): Answer =>
  json(status, { error, message });

export const trendyolWords: FaultWords = {
  limited: (request) => tooManyRequests(request.at),
  failed: (status, request) => refusal(status, 'internal.error', 'Beklenmeyen bir hata oluştu.', request.at),
};
