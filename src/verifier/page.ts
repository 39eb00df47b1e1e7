import { sha256Hex } from '#ledger/crypto.ts';
import type { HeldReceipt } from '#ledger/examination.ts';
import { parseReceipt } from '#ledger/receipt.ts';
import { jsonReport } from '#ledger/report.ts';
import { byId, element, fileInput } from './elements.ts';
import { type Checked, drawResult } from './result.ts';
import { verify } from './verify.ts';
import { type Language, words } from './words.ts';

// The page of bukti-verify.html. It asks nobody anything: files come from the person, findings go to the person.

const bundle = fileInput('bundle');
const own = {
  policy: fileInput('policy'),
  epochs: fileInput('epochs'),
  since: fileInput('since'),
  authorities: fileInput('authorities'),
  receipt: fileInput('receipt'),
};

let language: Language = languageOf(location.hash) ?? (navigator.language.startsWith('en') ? 'en' : 'id');
let checked: Checked | undefined;

function languageOf(hash: string): Language | undefined {
  return hash === '#id' || hash === '#en' ? (hash.slice(1) as Language) : undefined;
}

function drawWords(): void {
  document.documentElement.lang = language;
  document.title = `${words.title[language]} · Bukti`;
  for (const place of document.querySelectorAll<HTMLElement>('[data-word]')) {
    const word = place.dataset['word'];
    if (word !== undefined && isWord(word)) place.textContent = words[word][language];
  }
  byId('languages').setAttribute('aria-label', words.languages[language]);
  for (const link of document.querySelectorAll('#languages a')) {
    if (link.getAttribute('lang') === language) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

function isWord(key: string): key is keyof typeof words {
  return key in words;
}

function drawChecked(): void {
  const { verification } = checked ?? {};
  byId('result').replaceChildren(...(checked === undefined ? [] : drawResult(checked, language)));
  if (verification === undefined) return;
  const save = element('button', { type: 'button', class: 'secondary' }, words.save[language]);
  save.addEventListener('click', () => offerFile(jsonReport(verification)));
  byId('result').append(save);
}

function offerFile(report: string): void {
  const address = URL.createObjectURL(new Blob([report], { type: 'application/json' }));
  element('a', { href: address, download: 'bukti-verify.json' }).click();
  URL.revokeObjectURL(address);
}

async function run(): Promise<void> {
  const [file] = bundle.files ?? [];
  tell('');
  showMissing(file === undefined);
  checked = undefined;
  drawChecked();
  if (file === undefined) return;
  tell(words.running[language]);
  await untilPainted();
  try {
    const receipts = await readReceipts();
    if (receipts === undefined) return;
    checked = await check(file, receipts);
  } catch (error) {
    tell(`${words.broken[language]} ${String(error)}`);
    return;
  }
  tell('');
  drawChecked();
  byId('verdict').focus();
}

/** What the person holds; nothing, and told, where the file is no receipt. */
async function readReceipts(): Promise<readonly HeldReceipt[] | undefined> {
  const bytes = await chosen(own.receipt);
  if (bytes === undefined) return [];
  const receipt = parseReceipt(bytes);
  if (receipt !== undefined) return [receipt];
  tell(`${words['no-receipt'][language]} ${own.receipt.files?.[0]?.name ?? ''}`);
  return undefined;
}

async function check(file: File, receipts: readonly HeldReceipt[]): Promise<Checked> {
  const zip = await bytesOf(file);
  const brought = [own.policy, own.epochs, own.since, own.authorities];
  const [policy, epochs, since, authorities] = await Promise.all(brought.map(chosen));
  const verification = verify(zip, { policy, epochs, since, authorities, receipts });
  const broughtKeys = policy !== undefined && epochs !== undefined;
  return { verification, fileName: file.name, digest: sha256Hex(zip), broughtKeys };
}

async function chosen(input: HTMLInputElement): Promise<Uint8Array | undefined> {
  const [file] = input.files ?? [];
  return file === undefined ? undefined : bytesOf(file);
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

function tell(text: string): void {
  byId('status').textContent = text;
}

function showMissing(isMissing: boolean): void {
  byId('bundle-missing').hidden = !isMissing;
  bundle.setAttribute('aria-invalid', String(isMissing));
  if (isMissing) bundle.focus();
}

/** The check holds the page until it is done: what it says of itself must be on the screen before. */
function untilPainted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}

/** Several files at once find their places by their names. */
function takeDropped(files: FileList): void {
  for (const file of files) {
    const held = new DataTransfer();
    held.items.add(file);
    placeOf(file.name).files = held.files;
  }
}

function placeOf(name: string): HTMLInputElement {
  if (/policy.*\.txt$/i.test(name)) return own.policy;
  if (/epochs.*\.txt$/i.test(name)) return own.epochs;
  if (/\.pem$/i.test(name)) return own.authorities;
  if (/\.json$/i.test(name)) return own.receipt;
  return /checkpoint/i.test(name) ? own.since : bundle;
}

function listen(): void {
  byId('form').addEventListener('submit', (event) => {
    event.preventDefault();
    void run();
  });
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    if (event.dataTransfer === null || event.dataTransfer.files.length === 0) return;
    takeDropped(event.dataTransfer.files);
    void run();
  });
  addEventListener('hashchange', () => {
    language = languageOf(location.hash) ?? language;
    drawWords();
    drawChecked();
  });
}

drawWords();
listen();
// For other programs in the browser: the same check without the form.
Object.assign(globalThis, { buktiVerify: verify });
