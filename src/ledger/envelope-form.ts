import type { Canonical, CanonicalObject } from './canonical.ts';
import { codeForm, hex64Form, isInstant, uuidForm } from './forms.ts';

type Form = (value: Canonical | undefined) => boolean;

const mostFields = 64;
const fieldForm = /^[a-z][A-Za-z0-9]{0,63}$/;

const isHex64 = matching(hex64Form);
const isCode = matching(codeForm);
const isUuid = matching(uuidForm);
const isStream: Form = (value) =>
  typeof value === 'string' && (value === 'system' || (!value.startsWith('system/') && streamForm.test(value)));
const streamForm = /^[a-z]{2,16}\/[a-z0-9][a-z0-9.-]{0,63}$/;

const hasMemberForms = members({
  actor: members({ ref: nullOr(isUuid), role: isCode, session: nullOr(isHex64) }),
  agency: nullOr(isCode),
  at: (value) => typeof value === 'string' && isInstant(value),
  build: matching(/^[0-9A-Za-z.+-]{1,64}$/),
  committed: fields(isHex64),
  id: isUuid,
  // Printable ASCII without space and `+`.
  log: matching(/^[!-*,-~]{1,255}$/),
  open: fields(() => true),
  policy: nullOr(members({ digest: isHex64, id: isCode, version: matching(/^[0-9A-Za-z.-]{1,32}$/) })),
  prev: nullOr(isHex64),
  seen: nullOr(members({ root: isHex64, size: isPositive })),
  stream: isStream,
  streamSeq: isPositive,
  type: matching(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*\/[1-9][0-9]{0,3}$/),
  v: (value) => value === 1,
});

/** Exactly the fifteen members, each of its form; `prev` is null exactly at the first place; a field is open or committed, never both. */
export function hasEnvelopeForm(value: Canonical): boolean {
  if (!hasMemberForms(value) || !isObject(value)) return false;
  const { committed, open, prev, streamSeq } = value;
  const committedNames = new Set(Object.keys(committed ?? {}));
  return (prev === null) === (streamSeq === 1) && !Object.keys(open ?? {}).some((field) => committedNames.has(field));
}

function matching(pattern: RegExp): Form {
  return (value) => typeof value === 'string' && pattern.test(value);
}

function nullOr(form: Form): Form {
  return (value) => value === null || form(value);
}

function isPositive(value: Canonical | undefined): boolean {
  return typeof value === 'number' && value >= 1;
}

function members(forms: Readonly<Record<string, Form>>): Form {
  const names = Object.keys(forms);
  return (value) =>
    isObject(value) && Object.keys(value).length === names.length && names.every((name) => forms[name]?.(value[name]));
}

function fields(form: Form): Form {
  return (value) => {
    if (!isObject(value)) return false;
    const names = Object.keys(value);
    return names.length <= mostFields && names.every((name) => fieldForm.test(name) && form(value[name]));
  };
}

function isObject(value: Canonical | undefined): value is CanonicalObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
