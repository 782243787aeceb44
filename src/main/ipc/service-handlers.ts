import { type ServiceHandlers, type ServiceOperationName, serviceOperations } from '../../shared/contract';
import type { KervanService } from '../service/service';

/** The service's operations for a window: each waits until the service is open, or fails with the reason why it is not. */
export function createServiceHandlers(open: () => Promise<KervanService>): ServiceHandlers {
  const names = Object.keys(serviceOperations) as ServiceOperationName[];
  const entries = names.map((name) => [name, async (input: never) => (await open()).handlers[name](input)]);
  // One entry for each name of the contract, which is what the type says.
  return Object.fromEntries(entries) as ServiceHandlers;
}
