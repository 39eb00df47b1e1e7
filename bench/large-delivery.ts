import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { generateCity } from '#demo/generate.ts';
import { profileName } from '#schemas/siasn-files.ts';

/** Sequences of a city's numbers stay below this, so each copy of the city has numbers of its own. */
const sequenceStep = 27;
const cityPeople = 8_500;

/** Writes a delivery of so many people: the demo city again and again, each time with other numbers. */
async function writeLarge(folder: string, people: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = [...generateCity()];
  for (const [name, text] of files) {
    const stream = createWriteStream(join(folder, name));
    if (name === profileName) await writeProfile(stream, text, people);
    else if (name.startsWith('referensi-')) await write(stream, text);
    else await writeHistory(stream, text, people);
    stream.end();
    await once(stream, 'finish');
  }
}

async function write(stream: WriteStream, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

const copiesOf = (people: number) => Array.from({ length: Math.ceil(people / cityPeople) }, (_one, index) => index);

function renumbered(text: string, copy: number): string {
  if (copy === 0) return text;
  const shift = copy * sequenceStep;
  return text.replace(/\b(\d{15})(\d{3})\b/g, (_all, start: string, sequence: string) => {
    return `${start}${String((Number(sequence) + shift) % 1000).padStart(3, '0')}`;
  });
}

async function writeProfile(stream: WriteStream, text: string, people: number): Promise<void> {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const column = (name: string) => header.split('|').indexOf(name);
  const [source, post] = [column('PNS ID'), column('JABATAN ID')];
  await write(stream, `${header}\n`);
  let left = people;
  for (const copy of copiesOf(people)) {
    const own = lines.slice(0, Math.min(left, cityPeople)).map((line) => {
      const cells = renumbered(line, copy).split('|');
      for (const index of [source, post]) if (copy > 0) cells[index] = `${copy}-${cells[index] ?? ''}`;
      return cells.join('|');
    });
    left -= own.length;
    await write(stream, `${own.join('\n')}\n`);
  }
}

async function writeHistory(stream: WriteStream, text: string, people: number): Promise<void> {
  const parsed = JSON.parse(text) as { data: Record<string, unknown>[] } | Record<string, unknown>[];
  const rows = Array.isArray(parsed) ? parsed : parsed.data;
  await write(stream, '[');
  for (const copy of copiesOf(people)) {
    const own = rows.map((row) => {
      const numbered = Object.entries(row).map(([name, value]): [string, unknown] => {
        const isNumber = name === 'id' || /nomor/i.test(name);
        return [name, isNumber && copy > 0 && typeof value === 'string' ? `${value}/${copy}` : value];
      });
      return renumbered(JSON.stringify(Object.fromEntries(numbered)), copy);
    });
    for (let from = 0; from < own.length; from += 5_000) {
      const isFirst = copy === 0 && from === 0;
      await write(stream, `${isFirst ? '' : ',\n'}${own.slice(from, from + 5_000).join(',\n')}`);
    }
  }
  await write(stream, ']\n');
}

const [, , folder = '', people = ''] = process.argv;
await writeLarge(folder, Number(people));
