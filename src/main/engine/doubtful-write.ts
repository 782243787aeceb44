import type { AppError } from '../../shared/errors/app-error';

/** A write that may have been done although no answer tells so. `error` is what came instead of the answer. */
export class DoubtfulWrite extends Error {
  override readonly name = 'DoubtfulWrite';

  constructor(readonly error: AppError) {
    super(error.code, { cause: error });
  }
}
