import { type Answer, html, json } from '../kit/answer';
import type { FaultWords } from '../kit/faults';

/** Which of the merchant's services answers; each words its errors in its own way. */
export type Service = 'listing' | 'catalogue' | 'oms';

export function refusal(
  service: Service,
  status: number,
  message: string,
  headers: Record<string, string> = {},
): Answer {
  switch (service) {
    case 'listing':
      return json(status, { errors: [{ message, code: String(status) }] }, headers);
    case 'catalogue':
      return json(status, { title: message, status }, headers);
    case 'oms':
      // A bare string for some, an object for others.
      return status === 401 ? json(status, message, headers) : json(status, { message }, headers);
    default: {
      const never: never = service;
      throw new Error(`unknown service ${String(never)}`);
    }
  }
}

/** The bot manager in front of every host answers with a page. */
export const botManager = (): Answer =>
  html(
    403,
    '<!DOCTYPE html><html><head><title>Access Denied</title></head><body><h1>Access Denied</h1><p>Reference #18.2d5e</p></body></html>',
  );

export function serviceOf(path: string): Service {
  if (path.startsWith('/listings/')) return 'listing';
  return path.startsWith('/product/') || path.startsWith('/ticket-api/') ? 'catalogue' : 'oms';
}

export const hepsiburadaWords: FaultWords = {
  limited: ({ path }) => refusal(serviceOf(path), 429, 'TooManyRequests'),
  failed: (status, { path }) => refusal(serviceOf(path), status, 'Unexpected error'),
};
