import { expect, it, vi } from 'vitest';
import { serviceOperations } from '../../shared/contract';
import { AppError } from '../../shared/errors/app-error';
import type { KervanService } from '../service/service';
import { createServiceHandlers } from './service-handlers';

it('passes every operation of the contract on, with its input', async () => {
  for (const name of Object.keys(serviceOperations)) {
    const handler = vi.fn(async (input: unknown) => ({ name, input }));
    const service = { handlers: { [name]: handler } } as unknown as KervanService;
    const handlers: Record<string, (input: never) => Promise<unknown>> = {
      ...createServiceHandlers(async () => service),
    };
    await expect(handlers[name]?.({ id: 'a' } as never)).resolves.toEqual({ name, input: { id: 'a' } });
  }
});

it('says why while the service is not open', async () => {
  const handlers = createServiceHandlers(async () => {
    throw new AppError('vault.locked');
  });
  await expect(handlers['overview.get']({})).rejects.toMatchObject({ code: 'vault.locked' });
});
