import { uuidOf } from '#platform/uuid.ts';

const holderNamespace = '0b7e3a52-6f0d-4f5e-8a51-2f1d2c4b5a60';

/** The holder of keys for fields that are about nobody. */
export function agencyHolder(agency: string): string {
  return uuidOf(`agency/${agency}`, holderNamespace);
}

/** The id of a further entry of the same act, or of a workflow's step: the same for every retry. */
export function derivedId(parent: string, step: string): string {
  return uuidOf(`${parent}\n${step}`, holderNamespace);
}
