import type { Row } from './company.ts';

/** Sums over all companies screened. Plain JSON: it is kept with the progress. Amounts in fen. */
export interface Summary {
  readonly companies: number;
  readonly rejected: number;
  readonly unproven: number;
  readonly fixedFen: number;
  readonly ceilingFen: number;
  readonly measures: readonly MeasureSummary[];
}

export interface MeasureSummary {
  readonly measure: number;
  readonly eligible: number;
  readonly undetermined: number;
  readonly fen: number;
}

export const emptySummary = (measures: readonly number[]): Summary => ({
  companies: 0,
  rejected: 0,
  unproven: 0,
  fixedFen: 0,
  ceilingFen: 0,
  measures: measures.map((measure) => ({ measure, eligible: 0, undetermined: 0, fen: 0 })),
});

export const withRow = (summary: Summary, row: Row): Summary =>
  added(summary, {
    companies: 1,
    rejected: 0,
    unproven: row.proven ? 0 : 1,
    fixedFen: row.fixedFen,
    ceilingFen: row.ceilingFen,
    measures: row.measures.map(({ measure, outcome, fen }) => ({
      measure,
      eligible: outcome === 'eligible' ? 1 : 0,
      undetermined: outcome === 'undetermined' ? 1 : 0,
      fen,
    })),
  });

/** The sum of two summaries of the same measures. */
export const added = (a: Summary, b: Summary): Summary => ({
  companies: a.companies + b.companies,
  rejected: a.rejected + b.rejected,
  unproven: a.unproven + b.unproven,
  fixedFen: a.fixedFen + b.fixedFen,
  ceilingFen: a.ceilingFen + b.ceilingFen,
  measures: a.measures.map((own, at) => {
    const other = b.measures[at];
    return other === undefined
      ? own
      : {
          measure: own.measure,
          eligible: own.eligible + other.eligible,
          undetermined: own.undetermined + other.undetermined,
          fen: own.fen + other.fen,
        };
  }),
});

/** The summary as a person reads it. */
export function summaryText({
  companies,
  rejected,
  unproven,
  fixedFen,
  ceilingFen,
  measures,
}: Summary): string {
  const lines = measures.map(({ measure, eligible, undetermined, fen }) =>
    [String(measure).padStart(7), count(eligible), count(undetermined), yuan(fen)].join('  '),
  );
  return [
    `企业 / companies: ${companies}，跳过的行 / lines skipped: ${rejected}，未证最优 / not proven best: ${unproven}`,
    `固定金额 / fixed: ${yuan(fixedFen).trim()} yuan，上限金额 / ceilings: ${yuan(ceilingFen).trim()} yuan`,
    ' 措施 m     符合 eligible  待补充 undetermined  金额 yuan',
    ...lines,
    '各行分别测算：3.1的全市名额未在企业之间分配，重复的企业、发票和证书未剔除',
    "each line on its own: the city's places of 3.1 are not shared out, companies and documents named twice count twice",
  ].join('\n');
}

const count = (value: number): string => String(value).padStart(12);

/** Fen as yuan with two places, without going through a float. */
const yuan = (fen: number): string =>
  `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`.padStart(20);
