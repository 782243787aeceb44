import { useEffect, useState } from 'react';
import type { StreamName } from '../../../shared/domain/stream';
import { listen } from '../kervan';

/** Grows whenever rows of a stream were written, so that a grid looks again. */
export function useDataToken(stream: StreamName): number {
  const [token, setToken] = useState(0);
  useEffect(
    () =>
      listen('data.changed', (news) => {
        if (news.stream === stream) setToken((before) => before + 1);
      }),
    [stream],
  );
  return token;
}
