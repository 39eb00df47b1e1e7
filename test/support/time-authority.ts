import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface AuthorityOptions {
  /** As `openssl req -newkey` names it. */
  readonly key?: 'rsa:2048' | 'rsa:3072' | 'ec:P-256' | 'ec:P-384' | 'rsa:1024';
  /** Whether the certificate may stamp time. */
  readonly isStamper?: boolean;
  readonly digest?: 'sha256' | 'sha384' | 'sha512';
}

/** A time-stamping authority of its own (RFC 3161), by `openssl ts`: a root, and a stamper below it. */
export interface TimeAuthority {
  /** The root's certificate, PEM. */
  readonly root: Buffer;
  /** The answer (TimeStampResp) to a query (TimeStampReq). */
  answer(query: Uint8Array): Promise<Buffer>;
  /** The answer for these bytes, by SHA-256. */
  stamp(bytes: Uint8Array): Promise<Buffer>;
  /** Answers over HTTP until it is closed. */
  listen(): Promise<{ readonly url: string; close(): void }>;
  remove(): Promise<void>;
}

const config = (folder: string, digest: string) => `
[req]
distinguished_name = dn
[dn]
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[stamper]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[other]
basicConstraints = CA:false
extendedKeyUsage = critical, codeSigning
[tsa]
default_tsa = one
[one]
serial = ${folder}/serial
signer_cert = ${folder}/stamper.pem
certs = ${folder}/root.pem
signer_key = ${folder}/stamper.key
signer_digest = ${digest}
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
`;

export async function openTimeAuthority(options: AuthorityOptions = {}): Promise<TimeAuthority> {
  const { key = 'rsa:2048', isStamper = true, digest = 'sha256' } = options;
  const folder = await mkdtemp(join(tmpdir(), 'bukti-stamps-'));
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => run('openssl', args, { encoding: 'buffer' });
  await writeFile(at('config'), config(folder, digest));
  await writeFile(at('serial'), '01\n');
  const newKey = key.startsWith('ec:') ? ['ec', '-pkeyopt', `ec_paramgen_curve:${key.slice(3)}`] : [key];
  const common = ['-config', at('config'), '-nodes', '-newkey', ...newKey];
  await openssl(
    'req',
    '-x509',
    ...common,
    '-keyout',
    at('root.key'),
    '-out',
    at('root.pem'),
    '-subj',
    '/CN=Root of tests',
    '-extensions',
    'root',
    '-days',
    '30',
  );
  await openssl(
    'req',
    ...common,
    '-keyout',
    at('stamper.key'),
    '-out',
    at('stamper.csr'),
    '-subj',
    '/CN=Stamper of tests',
  );
  await openssl(
    'x509',
    '-req',
    '-in',
    at('stamper.csr'),
    '-CA',
    at('root.pem'),
    '-CAkey',
    at('root.key'),
    '-CAcreateserial',
    '-out',
    at('stamper.pem'),
    '-days',
    '20',
    '-extfile',
    at('config'),
    '-extensions',
    isStamper ? 'stamper' : 'other',
  );
  const reply = async (query: string): Promise<Buffer> => {
    await openssl('ts', '-reply', '-config', at('config'), '-queryfile', at(query), '-out', at(`${query}.tsr`));
    return readFile(at(`${query}.tsr`));
  };
  let count = 0;
  const answer = async (query: Uint8Array): Promise<Buffer> => {
    count += 1;
    const name = `query-${count}`;
    await writeFile(at(name), query);
    return reply(name);
  };
  return {
    root: await readFile(at('root.pem')),
    answer,
    async stamp(bytes) {
      count += 1;
      const name = `query-${count}`;
      await writeFile(at(`${name}.data`), bytes);
      await openssl('ts', '-query', '-data', at(`${name}.data`), '-sha256', '-cert', '-out', at(name));
      return reply(name);
    },
    async listen() {
      const server = createServer((req, res) => {
        const parts: Buffer[] = [];
        req.on('data', (part: Buffer) => parts.push(part));
        req.on('end', () => {
          answer(Buffer.concat(parts)).then(
            (bytes) => res.setHeader('content-type', 'application/timestamp-reply').end(bytes),
            () => res.writeHead(500).end(),
          );
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        close: () => {
          server.closeAllConnections();
          server.close();
        },
      };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
