import { type Answer, json } from '../kit';

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
