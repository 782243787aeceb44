import { type Answer, type FaultWords, html, json } from '../kit';

/** A refusal as the WordPress REST server words it: {code, message, data: {status, …}}. */
export class WpError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly data: Record<string, unknown> = {},
  ) {
    super(message);
  }

  answer(): Answer {
    return json(this.status, {
      code: this.code,
      message: this.message,
      data: { status: this.status, ...this.data },
    });
  }
}

/** What a host in front of the shop, or a plugin that breaks it, answers. */
export const brokenWords: FaultWords = {
  limited: () => html(429, '<html><head><title>429 Too Many Requests</title></head><body></body></html>'),
  failed: (status) =>
    json(status, {
      code: 'internal_server_error',
      message: '<p>Bu sitede ciddi bir sorun oluştu.</p>',
      data: { status },
      additional_errors: [],
    }),
};

/** The user behind the key has no right to it. */
export function cannot(what: 'edit' | 'batch'): WpError {
  const words = what === 'edit' ? 'edit' : 'batch manipulate';
  return new WpError(
    403,
    `woocommerce_rest_cannot_${what}`,
    `Sorry, you are not allowed to ${words} this resource.`,
  );
}

export function noRoute(): WpError {
  return new WpError(404, 'rest_no_route', 'No route was found matching the URL and request method.');
}

/** rest_invalid_param, naming every parameter that is wrong. */
export function invalidParams(wrong: ReadonlyMap<string, { code: string; message: string }>): WpError {
  const params: Record<string, string> = {};
  const details: Record<string, unknown> = {};
  for (const [name, { code, message }] of wrong) {
    params[name] = message;
    details[name] = { code, message, data: null };
  }
  return new WpError(400, 'rest_invalid_param', `Invalid parameter(s): ${[...wrong.keys()].join(', ')}`, {
    params,
    details,
  });
}
