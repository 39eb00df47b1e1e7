import { expect, test } from 'vitest';
import { agencies, readers, successions } from './fold-agencies.ts';
import { judgements } from './fold-committees.ts';
import { courses } from './fold-courses.ts';
import { maps, plans } from './fold-maps.ts';
import { erasures, persons } from './fold-persons.ts';
import { placements } from './fold-placements.ts';
import { nominations } from './fold-pools.ts';
import { tellStory } from './folding.ts';

test('what each entry makes of the rows of its stream', async () => {
  const lines = [
    ...[...courses, ...nominations, ...judgements, ...placements, ...erasures].flatMap((story) =>
      tellStory('selection/s1', story),
    ),
    ...agencies.flatMap((story) => tellStory('agency/kota', story)),
    ...readers.flatMap((story) => tellStory('reader/x', story)),
    ...maps.flatMap((story) => tellStory('mapping/m1', story)),
    ...plans.flatMap((story) => tellStory('plan/l1', story)),
    ...successions.flatMap((story) => tellStory('succession/p1', story)),
    ...persons.flatMap((story) => tellStory('person/EKO', story)),
  ];
  await expect(lines.join('\n')).toMatchFileSnapshot('./folds.txt');
});
