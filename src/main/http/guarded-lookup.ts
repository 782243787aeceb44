import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { isPrivateAddress } from './private-address';

/** Marks a name that resolves to an address inside the merchant's own network. */
export const PRIVATE_ADDRESS = 'KERVAN_PRIVATE_ADDRESS';

type Answered = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/** DNS look-up for net.connect that refuses a public name pointing into a private network (DNS rebinding). */
export function guardedLookup(hostname: string, options: LookupOptions, answered: Answered): void {
  lookup(hostname, options, (error, address: string | LookupAddress[], family?: number) => {
    if (error) {
      answered(error, address, family);
      return;
    }
    const found = typeof address === 'string' ? [address] : address.map((entry) => entry.address);
    if (found.some(isPrivateAddress)) {
      answered(Object.assign(new Error('private address'), { code: PRIVATE_ADDRESS }), '', family);
      return;
    }
    answered(null, address, family);
  });
}
