import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import type { createHashRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from '../lib/queries';
import { UiProvider } from '../ui';

/** Links of the kit name addresses of the window with or without the hash. */
function withoutHash(href: string): string {
  return href.replace(/^#/, '');
}

export function App({ router }: { readonly router: ReturnType<typeof createHashRouter> }) {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <UiProvider navigate={(href) => void router.navigate(withoutHash(href))}>
        <RouterProvider router={router} />
      </UiProvider>
    </QueryClientProvider>
  );
}
