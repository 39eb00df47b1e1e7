import { Busboy } from '@fastify/busboy';
import type { RequestHandler, Response } from 'express';
import { Refused, refuse } from '#domain/refusal.ts';
import { refuseForm, tooLarge } from './problems.ts';
import { type Allowance, allowedBytes, askerOf } from './route.ts';

/** A file that a form has sent. */
export interface FormFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const mostFiles = 20;

/** Reads the files of a form into the request; a field without a file sends one of no bytes, which is none. */
export function readFormFiles(large: Allowance): RequestHandler {
  return async (req, res, next) => {
    const largest = allowedBytes(askerOf(req), large);
    const type = req.headers['content-type'];
    if (type?.startsWith('multipart/form-data') !== true) throw new Refused(refuse('input.unsupported-type'));
    if (Number(req.headers['content-length'] ?? 0) > largest) throw new Refused(tooLarge(largest));
    const read = await new Promise<FormFile[]>((resolve, reject) => {
      const files: FormFile[] = [];
      // One byte more than allowed, so that too large a file is seen to be.
      const limits = { files: mostFiles, fileSize: largest + 1, fields: 20, fieldSize: 1024 };
      const form = new Busboy({ headers: { ...req.headers, 'content-type': type }, limits });
      let size = 0;
      form.on('file', (_field, stream, fileName) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= largest) chunks.push(chunk);
        });
        stream.on('end', () => {
          if (chunks.length > 0) files.push({ name: fileName, bytes: Buffer.concat(chunks) });
        });
      });
      form.on('filesLimit', () => reject(new Refused(tooLarge(largest))));
      form.on('error', () => reject(new Refused(refuseForm([{ path: 'files', code: 'malformed' }]))));
      form.on('finish', () => {
        if (size > largest) reject(new Refused(tooLarge(largest)));
        else resolve(files);
      });
      req.pipe(form);
    });
    received.set(res, read);
    next();
  };
}

const received = new WeakMap<Response, readonly FormFile[]>();

/** The files that came with this request, where its page takes any. */
export function filesOf(res: Response): { readonly files?: readonly FormFile[] } {
  const files = received.get(res);
  return files === undefined ? {} : { files };
}
