import { basicCredentials, type MarketplaceRequest } from '../kit';
import { WpError } from './errors';

export type KeyPermission = 'read' | 'write' | 'read_write';

export interface ApiKey {
  consumerKey: string;
  consumerSecret: string;
  permission: KeyPermission;
  /** false: the WordPress user the key belongs to may read products but not edit them. */
  editsProducts?: boolean;
}

/**
 * Who may do what, as class-wc-rest-authentication.php decides for a shop on https: keys in the query come before
 * Basic; a secret that does not match is an authentication error; an unknown key is simply nobody, who then
 * may not view anything.
 */
export function authorise(
  request: MarketplaceRequest,
  keys: readonly ApiKey[],
  stripsAuthorization: boolean,
): ApiKey {
  const given = keysInQuery(request) ?? (stripsAuthorization ? undefined : basicCredentials(request));
  const key = keys.find(({ consumerKey }) => consumerKey === given?.user);
  if (given === undefined || given.password === '' || key === undefined) {
    throw new WpError(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');
  }
  if (key.consumerSecret !== given.password) throw authenticationError('Consumer secret is invalid.');
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (reads && key.permission === 'write')
    throw authenticationError('The API key provided does not have read permissions.');
  if (!reads && key.permission === 'read')
    throw authenticationError('The API key provided does not have write permissions.');
  return key;
}

function keysInQuery({ query }: MarketplaceRequest): { user: string; password: string } | undefined {
  const user = query.get('consumer_key');
  const password = query.get('consumer_secret');
  return user && password ? { user, password } : undefined;
}

function authenticationError(message: string): WpError {
  return new WpError(401, 'woocommerce_rest_authentication_error', message);
}
