import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors/app-error';
import { guardedLookup, PRIVATE_ADDRESS } from './guarded-lookup';
import { assertMayReach, hostPolicyFrom } from './host-policy';
import { isPrivateAddress } from './private-address';

const none = { allowHosts: [] };

function verdict(address: string, origins: string[], allow: string[] = []): string {
  try {
    assertMayReach(new URL(address), origins, { allowHosts: allow });
    return 'reached';
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : 'other';
  }
}

describe('where a request may go', () => {
  it.each([
    ['https://api.example.com/x', ['https://api.example.com'], [], 'reached'],
    ['https://api.example.com:8443/x', ['https://api.example.com'], [], 'input.hostNotAllowed'],
    ['https://evil.example.com/x', ['https://api.example.com'], [], 'input.hostNotAllowed'],
    ['http://api.example.com/x', ['http://api.example.com'], [], 'input.insecureAddress'],
    ['https://127.0.0.1/x', ['https://127.0.0.1'], [], 'input.hostNotAllowed'],
    ['https://localhost/x', ['https://localhost'], [], 'input.hostNotAllowed'],
    ['https://[::1]/x', ['https://[::1]'], [], 'input.hostNotAllowed'],
    ['https://[::ffff:10.0.0.1]/x', ['https://[::ffff:a00:1]'], [], 'input.hostNotAllowed'],
    ['https://192.168.1.4/x', ['https://192.168.1.4'], [], 'input.hostNotAllowed'],
    ['https://169.254.169.254/latest', ['https://169.254.169.254'], [], 'input.hostNotAllowed'],
    ['https://nas.local/x', ['https://nas.local'], [], 'input.hostNotAllowed'],
    ['https://user:key@api.example.com/', ['https://api.example.com'], [], 'input.hostNotAllowed'],
    ['http://127.0.0.1:4000/x', ['http://127.0.0.1:4000'], ['127.0.0.1:4000'], 'reached'],
    ['http://127.0.0.1:4001/x', ['http://127.0.0.1:4001'], ['127.0.0.1:4000'], 'input.insecureAddress'],
    ['http://shop.test/x', ['http://shop.test'], ['shop.test:80'], 'reached'],
  ])('%s from %j with %j: %s', (address, origins, allow, expected) => {
    expect(verdict(address, origins, allow)).toBe(expected);
  });

  it('names only the host in the refusal', () => {
    expect.assertions(1);
    try {
      assertMayReach(new URL('https://evil.example/path?key=secret'), [], none);
    } catch (thrown) {
      expect(JSON.stringify((thrown as AppError).toWire())).toBe(
        '{"code":"input.hostNotAllowed","fault":"merchant","retryable":false,"facts":{"host":"evil.example"}}',
      );
    }
  });

  it('reads the list of allowed hosts and drops what is not host:port', () => {
    expect(hostPolicyFrom('127.0.0.1:80, Shop.Test:443;bad http://x:1/ [::1]:99').allowHosts).toEqual([
      '127.0.0.1:80',
      'shop.test:443',
      '[::1]:99',
    ]);
    expect(hostPolicyFrom(undefined).allowHosts).toEqual([]);
  });

  it.each([
    '10.1.2.3',
    '127.9.9.9',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '64:ff9b::10.0.0.1',
  ])('counts %s as private', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });
  it.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    'counts %s as public',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );

  it('refuses a name that resolves into the own network', async () => {
    const code = await new Promise((resolve) => {
      guardedLookup('localhost', { all: true }, (error) => resolve(error?.code));
    });
    expect(code).toBe(PRIVATE_ADDRESS);
  });
});
