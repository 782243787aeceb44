import { and, asc, eq, lt, sql } from 'drizzle-orm';
import { type ConnectionId, connectionIdSchema } from '../../../shared/domain/ids';
import { sends, sentBodies } from '../schema-stock';
import type { Typed } from '../typed';

/** A call to a channel whose result is still to come. Times UTC epoch ms. */
export interface StoredSend {
  readonly id: number;
  readonly connectionId: ConnectionId;
  readonly action: string;
  /** `sending` = the call is under way; `polling` = accepted under `remoteId`. */
  readonly state: 'sending' | 'polling';
  readonly remoteId: string | null;
  readonly sentAt: number;
  readonly pollAt: number | null;
  readonly giveUpAt: number | null;
}

export class SendsReader {
  protected readonly typed: Typed;

  constructor(typed: Typed) {
    this.typed = typed;
  }

  /** Calls under way, of one connection or of all: after a start, calls whose end nobody knows. */
  underWay(connectionId?: ConnectionId): StoredSend[] {
    const own = connectionId === undefined ? undefined : eq(sends.connectionId, connectionId);
    const found = this.typed.select().from(sends);
    return found
      .where(and(own, eq(sends.state, 'sending')))
      .all()
      .map(toSend);
  }

  /** Accepted calls of a connection, the next to be asked for first. */
  polling(connectionId: ConnectionId): StoredSend[] {
    const own = and(eq(sends.connectionId, connectionId), eq(sends.state, 'polling'));
    return this.typed.select().from(sends).where(own).orderBy(asc(sends.pollAt)).all().map(toSend);
  }

  /** When this body was sent last (UTC epoch ms); null = not within what is kept. */
  bodySentAt(connectionId: ConnectionId, action: string, bodyHash: string): number | null {
    const own = and(
      eq(sentBodies.connectionId, connectionId),
      eq(sentBodies.action, action),
      eq(sentBodies.bodyHash, bodyHash),
    );
    return this.typed.select({ at: sentBodies.sentAt }).from(sentBodies).where(own).get()?.at ?? null;
  }
}

export class SendsWriter extends SendsReader {
  begin(connectionId: ConnectionId, action: string, sentAt: number): number {
    const { lastInsertRowid } = this.typed
      .insert(sends)
      .values({ connectionId, action, state: 'sending', sentAt })
      .run();
    return Number(lastInsertRowid);
  }

  accepted(id: number, remoteId: string, pollAt: number, giveUpAt: number): void {
    this.typed
      .update(sends)
      .set({ state: 'polling', remoteId, pollAt, giveUpAt })
      .where(eq(sends.id, id))
      .run();
  }

  pollAgain(id: number, pollAt: number): void {
    this.typed.update(sends).set({ pollAt }).where(eq(sends.id, id)).run();
  }

  end(id: number): void {
    this.typed.delete(sends).where(eq(sends.id, id)).run();
  }

  noteBody(connectionId: ConnectionId, action: string, bodyHash: string, sentAt: number): void {
    this.typed
      .insert(sentBodies)
      .values({ connectionId, action, bodyHash, sentAt })
      .onConflictDoUpdate({
        target: [sentBodies.connectionId, sentBodies.action, sentBodies.bodyHash],
        set: { sentAt: sql`excluded.sent_at` },
      })
      .run();
  }

  /** The channel did not have it after all. */
  forgetBody(connectionId: ConnectionId, action: string, bodyHash: string): void {
    const own = and(
      eq(sentBodies.connectionId, connectionId),
      eq(sentBodies.action, action),
      eq(sentBodies.bodyHash, bodyHash),
    );
    this.typed.delete(sentBodies).where(own).run();
  }

  forgetBodies(before: number): void {
    this.typed.delete(sentBodies).where(lt(sentBodies.sentAt, before)).run();
  }
}

function toSend(row: typeof sends.$inferSelect): StoredSend {
  return { ...row, connectionId: connectionIdSchema.parse(row.connectionId) };
}
