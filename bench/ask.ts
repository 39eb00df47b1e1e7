import { Agent, request } from 'undici';

const dispatcher = new Agent({ connections: 64, pipelining: 1, keepAliveTimeout: 60_000 });

export interface Ask {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One request over a kept connection; anything but success is an error with its status. */
export async function ask<Answer>(method: 'GET' | 'POST', url: string, { headers, body }: Ask = {}): Promise<Answer> {
  const answer = await request(url, {
    method,
    dispatcher,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.body.text();
  if (answer.statusCode >= 400) throw new Error(`${method} ${url}: ${answer.statusCode} ${text.slice(0, 300)}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}
