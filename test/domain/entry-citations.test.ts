import { describe, expect, test } from 'vitest';
import { citeRule } from '#domain/entry-citations.ts';
import { stageKinds } from '#domain/stages.ts';
import { pack } from './vectors/reader.ts';

const { algorithms, stages, committee, assessment } = pack;
const citedBy = (type: string, open = {}) => citeRule(pack, { type, open });

describe('an entry cites', () => {
  test.each([
    ['outcome.derived/1', algorithms.outcome, committee],
    ['session.adjourned/1', algorithms.quorum, committee],
    ['ranking.derived/1', algorithms.ranking, assessment],
    ['assessor.assigned/1', algorithms.order, assessment],
  ])('%s: the algorithm by which it was derived', (type, code, { citation }) => {
    expect(citedBy(type)).toEqual({ code, citation });
    expect(citedBy(type, { stage: 'placement' })).toEqual({ code, citation });
  });

  test.each([
    ['nomination.filed/1', 'stage.nomination', stages.nomination],
    ['pool.completed/1', 'stage.nomination', stages.nomination],
    ['data.confirmed/1', 'stage.nomination', stages.nomination],
    ['correction.requested/1', 'stage.nomination', stages.nomination],
    ['snapshot.frozen/2', 'stage.nomination', stages.nomination],
    ['candidacy.withdrawn/1', 'stage.nomination', stages.nomination],
    ['gate.verified/1', 'missing-data', pack.missingData],
    ['assessor.replaced/1', 'assessment', assessment],
    ['sheet.submitted/1', 'assessment', assessment],
    ['scores.revealed/1', 'assessment', assessment],
    ['seat.appointed/1', 'committee', committee],
    ['interest.declared/1', 'committee', committee],
    ['presence.recorded/1', 'committee', committee],
    ['motion.put/1', 'shortlist', pack.shortlist],
    ['ballot.cast/1', 'committee', committee],
    ['choice.made/1', 'deviation', pack.deviation],
    ['concurrence.requested/1', 'concurrence', pack.concurrence],
    ['decree.issued/1', 'stage.placement', stages.placement],
    ['placement.effected/1', 'stage.placement', stages.placement],
    ['step.reminded/1', 'stage.placement', stages.placement],
  ])('%s: the part of the policy that it is about', (type, code, { citation }) => {
    expect(citedBy(type)).toEqual({ code, citation });
  });

  test.each(stageKinds)('a deadline in %s: how working days are counted, as its stage says', (stage) => {
    const cited = { code: algorithms.deadline, citation: stages[stage].citation };
    for (const type of ['deadline.moved/1', 'stage.opened/1', 'stage.stepped/1'])
      expect(citedBy(type, { stage })).toEqual(cited);
    expect(citedBy('stage.paused/1', { stage })).toEqual({ code: `stage.${stage}`, citation: stages[stage].citation });
  });

  test.each([
    ['deadline.moved/1', {}],
    ['stage.opened/1', { stage: 'elsewhere' }],
    ['selection.drafted/1', {}],
    ['constructor/1', {}],
    ['toString.called/1', {}],
    ['__proto__.named/1', {}],
  ])('%s: nothing, where no rule of the policy was followed', (type, open) => {
    expect(citedBy(type, open)).toBeNull();
  });
});
