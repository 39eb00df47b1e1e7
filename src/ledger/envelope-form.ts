import { type Canonical, isObject } from './canonical.ts';
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
  return (prev === null) === (streamSeq === 1) && !sharesName(committed, open);
}

function sharesName(one: Canonical | undefined, other: Canonical | undefined): boolean {
  if (!isObject(one) || !isObject(other)) return false;
  for (const name of Object.keys(one)) if (Object.hasOwn(other, name)) return true;
  return false;
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
  const named = Object.entries(forms);
  return (value) => {
    if (!isObject(value) || Object.keys(value).length !== named.length) return false;
    for (const [name, form] of named) if (!form(value[name])) return false;
    return true;
  };
}

function fields(form: Form): Form {
  return (value) => {
    if (!isObject(value)) return false;
    const names = Object.keys(value);
    if (names.length > mostFields) return false;
    for (const name of names) if (!fieldForm.test(name) || !form(value[name])) return false;
    return true;
  };
}
