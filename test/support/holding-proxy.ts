import type { AddressInfo } from 'node:net';
import { createConnection, createServer, type Socket } from 'node:net';

/** A way to Postgres that can keep an answer back. */
export interface Proxy {
  readonly url: string;
  /** Asked after every COMMIT that Postgres has answered, before the answer goes on; true: it never does. */
  holdBack: () => Promise<boolean>;
  close(): Promise<void>;
}

/** A proxy in front of the database of this address: what is committed behind it, the program in front may never learn. */
export async function openProxy(databaseUrl: string): Promise<Proxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const proxy = { holdBack: () => Promise.resolve(false) };
  const server = createServer((client) => {
    const database = createConnection(Number(target.port), target.hostname);
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        database.destroy();
      });
    }
    let isCommitting = false;
    // Answers leave in the order in which they came, also while one of them is thought about.
    let passing = Promise.resolve();
    client.on('data', (chunk: Buffer) => {
      if (chunk.includes('COMMIT\0')) isCommitting = true;
      database.write(chunk);
    });
    database.on('data', (chunk: Buffer) => {
      const isAnswer = isCommitting && chunk.includes('COMMIT\0');
      if (isAnswer) isCommitting = false;
      passing = passing.then(async () => {
        if (isAnswer && (await proxy.holdBack())) client.destroy();
        else if (!client.destroyed) client.write(chunk);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  return Object.assign(proxy, {
    url: url.href,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
