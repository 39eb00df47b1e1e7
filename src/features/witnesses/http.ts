import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { largestRequestBytes } from '#ledger/witness.ts';
import type { Witness } from './service.ts';

const sizeMedia = 'text/x.tlog.size';
const textMedia = 'text/plain; charset=utf-8';

/**
 * `POST /add-checkpoint` (C2SP tlog-witness); `GET /checkpoint[?origin=…]`: what was signed last; `GET /vkey`. Plain text, no
 * cookies, no state but the witness's. `onFault` is told of what the witness could not do, which the asker sees as 500.
 */
export function witnessListener(witness: Witness, onFault: (error: unknown) => void): RequestListener {
  return (req, res) => {
    answer(witness, req, res).catch((error: unknown) => {
      onFault(error);
      if (!res.headersSent) reply(res, { status: 500 });
    });
  };
}

interface Reply {
  readonly status: number;
  readonly body?: string;
  readonly media?: string;
}

async function answer(witness: Witness, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(req.url ?? '/', 'http://witness');
  if (pathname === '/add-checkpoint') {
    reply(res, req.method === 'POST' ? await addCheckpoint(witness, req) : { status: 405 });
    return;
  }
  const body =
    pathname === '/vkey'
      ? `${witness.vkey}\n`
      : pathname === '/checkpoint'
        ? witness.findCheckpoint(searchParams.get('origin') ?? undefined)
        : undefined;
  if (body === undefined) reply(res, { status: 404 });
  else reply(res, req.method === 'GET' ? { status: 200, body } : { status: 405 });
}

async function addCheckpoint(witness: Witness, req: IncomingMessage): Promise<Reply> {
  const body = await readBody(req);
  if (body === undefined) return { status: 413 };
  const said = await witness.addCheckpoint(body);
  return { ...said, media: said.status === 409 ? sizeMedia : textMedia };
}

/** Nothing where it is larger than any request can be; the rest is not read. */
async function readBody(req: IncomingMessage): Promise<Uint8Array | undefined> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of req as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > largestRequestBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function reply(res: ServerResponse, { status, body = '', media = textMedia }: Reply): void {
  // Who sends too much is not listened to any longer.
  if (status === 413) res.setHeader('Connection', 'close');
  res.writeHead(status, { 'Content-Type': media, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
  res.end(body);
}
