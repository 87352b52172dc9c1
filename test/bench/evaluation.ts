import { checkAll, evaluateAll, jinhua } from '@twelve/measures';
import { families } from './dossiers.ts';
import { type Engine, jsonLogicEngine, jsonRulesEngine, zenEngine } from './engines.ts';
import { median } from './measure.ts';
import { bare, companyOf, dossierOf, RULES, type ScalarCompany, traced } from './workload.ts';

export interface EvaluationRow {
  readonly name: string;
  readonly perSecond: number;
  /** Of 1,000 random and 1,000 boundary companies, how many it answers otherwise than the bare function. */
  readonly wrong: number;
}

/** Each is measured this often, in turn, for so long; the median counts. */
const ROUNDS = 5;
const ROUND_MS = 300;

/** The common workload: the same nine rules on the same companies, equal answers checked first. */
export async function evaluationBench(): Promise<readonly EvaluationRow[]> {
  const companies = [false, true].flatMap((boundary) =>
    Array.from({ length: 1000 }, (_, at) => companyOf(at + 1, boundary)),
  );
  const dossiers = new Map(companies.map((company) => [company, dossierOf(company)]));
  const own = (company: ScalarCompany) => evaluateAll(jinhua, dossiers.get(company) ?? dossierOf(company));
  const scratch = new Float64Array(RULES.length);
  const contenders: readonly Engine[] = [
    {
      name: 'bare function',
      evaluate: (company) => {
        bare(company, scratch);
        return [...scratch];
      },
    },
    { name: 'by hand, eager trace', evaluate: (company) => traced(company).map(({ fen }) => fen) },
    {
      name: 'ours, all twelve measures, decisions',
      evaluate: (company) => {
        const clauses = own(company).decisions.flatMap((measure) => measure.clauses);
        return RULES.map((rule) => {
          const found = clauses.find(({ clause }) => clause === rule);
          return found?.outcome === 'eligible' ? (found.amount ?? -1) : -1;
        });
      },
    },
    {
      name: 'ours, all twelve measures, explained',
      evaluate: (company) => {
        const clauses = own(company)
          .explain()
          .flatMap((measure) => measure.clauses);
        return RULES.map((rule) => {
          const found = clauses.find(({ clause }) => clause === rule);
          return found?.outcome === 'eligible' ? (found.amount ?? -1) : -1;
        });
      },
    },
    jsonLogicEngine(),
    zenEngine(),
    jsonRulesEngine(),
  ];
  const wrong = await Promise.all(contenders.map((contender) => mistakes(contender, companies)));
  const rates = contenders.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, contender] of alternating(contenders, round)) {
      rates[at]?.push(await rateOf(contender, companies));
    }
  }
  const measured = contenders.map(({ name }, at) => ({
    name,
    perSecond: median(rates[at] ?? []),
    wrong: wrong[at] ?? 0,
  }));
  return [...measured, ...families.slice(0, 1).map(realDossiers)];
}

const alternating = <T>(values: readonly T[], round: number): readonly (readonly [number, T])[] => {
  const entries = values.map((value, at) => [at, value] as const);
  return round % 2 === 0 ? entries : entries.toReversed();
};

async function mistakes(engine: Engine, companies: readonly ScalarCompany[]): Promise<number> {
  const expected = new Float64Array(RULES.length);
  let wrong = 0;
  for (const company of companies) {
    const answer = await engine.evaluate(company);
    bare(company, expected);
    if (answer.some((fen, at) => fen !== expected[at])) wrong += 1;
  }
  return wrong;
}

/** Evaluations a second of processor time. */
async function rateOf(engine: Engine, companies: readonly ScalarCompany[]): Promise<number> {
  const before = process.cpuUsage();
  const until = performance.now() + ROUND_MS;
  let done = 0;
  while (performance.now() < until) {
    for (let at = 0; at < BATCH; at += 1) {
      const company = companies[(done + at) % companies.length];
      if (company === undefined) continue;
      const answer = engine.evaluate(company);
      if (answer instanceof Promise) await answer;
    }
    done += BATCH;
  }
  const { user, system } = process.cpuUsage(before);
  return (done * 1_000_000) / (user + system);
}

const BATCH = 50;

/** Beside it: dossiers of 80 entries, all measures with their texts. */
function realDossiers({ name, dossierOf: make }: (typeof families)[number]): EvaluationRow {
  const dossiers = Array.from({ length: 50 }, (_, at) => make(at + 1));
  for (const dossier of dossiers) checkAll(jinhua, dossier);
  const before = process.cpuUsage();
  for (const dossier of dossiers) checkAll(jinhua, dossier);
  const { user, system } = process.cpuUsage(before);
  return {
    name: `ours, explained, 80 entries (${name})`,
    perSecond: (dossiers.length * 1_000_000) / (user + system),
    wrong: 0,
  };
}
