import pino, { type DestinationStream, type Logger } from 'pino';
import { traceOf } from './trace.ts';

export type { Logger };

/** Lines go out together: a write of its own per request costs as much as its vote. They are also written when the program ends. */
const bufferedBytes = 4_096;
const bufferedMs = 100;

/**
 * One line of JSON per request, activity and refusal, at the edge. No personal data: what could carry some is not
 * printed even when a caller passes it by mistake.
 */
export function openLog(program: string, level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { program },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: traceOf },
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: [
          'authorization',
          'cookie',
          'name',
          'nip',
          'score',
          'reason',
          'body',
          '*.authorization',
          '*.cookie',
          '*.name',
          '*.nip',
          '*.score',
          '*.reason',
          '*.body',
          'req.headers.authorization',
          'req.headers.cookie',
          'res.headers["set-cookie"]',
        ],
        censor: '[withheld]',
      },
    },
    destination ?? pino.destination({ dest: 1, sync: false, minLength: bufferedBytes, periodicFlush: bufferedMs }),
  );
}
