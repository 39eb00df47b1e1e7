import { expect } from 'vitest';
import { parseSiasnDay } from '#domain/dates.ts';
import { type NipWitness, nipConflicts, parseNip } from '#domain/nip.ts';
import type { EmployeeKind } from '#domain/person-record.ts';
import type { Subject } from './reader.ts';

interface NipCase {
  readonly input: {
    readonly raw?: string | null;
    readonly rawNumberJson?: string;
    readonly jenisPegawai?: EmployeeKind;
    readonly asOf?: string;
  };
  readonly expected: Readonly<Record<string, unknown>>;
}

interface CrossCase {
  readonly input: {
    readonly raw: string;
    readonly tanggalLahir?: string;
    readonly jenisKelamin?: 'M' | 'F';
    readonly tmtCpns?: string;
  };
  readonly expected: { readonly valid: boolean; readonly conflict: string | null };
}

function toDay(text: string | undefined): string | null {
  return text === undefined ? null : (parseSiasnDay(text) ?? null);
}

export const nipSubject: Subject = {
  cases: ({ input, expected }: NipCase) => {
    const raw = input.rawNumberJson === undefined ? input.raw : Number(input.rawNumberJson);
    const asOf = input.asOf === undefined ? {} : { asOf: input.asOf };
    const { contracts, ...rest } = expected;
    const result = parseNip({ raw, kind: input.jenisPegawai ?? null, ...asOf });
    expect(result).toMatchObject(rest);
    if (contracts !== undefined) expect(result).toMatchObject({ contracts });
  },
  crossChecks: ({ input, expected }: CrossCase) => {
    const nip = parseNip({ raw: input.raw });
    if (!nip.valid) throw new Error(nip.reason);
    const sex = { M: 'male', F: 'female' } as const;
    const row: NipWitness = {
      bornOn: toDay(input.tanggalLahir),
      sex: input.jenisKelamin === undefined ? null : sex[input.jenisKelamin],
      startedOn: toDay(input.tmtCpns),
    };
    expect(nipConflicts(nip, row)).toEqual(expected.conflict === null ? [] : [expected.conflict]);
  },
};
