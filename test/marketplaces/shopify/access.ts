import type { Random } from '../kit';

export interface AccessToken {
  token: string;
  scopes: Set<string>;
  /** Epoch ms; null for the permanent token of a custom app. */
  expiresAt: number | null;
}

export const DEFAULT_SCOPES = [
  'read_products',
  'read_inventory',
  'read_locations',
  'read_orders',
  'read_all_orders',
  'read_customers',
  'read_merchant_managed_fulfillment_orders',
  'write_inventory',
  'write_products',
  'write_orders',
  'write_merchant_managed_fulfillment_orders',
];

/** "expires_in" of the client-credentials grant: 24 hours less a second. */
const GRANT_SECONDS = 86_399;

/** The app's tokens and its client credentials. */
export class Access {
  readonly tokens: AccessToken[] = [];
  readonly clientId: string;
  readonly clientSecret: string;
  readonly permanent: AccessToken;

  constructor(
    private readonly random: Random,
    private readonly now: () => number,
    private readonly scopes: readonly string[],
  ) {
    this.clientId = random.hex(32);
    this.clientSecret = `shpss_${random.hex(32)}`;
    this.permanent = this.issue(null);
  }

  /** The token as long as it is known and not expired. */
  find(token: string | undefined): AccessToken | undefined {
    const known = this.tokens.find((candidate) => candidate.token === token);
    return known?.expiresAt != null && known.expiresAt <= this.now() ? undefined : known;
  }

  /** Makes a token useless, as an uninstalled or rotated one is. */
  revoke(token: string): void {
    const index = this.tokens.findIndex((candidate) => candidate.token === token);
    if (index >= 0) this.tokens.splice(index, 1);
  }

  /** POST /admin/oauth/access_token with grant_type=client_credentials. */
  grant(fields: Readonly<Record<string, unknown>>): { status: number; body: Record<string, unknown> } {
    if (fields.grant_type !== 'client_credentials')
      return refusal('unsupported_grant_type', 'The grant type is not supported.');
    if (fields.client_id !== this.clientId || fields.client_secret !== this.clientSecret) {
      return refusal('invalid_client', 'The client credentials are not valid.');
    }
    const { token, scopes } = this.issue(this.now() + GRANT_SECONDS * 1000);
    return {
      status: 200,
      body: { access_token: token, scope: [...scopes].join(','), expires_in: GRANT_SECONDS },
    };
  }

  private issue(expiresAt: number | null): AccessToken {
    const token = { token: `shpat_${this.random.hex(32)}`, scopes: new Set(this.scopes), expiresAt };
    this.tokens.push(token);
    return token;
  }
}

/** How Shopify words these is not documented; the status is a 400 with an OAuth error code. */
function refusal(error: string, description: string): { status: number; body: Record<string, unknown> } {
  return { status: 400, body: { error, error_description: description } };
}
