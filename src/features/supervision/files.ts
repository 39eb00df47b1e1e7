import { writeCsv } from '#platform/csv.ts';
import type { readSupervision } from './service.ts';

type Supervision = Awaited<ReturnType<typeof readSupervision>>;

/** One figure a line, with its query; a question without figures says NO DATA, a figure that is not known UNKNOWN. */
export function supervisionCsv({ items }: Supervision): string {
  const header = ['AGENCY', 'NAME', 'AS OF', 'QUESTION', 'FIGURE', 'VALUE', 'EVIDENCE', 'QUERY'];
  const rows = items.flatMap(({ agency, name, on, questions }) =>
    questions.flatMap(({ question, figures, evidence }) => {
      const head = [agency, name, on, question];
      const papers = evidence.map(({ kind, id }) => `${kind} ${id}`).join('; ');
      if (figures.length === 0) return [[...head, '', 'NO DATA', papers, '']];
      return figures.map(({ figure, value, query }) => [
        ...head,
        figure,
        value ?? 'UNKNOWN',
        papers,
        query.replace(/\s+/g, ' '),
      ]);
    }),
  );
  return writeCsv([header, ...rows]);
}
