import { createRequire } from 'node:module';
import { RULES, type ScalarCompany } from './workload.ts';

/** An engine for scalar rules with the workload in its own language. Answers amounts; −1 where a rule does not hold. */
export interface Engine {
  readonly name: string;
  evaluate(company: ScalarCompany): readonly number[] | Promise<readonly number[]>;
}

const require = createRequire(import.meta.url);
const WAN = 1_000_000;

/** A test of one figure, and a rule's amount, as data that each engine gets in its own form. */
interface Test {
  readonly fact: string;
  readonly op: '=' | '>=' | '>' | '<=';
  readonly value: number | boolean;
}

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

/** Amounts are arithmetic in every language: the engines decide, this pays. */
function amountsOf(c: ScalarCompany, holds: readonly boolean[]): readonly number[] {
  const share = (fen: number, percent: number): number => Math.floor((fen * percent) / 100);
  const sum = c.revenueFen > 5000 * WAN ? 500 : c.revenueFen > 2000 * WAN ? 200 : 100;
  const amounts = [
    Math.min(share(c.hardwareFen, 25) + share(c.softwareFen, 20), 1000 * WAN),
    share(c.researchFen, 15),
    Math.min(share(c.computeFen, 50), 2000 * WAN),
    share(c.researchFen, 10),
    Math.min(share(c.paidInFen, 5), 500 * WAN),
    sum * WAN,
    Math.min(share(c.servicesFen, 15), 300 * WAN),
    Math.min(share(c.storageFen, 15), 50 * WAN),
    100 * WAN,
  ];
  return amounts.map((fen, at) => (holds[at] === true ? fen : -1));
}

/** json-rules-engine: a rule each, all of its conditions; its result carries what each condition came to. */
export function jsonRulesEngine(): Engine {
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
    evaluate: async (company) => {
      const { events } = await engine.run(figuresOf(company));
      const held = new Set(events.map(({ type }) => type));
      return amountsOf(
        company,
        RULES.map((rule) => held.has(rule)),
      );
    },
  };
}

/** json-logic-engine, compiled: a function for each condition, so that each one's outcome is known. */
export function jsonLogicEngine(): Engine {
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
    evaluate: (company) => {
      const figures = figuresOf(company);
      return amountsOf(
        company,
        built.map((tests) => tests.map((test) => test(figures)).every(Boolean)),
      );
    },
  };
}

/** zen-engine: one expression node with an expression for each condition, trace on. */
export function zenEngine(): Engine {
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
    evaluate: async (company) => {
      const { result } = await decision.evaluate(figuresOf(company), { trace: true });
      return amountsOf(
        company,
        RULES.map((rule, at) => TESTS[rule].every((_, place) => result[`c${at}_${place}`] === true)),
      );
    },
  };
}
