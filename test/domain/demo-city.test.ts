import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { buildCity } from '#demo/city.ts';
import { generateCity } from '#demo/generate.ts';
import { personas } from '#demo/personas.ts';
import { personaNips, storyVacancies } from '#demo/story.ts';
import { storyPeople } from '#demo/story-people.ts';

function digestOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [name, text] of files) hash.update(`${name}\n${text}`);
  return hash.digest('hex');
}

const small = { people: 900 };

describe('the generated city', () => {
  test('the same seed gives the same bytes, another seed others', () => {
    const first = digestOf(generateCity(small));
    expect(digestOf(generateCity(small))).toBe(first);
    expect(digestOf(generateCity({ ...small, seed: 'another' }))).not.toBe(first);
  });

  test('it has 45 units and 500 structural posts in the mix of a real city', () => {
    const { units, posts } = buildCity();
    const count = (start: string) => posts.filter(({ eselon }) => eselon.startsWith(start)).length;
    expect([units.length, count('2'), count('3'), count('4')]).toEqual([45, 35, 140, 325]);
    expect(new Set(posts.map(({ code }) => code)).size).toBe(500);
  });

  test('every vacancy of the story is a post of the city and every candidate is one of its people', () => {
    const posts = new Map(buildCity().posts.map(({ code, title, eselon }) => [code, `${title} ${eselon}`]));
    const nips = new Set(storyPeople.map(({ nip }) => nip));
    for (const { postCode, title, eselon, candidates } of storyVacancies) {
      expect(posts.get(postCode)).toBe(`${title} ${eselon}`);
      for (const candidate of candidates) expect(nips).toContain(candidate);
    }
  });

  test('a persona with a number has the name of that person', () => {
    for (const { name, displayName } of personas) {
      const nip = personaNips[name];
      if (nip !== undefined) expect(storyPeople.find((person) => person.nip === nip)?.name).toBe(displayName);
    }
  });
});
