import { deepStrictEqual } from 'node:assert';
import type { Dossier } from '@twelve/dossier';
import { decideAll, evaluateAll, jinhua, type PolicySlice } from '@twelve/measures';
import { bitsOfDossier, decidedByHand } from './by-hand.ts';
import { families } from './dossiers.ts';
import { type Engine, jsonLogicEngine, jsonRulesEngine, publicodes, zenEngine } from './engines.ts';
import { median } from './measure.ts';
import { companyOf as registeredCompany } from './register.ts';
import { bare, companyOf, dossierOf, inBits, RULES, type ScalarCompany, traced } from './workload.ts';

export interface EvaluationRow {
  readonly name: string;
  readonly perSecond: number;
  /** How often the bare function and the eager trace are evaluated in the time of one: medians of the rounds. */
  readonly timesBare: number;
  readonly timesTraced: number;
  /** Of 1,000 random and 1,000 boundary companies, how many it answers otherwise than the bare function. */
  readonly wrong: number | undefined;
}

/** Each is measured this often, in turn, for so long; the medians count. */
const ROUNDS = 9;
const ROUND_MS = 200;

/** What is measured: one call a company or dossier, in turn. */
interface Contender {
  readonly name: string;
  readonly size: number;
  run(at: number, fen: Float64Array): void | Promise<void>;
}

/** The common workload: the same nine rules on the same companies, equal answers checked first. */
export async function evaluationBench(): Promise<readonly EvaluationRow[]> {
  const companies = [false, true].flatMap((boundary) =>
    Array.from({ length: 1000 }, (_, at) => companyOf(at + 1, boundary)),
  );
  const workload = [
    on(companies, byHand('bare function', bare)),
    on(companies, withBits()),
    on(companies, byHand('by hand, eager trace', withTrace)),
    on(companies, bitsFromDossier()),
    on(companies, decisionsByHand()),
    on(companies, ours('ours, the nine clauses, decided', NINE, false)),
    on(companies, ours('ours, the nine clauses, explained', NINE, true)),
    on(companies, ours('ours, all twelve measures, decided', jinhua, false)),
    on(companies, ours('ours, all twelve measures, explained', jinhua, true)),
    on(companies, jsonLogicEngine()),
    on(companies, zenEngine()),
    on(companies, jsonRulesEngine()),
    on(companies, publicodes()),
  ];
  checkBits(companies);
  checkDecisions(companies);
  const wrong = new Map<Contender, number>();
  for (const contender of workload) wrong.set(contender, await mistakes(contender, companies));
  const contenders = [...workload, ...realDossiers()];
  const micros = contenders.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, contender] of alternating(contenders, round)) micros[at]?.push(await microsOf(contender));
  }
  const [ofBare = [], , ofTraced = []] = micros;
  const ratio = (own: readonly number[], other: readonly number[]): number =>
    median(own.map((cost, round) => cost / (other[round] ?? Number.NaN)));
  return contenders.map((contender, at) => ({
    name: contender.name,
    perSecond: 1_000_000 / median(micros[at] ?? []),
    timesBare: ratio(micros[at] ?? [], ofBare),
    timesTraced: ratio(micros[at] ?? [], ofTraced),
    wrong: wrong.get(contender),
  }));
}

/** The companies in an engine's own form, before the clock runs. */
function on<Prepared>(companies: readonly ScalarCompany[], engine: Engine<Prepared>): Contender {
  const prepared = companies.map(engine.prepare);
  return {
    name: engine.name,
    size: prepared.length,
    run: (at, fen) => {
      const company = prepared[at];
      return company === undefined ? undefined : engine.evaluate(company, fen);
    },
  };
}

const byHand = (name: string, evaluate: Engine<ScalarCompany>['evaluate']): Engine<ScalarCompany> => ({
  name,
  prepare: (company) => company,
  evaluate,
});

function withBits(): Engine<ScalarCompany> {
  const bits = new Uint16Array(RULES.length);
  return byHand('by hand, one bit a condition', (company, fen) => inBits(company, fen, bits));
}

function withTrace(company: ScalarCompany, fen: Float64Array): void {
  let at = 0;
  for (const rule of traced(company)) {
    fen[at] = rule.fen;
    at += 1;
  }
}

/** Bits and amounts, from a dossier that has to be read first: what everybody pays who is given one. */
function bitsFromDossier(): Engine<Dossier> {
  const bits = new Uint16Array(RULES.length);
  return {
    name: 'by hand, from the dossier, one bit a condition',
    prepare: dossierOf,
    evaluate: (dossier, fen) => bitsOfDossier(dossier, fen, bits),
  };
}

/** The same decisions as ours, each in the place of its rule. */
const decisionsByHand = (): Engine<Dossier> => ({
  name: 'by hand, from the dossier, the same decisions',
  prepare: dossierOf,
  evaluate: (dossier, fen) => {
    let at = 0;
    for (const { outcome, amount } of decidedByHand(dossier)) {
      fen[at] = outcome === 'eligible' ? (amount ?? -1) : -1;
      at += 1;
    }
  },
});

/** By hand they are what they are by the rules, in every field. */
function checkDecisions(companies: readonly ScalarCompany[]): void {
  for (const dossier of companies.map(dossierOf)) {
    deepStrictEqual(
      decidedByHand(dossier),
      decideAll(NINE, dossier).flatMap(({ clauses }) => clauses),
    );
  }
}

/** The bits say of every condition what the trace does, and are the same from the company's dossier. */
function checkBits(companies: readonly ScalarCompany[]): void {
  const fen = new Float64Array(RULES.length);
  const bits = new Uint16Array(RULES.length);
  const fenOfDossier = new Float64Array(RULES.length);
  const ofDossier = new Uint16Array(RULES.length);
  for (const company of companies) {
    inBits(company, fen, bits);
    bitsOfDossier(dossierOf(company), fenOfDossier, ofDossier);
    deepStrictEqual([fenOfDossier, ofDossier], [fen, bits]);
    for (const [at, { rule, steps }] of traced(company).entries()) {
      const expected = steps.reduce((all, { met }, place) => all | (met ? 1 << place : 0), 0);
      if (bits[at] !== expected) throw new RangeError(`${rule}: the bits differ from the trace`);
    }
  }
}

const rules: readonly string[] = RULES;

/** The clauses of the workload alone, as the others have them. */
const NINE: PolicySlice = {
  ...jinhua,
  measures: jinhua.measures
    .map((measure) => ({
      ...measure,
      clauses: measure.clauses.filter(({ id }) => rules.includes(id)),
    }))
    .filter(({ clauses }) => clauses.length > 0),
};

/** Through the public functions, from a dossier. The workload's dossiers have one decision for every clause. */
function ours(name: string, slice: PolicySlice, explained: boolean): Engine<Dossier> {
  const places = slice.measures.flatMap(({ clauses }) => clauses.map(({ id }) => rules.indexOf(id)));
  return {
    name,
    prepare: dossierOf,
    evaluate: (dossier, fen) => {
      let at = 0;
      for (const { clauses } of explained
        ? evaluateAll(slice, dossier).explain()
        : decideAll(slice, dossier)) {
        for (const { outcome, amount } of clauses) {
          const place = places[at] ?? -1;
          if (place >= 0) fen[place] = outcome === 'eligible' ? (amount ?? -1) : -1;
          at += 1;
        }
      }
    },
  };
}

/** Beside it: dossiers as applicants have them, all twelve measures. */
function realDossiers(): readonly Contender[] {
  const ten = Array.from({ length: 500 }, (_, at) => registeredCompany(at + 1));
  const eighty = families
    .slice(0, 1)
    .flatMap(({ dossierOf: make }) => Array.from({ length: 100 }, (_, at) => make(at + 1)));
  const decided = (name: string, dossiers: readonly Dossier[]): Contender => ({
    name: `ours, all twelve measures, decided, ${name}`,
    size: dossiers.length,
    run: (at) => {
      const dossier = dossiers[at];
      if (dossier !== undefined) decideAll(jinhua, dossier);
    },
  });
  const explained = (name: string, dossiers: readonly Dossier[]): Contender => ({
    name: `ours, all twelve measures, explained, ${name}`,
    size: dossiers.length,
    run: (at) => {
      const dossier = dossiers[at];
      if (dossier !== undefined) evaluateAll(jinhua, dossier).explain();
    },
  });
  return [
    decided('10 entries', ten),
    explained('10 entries', ten),
    decided('80 entries', eighty),
    explained('80 entries', eighty),
  ];
}

const alternating = <T>(values: readonly T[], round: number): readonly (readonly [number, T])[] => {
  const entries = values.map((value, at) => [at, value] as const);
  return round % 2 === 0 ? entries : entries.toReversed();
};

async function mistakes(contender: Contender, companies: readonly ScalarCompany[]): Promise<number> {
  const expected = new Float64Array(RULES.length);
  const answer = new Float64Array(RULES.length);
  let wrong = 0;
  for (const [at, company] of companies.entries()) {
    answer.fill(Number.NaN);
    await contender.run(at, answer);
    bare(company, expected);
    if (answer.some((fen, place) => fen !== expected[place])) wrong += 1;
  }
  return wrong;
}

/** Microseconds of processor time for one evaluation. */
async function microsOf(contender: Contender): Promise<number> {
  const fen = new Float64Array(RULES.length);
  const before = process.cpuUsage();
  const until = performance.now() + ROUND_MS;
  let done = 0;
  while (performance.now() < until) {
    for (let step = 0; step < BATCH; step += 1) {
      const answer = contender.run((done + step) % contender.size, fen);
      if (answer !== undefined) await answer;
    }
    done += BATCH;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / done;
}

/** So many between two looks at the clock, which must cost the fastest nothing to speak of. */
const BATCH = 100;
