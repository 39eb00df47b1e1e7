/** What somebody outside has answered; not yet believed. */
export interface OutsideAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

export interface OutsideQuestion {
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly patienceMs: number;
  /** A longer answer is none. */
  readonly mostBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks a program of others by POST; nothing where it is away, slow, or answers something else than HTTP. Whatever goes wrong
 * between two programs is the weather of the other: whoever asks shows it, and asks again.
 */
export async function askOutside(url: string, question: OutsideQuestion): Promise<OutsideAnswer | undefined> {
  const { body, headers = {}, patienceMs, mostBytes, signal } = question;
  const patience = AbortSignal.timeout(patienceMs);
  const limit = signal === undefined ? patience : AbortSignal.any([signal, patience]);
  try {
    const response = await fetch(url, { method: 'POST', body, headers, redirect: 'error', signal: limit });
    const read = await readAtMost(response, mostBytes);
    return read === undefined ? undefined : { status: response.status, body: read };
  } catch (error) {
    if (error instanceof TypeError || (error instanceof DOMException && limit.aborted)) return undefined;
    throw error;
  }
}

async function readAtMost({ body }: Response, most: number): Promise<Uint8Array | undefined> {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = body?.getReader();
  const parts: Uint8Array[] = [];
  for (let length = 0; reader !== undefined; ) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
  return Buffer.concat(parts);
}
