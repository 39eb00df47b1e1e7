import { z } from 'zod';
import { moveGrounds } from '#domain/map-resolutions.ts';
import { boxMeaningSchema, explanationSchema } from './candidacies.ts';
import { changeSchema } from './changes.ts';
import { citationSchema, postLevelSchema, wordsSchema } from './policy-parts.ts';
import {
  codeSchema,
  dateSchema,
  digestSchema,
  instantSchema,
  pageQuery,
  pageSchema,
  receiptSchema,
  textSchema,
  uuidSchema,
} from './requests.ts';

const filter = {
  agency: codeSchema,
  /** One of its maps; the newest where none is named. */
  map: uuidSchema.optional(),
  /** With everything below it. */
  unit: uuidSchema.optional(),
  level: postLevelSchema.optional(),
};

export const mapQuery = z.strictObject(filter);

const levelSchema = z.enum(['low', 'mid', 'high']);
const axisSchema = z.strictObject({
  label: wordsSchema,
  thresholds: z.strictObject({ middle: z.string(), high: z.string(), citation: citationSchema }),
});

/** Numbers about fewer than five people are null for those who may not list them. */
export const mapAnswer = z
  .strictObject({
    id: uuidSchema,
    /** Null for a map from before there was an entry for each person. */
    state: z.enum(['drawn', 'published']).nullable(),
    mappedAt: instantSchema,
    policy: z.strictObject({ id: codeSchema, version: z.string(), digest: digestSchema }),
    people: z.int().nullable(),
    boxes: z.array(
      z.strictObject({
        box: z.int().min(1).max(9),
        performance: levelSchema,
        potential: levelSchema,
        label: wordsSchema.nullable(),
        handling: wordsSchema.nullable(),
        count: z.int().nullable(),
        share: z.number().nullable(),
      }),
    ),
    holding: z.strictObject({
      count: z.int().nullable(),
      missing: z.array(
        z.strictObject({ indicator: z.string(), label: wordsSchema.nullable(), count: z.int().nullable() }),
      ),
    }),
    axes: z.strictObject({ performance: axisSchema, potential: axisSchema }),
  })
  .meta({ id: 'TalentMap' });

export const boxParams = z.strictObject({
  box: z
    .string()
    .regex(/^[1-9]$/)
    .transform(Number),
});

export const mapPeopleQuery = z.strictObject({
  ...filter,
  ...pageQuery,
  /** `name` as Indonesian sorts it; `value` by talent value, the highest first. */
  sort: z.enum(['name', 'value']).default('name'),
});

export const mapPeoplePage = pageSchema(
  z.strictObject({
    person: uuidSchema,
    name: z.string(),
    nip: z.string(),
    title: z.string().nullable(),
    unit: z.string().nullable(),
    performance: z.string().nullable(),
    potential: z.string().nullable(),
    talentValue: z.string().nullable(),
    missing: z.array(z.string()),
    /** The box that was derived, where the committee has moved the person from it. */
    movedFrom: z.int().nullable(),
    /** A move of this person waits for the committee; never told to whom it is about. */
    isMoveProposed: z.boolean(),
  }),
);

export const mapsQuery = z.strictObject({ agency: codeSchema });
export const mapParams = z.strictObject({ mapId: uuidSchema });
export const resolutionParams = z.strictObject({ mapId: uuidSchema, resolutionId: uuidSchema });

export const newMapBody = z.strictObject({ agency: codeSchema, policy: codeSchema });
export const newMapAnswer = z.strictObject({ mapId: uuidSchema, receipt: receiptSchema });

const boxSchema = z.int().min(1).max(9);
const groundSchema = z.enum(moveGrounds);
const choiceSchema = z.enum(['approve', 'reject', 'abstain']);

/** Where a person stands on a map, and to which boxes the rule allows a move; the boxes as the map shows them, row by row. */
export const movesAnswer = z
  .strictObject({
    from: boxSchema.nullable(),
    boxes: z.array(z.strictObject({ box: boxSchema, label: wordsSchema.nullable() })),
    layout: z.array(z.array(boxSchema)),
    reasonMinLength: z.int().meta({ description: 'Characters that the reason of a move needs at least.' }),
  })
  .meta({ id: 'TalentMapMoves' });

/** A move by the committee: the ground, what speaks for it in words, and where that is on paper. */
export const moveBody = z.strictObject({
  person: uuidSchema,
  to: boxSchema,
  ground: groundSchema,
  reason: textSchema(2000),
  evidence: textSchema(500),
});
export const abandonmentBody = z.strictObject({ reason: textSchema(2000) });
export const abandonedAnswer = z.strictObject({ receipt: receiptSchema });
export const publicationBody = z.strictObject({});
export const resolutionAnswer = z.strictObject({ resolutionId: uuidSchema, receipt: receiptSchema });
export const voteBody = z.strictObject({ choice: choiceSchema, reason: textSchema(2000).nullable() });
export const votedAnswer = z.strictObject({ receipt: receiptSchema });

export const mapsAnswer = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id: uuidSchema,
        state: z.enum(['drawing', 'drawn', 'published', 'abandoned']),
        on: dateSchema,
        begunAt: instantSchema,
        publishedAt: instantSchema.nullable(),
        policy: z.strictObject({ id: codeSchema, version: z.string() }),
        superseded: z.boolean().meta({
          description:
            'A map that was begun later is published: this one is no longer in force, or will not be published.',
        }),
        drawn: z.int(),
        moved: z.int(),
      }),
    ),
  })
  .meta({ id: 'TalentMaps' });

/** Votes are told once the resolution is decided; before that everybody sees their own. */
export const resolutionsAnswer = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id: uuidSchema,
        kind: z.enum(['move', 'publish']),
        person: uuidSchema.nullable(),
        name: z.string().nullable(),
        from: boxSchema.nullable(),
        to: boxSchema.nullable(),
        ground: groundSchema.nullable(),
        reason: z.string().nullable(),
        evidence: z.string().nullable(),
        proposedBy: z.string(),
        proposedAt: instantSchema,
        outcome: z.enum(['adopted', 'not-adopted']).nullable(),
        seats: z.int(),
        cast: z.int(),
        own: choiceSchema.nullable(),
        /** Whether the asker has a seat in it, and may still vote. */
        mayVote: z.boolean(),
        votes: z.array(z.strictObject({ member: z.string(), choice: choiceSchema, reason: z.string().nullable() })),
      }),
    ),
  })
  .meta({ id: 'MapResolutions' });

export const placeParams = z.strictObject({ mapId: uuidSchema, person: uuidSchema });

/** How a place on a map came about, from the record that its entry seals. */
export const placeAnswer = z
  .strictObject({
    mapId: uuidSchema,
    state: z.enum(['drawing', 'drawn', 'published', 'abandoned']),
    on: dateSchema,
    person: uuidSchema,
    name: z.string(),
    /** Names of the indicators that are not known. */
    missing: z.array(z.string()),
    /** Where the committee has moved the person; the derived box stands in the explanation. */
    movedTo: boxSchema.nullable(),
    /** The moves that the committee has adopted, in their order: from where to where and why; never who voted how. */
    moves: z
      .array(
        z.strictObject({
          from: boxSchema,
          to: boxSchema,
          ground: groundSchema,
          reason: z.string(),
          decidedAt: instantSchema,
        }),
      )
      .readonly(),
    /** The box where the person stands now, moves included, with what is advised for it; null for whoever has none. */
    standing: boxMeaningSchema.nullable(),
    /** On each axis the indicator whose least improvement would move the derived box, all else as it is. */
    changes: z.array(changeSchema).readonly(),
    /** The entry that all of it is derived from. */
    entry: uuidSchema,
    /** The pack under which all of it was derived, and since when that was in force. */
    policy: z.strictObject({
      id: codeSchema,
      version: z.string(),
      digest: digestSchema,
      title: wordsSchema,
      effectiveFrom: dateSchema,
    }),
    explanation: explanationSchema,
  })
  .meta({ id: 'TalentMapPlace' });
