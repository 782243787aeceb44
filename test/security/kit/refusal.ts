import { AppError } from '../../../src/shared/errors/app-error';

/** Code of the refusal, or "accepted". Anything but an AppError is a bug and is passed on. */
export async function refusalOf(run: () => unknown): Promise<string> {
  try {
    await run();
    return 'accepted';
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code;
    throw thrown;
  }
}
