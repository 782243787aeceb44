import { eq } from 'drizzle-orm';
import { meta } from '../schema';
import type { Typed } from '../typed';

/** Small facts about the data folder itself, by name. */
export class MetaReader {
  protected readonly typed: Typed;

  constructor(typed: Typed) {
    this.typed = typed;
  }

  get(name: string): string | null {
    return this.typed.select().from(meta).where(eq(meta.name, name)).get()?.value ?? null;
  }
}

export class MetaWriter extends MetaReader {
  set(name: string, value: string): void {
    this.typed
      .insert(meta)
      .values({ name, value })
      .onConflictDoUpdate({ target: meta.name, set: { value } })
      .run();
  }

  remove(name: string): void {
    this.typed.delete(meta).where(eq(meta.name, name)).run();
  }
}
