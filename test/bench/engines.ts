import { createRequire } from 'node:module';
import { RULES, type ScalarCompany } from './workload.ts';

/**
 * Whatever evaluates the workload. It is given each company in its own form before the clock runs, and writes the
 * amounts in the order of the rules; −1 where a rule does not hold.
 */
export interface Engine<Prepared> {
  readonly name: string;
  prepare(company: ScalarCompany): Prepared;
  evaluate(prepared: Prepared, fen: Float64Array): void | Promise<void>;
}

const require = createRequire(import.meta.url);
const WAN = 1_000_000;

/** A test of one figure, and a rule's amount, as data that each engine gets in its own form. */
interface Test {
  readonly fact: string;
  readonly op: '=' | '>=' | '>' | '<=';
  readonly value: number | boolean;
}

const POSITIONS: ReadonlyMap<string, number> = new Map(RULES.map((rule, at) => [rule, at]));

const is = (fact: string): Test => ({ fact, op: '=', value: true });
const least = (fact: string, value: number): Test => ({ fact, op: '>=', value });
const COMMON = [is('urban'), is('taxCompliant'), is('soundFinance')];
const STRICT = [...COMMON, is('aiField')];
/** `wide` and the figures that no engine computes alike are prepared for all of them in the same way. */
const WIDE = [...COMMON, is('wide'), is('enterprise')];

const TESTS: Readonly<Record<(typeof RULES)[number], readonly Test[]>> = {
  '1.1': STRICT,
  '2.1': [...WIDE, least('researchFen', 100 * WAN)],
  '3.1': [...STRICT, is('leading'), least('parameterCount', 1e9), least('scenarioCount', 4)],
  '4.1': [...WIDE, least('researchFen', 100 * WAN), is('leadsNationalTask')],
  '6.2': [...WIDE, least('registeredFen', 2000 * WAN), least('paidInFen', 2000 * WAN)],
  '7.2': [
    ...WIDE,
    is('division65'),
    least('softwareShareLead', 0),
    { fact: 'overTier', op: '>', value: 0 },
    { fact: 'peakOverTier', op: '<=', value: 0 },
  ],
  '9.1a': STRICT,
  '9.1b': STRICT,
  '10.1': [...STRICT, least('tenants', 20), least('aiShareLead', 0)],
};

/** The figures that the rules are written on. */
type Figures = ReturnType<typeof figuresOf>;

function figuresOf(c: ScalarCompany) {
  const tier = c.revenueFen > 5000 * WAN ? 5000 : c.revenueFen > 2000 * WAN ? 2000 : 1000;
  return {
    ...c,
    wide: c.aiField || (c.enterprise && c.division65),
    overTier: c.revenueFen - tier * WAN,
    peakOverTier: c.peakBeforeFen - tier * WAN,
    softwareShareLead: c.softwareRevenueFen * 100 - c.revenueFen * 60,
    aiShareLead: c.aiTenants * 100 - c.tenants * 60,
  };
}

const share = (fen: number, percent: number): number => Math.floor((fen * percent) / 100);

/** Amounts are arithmetic in every language: the engines decide, this pays. */
const AMOUNTS: readonly ((c: ScalarCompany) => number)[] = [
  (c) => Math.min(share(c.hardwareFen, 25) + share(c.softwareFen, 20), 1000 * WAN),
  (c) => share(c.researchFen, 15),
  (c) => Math.min(share(c.computeFen, 50), 2000 * WAN),
  (c) => share(c.researchFen, 10),
  (c) => Math.min(share(c.paidInFen, 5), 500 * WAN),
  (c) => (c.revenueFen > 5000 * WAN ? 500 : c.revenueFen > 2000 * WAN ? 200 : 100) * WAN,
  (c) => Math.min(share(c.servicesFen, 15), 300 * WAN),
  (c) => Math.min(share(c.storageFen, 15), 50 * WAN),
  () => 100 * WAN,
];

const pay = (c: ScalarCompany, at: number, holds: boolean, fen: Float64Array): void => {
  fen[at] = holds ? (AMOUNTS[at]?.(c) ?? -1) : -1;
};

/** json-rules-engine: a rule each, all of its conditions; its result carries what each condition came to. */
export function jsonRulesEngine(): Engine<Figures> {
  interface Run {
    readonly events: readonly { readonly type: string }[];
  }
  const {
    Engine: Peer,
  }: { Engine: new () => { addRule(rule: object): void; run(facts: object): Promise<Run> } } =
    require('json-rules-engine');
  const operators = {
    '=': 'equal',
    '>=': 'greaterThanInclusive',
    '>': 'greaterThan',
    '<=': 'lessThanInclusive',
  };
  const engine = new Peer();
  for (const rule of RULES) {
    engine.addRule({
      conditions: {
        all: TESTS[rule].map(({ fact, op, value }) => ({ fact, operator: operators[op], value })),
      },
      event: { type: rule },
    });
  }
  return {
    name: 'json-rules-engine',
    prepare: figuresOf,
    evaluate: async (figures, fen) => {
      const { events } = await engine.run(figures);
      fen.fill(-1);
      for (const { type } of events) pay(figures, POSITIONS.get(type) ?? -1, true, fen);
    },
  };
}

/** json-logic-engine, compiled: a function for each condition, so that each one's outcome is known. */
export function jsonLogicEngine(): Engine<Figures> {
  const { LogicEngine }: { LogicEngine: new () => { build(logic: object): (data: object) => boolean } } =
    require('json-logic-engine');
  const engine = new LogicEngine();
  const built = RULES.map((rule) =>
    TESTS[rule].map(({ fact, op, value }) =>
      engine.build({ [op === '=' ? '===' : op]: [{ var: fact }, value] }),
    ),
  );
  return {
    name: 'json-logic-engine, compiled, per condition',
    prepare: figuresOf,
    evaluate: (figures, fen) => {
      for (const [at, tests] of built.entries()) {
        let holds = true;
        for (const test of tests) if (!test(figures)) holds = false;
        pay(figures, at, holds, fen);
      }
    },
  };
}

/** zen-engine: one expression node with an expression for each condition, trace on. */
export function zenEngine(): Engine<Figures> {
  interface Decision {
    evaluate(context: object, options: object): Promise<{ readonly result: Record<string, boolean> }>;
  }
  const { ZenEngine }: { ZenEngine: new () => { createDecision(content: Buffer): Decision } } =
    require('@gorules/zen-engine');
  const symbols = { '=': '==', '>=': '>=', '>': '>', '<=': '<=' };
  const expressions = RULES.flatMap((rule, at) =>
    TESTS[rule].map(({ fact, op, value }, place) => ({
      id: `${at}-${place}`,
      key: `c${at}_${place}`,
      value: `${fact} ${symbols[op]} ${value}`,
    })),
  );
  const keysOf = RULES.map((rule, at) => TESTS[rule].map((_, place) => `c${at}_${place}`));
  const content = {
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
      {
        id: 'rules',
        name: 'rules',
        type: 'expressionNode',
        position: { x: 1, y: 0 },
        content: { expressions },
      },
      { id: 'out', name: 'out', type: 'outputNode', position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: 'a', sourceId: 'in', targetId: 'rules', type: 'edge' },
      { id: 'b', sourceId: 'rules', targetId: 'out', type: 'edge' },
    ],
  };
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(content)));
  return {
    name: '@gorules/zen-engine, trace on',
    prepare: figuresOf,
    evaluate: async (figures, fen) => {
      const { result } = await decision.evaluate(figures, { trace: true });
      for (const [at, keys] of keysOf.entries()) {
        let holds = true;
        for (const key of keys) if (result[key] !== true) holds = false;
        pay(figures, at, holds, fen);
      }
    },
  };
}

/** publicodes: a rule each that asks for all of its conditions, and a situation for each company. */
export function publicodes(): Engine<{ readonly figures: Figures; readonly situation: object }> {
  interface Peer {
    setSituation(situation: object): void;
    evaluate(rule: string): { readonly nodeValue: unknown };
  }
  const { default: Peer }: { default: new (rules: object, options: object) => Peer } = require('publicodes');
  const facts = new Set(RULES.flatMap((rule) => TESTS[rule].map(({ fact }) => fact)));
  const rules = new Map<string, object | null>();
  for (const fact of facts) rules.set(fact, null);
  for (const [at, rule] of RULES.entries()) {
    const all = TESTS[rule].map(({ fact, op, value }) => (op === '=' ? fact : `${fact} ${op} ${value}`));
    rules.set(`rule ${at}`, { 'toutes ces conditions': all });
  }
  const logger = { log: () => undefined, warn: console.warn, error: console.error };
  const engine = new Peer(Object.fromEntries(rules), { logger });
  return {
    name: 'publicodes',
    prepare: (company) => {
      const figures = figuresOf(company);
      const said = Object.entries(figures)
        .filter(([fact]) => facts.has(fact))
        .map(([fact, value]) => [fact, value === true ? 'oui' : value === false ? 'non' : value]);
      return { figures, situation: Object.fromEntries(said) };
    },
    evaluate: ({ figures, situation }, fen) => {
      engine.setSituation(situation);
      for (const at of RULES.keys()) {
        pay(figures, at, engine.evaluate(`rule ${at}`).nodeValue === true, fen);
      }
    },
  };
}
