interface Payload {
  consumed?: number;
  readonly uid?: string;
  readonly grantId?: string;
  readonly [member: string]: unknown;
}

interface Stored {
  readonly payload: Payload;
  readonly expiresAtMs: number;
}

const mostStored = 20_000;

/**
 * Where the demo's identity provider keeps sign-ins: one bounded map per kind, gone with the process. Its interface is
 * that of `oidc-provider`'s adapters; user codes are not offered, so nothing looks one up.
 */
export class MemoryAdapter {
  readonly #stored = new Map<string, Stored>();

  upsert(id: string, payload: Payload, expiresInS?: number): Promise<void> {
    this.#sweep();
    this.#stored.set(id, { payload, expiresAtMs: Date.now() + (expiresInS ?? 3_600) * 1000 });
    return Promise.resolve();
  }

  find(id: string): Promise<Payload | undefined> {
    const stored = this.#stored.get(id);
    return Promise.resolve(stored !== undefined && Date.now() < stored.expiresAtMs ? stored.payload : undefined);
  }

  findByUid(uid: string): Promise<Payload | undefined> {
    const [found] = [...this.#stored].filter(([, { payload }]) => payload.uid === uid);
    return found === undefined ? Promise.resolve(undefined) : this.find(found[0]);
  }

  findByUserCode(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  consume(id: string): Promise<void> {
    const stored = this.#stored.get(id);
    if (stored !== undefined) stored.payload.consumed = Math.floor(Date.now() / 1000);
    return Promise.resolve();
  }

  destroy(id: string): Promise<void> {
    this.#stored.delete(id);
    return Promise.resolve();
  }

  revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, { payload }] of this.#stored) {
      if (payload.grantId === grantId) this.#stored.delete(id);
    }
    return Promise.resolve();
  }

  #sweep(): void {
    if (this.#stored.size < mostStored) return;
    const nowMs = Date.now();
    for (const [id, { expiresAtMs }] of this.#stored) {
      if (expiresAtMs < nowMs || this.#stored.size >= mostStored) this.#stored.delete(id);
    }
  }
}
