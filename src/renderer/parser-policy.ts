import { z } from 'zod';

// Must be the first module loaded: the page policy forbids the code zod would otherwise generate at run time.
z.config({ jitless: true });
