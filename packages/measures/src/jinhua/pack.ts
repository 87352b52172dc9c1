import {
  checkDecisions,
  type Decisions,
  type Interpretation,
  type Measure,
  type PolicyPack,
  type PolicySlice,
  policy,
  undecided,
} from '../kernel/index.ts';
import * as register from './interpretations.ts';
import { computePlatform } from './m01-compute-platform.ts';
import { coreTechnology } from './m02-core-technology.ts';
import { largeModel } from './m03-large-model.ts';
import { collaborativeInnovation } from './m04-collaborative-innovation.ts';
import { cultivationLibrary } from './m05-cultivation-library.ts';
import { leadingEnterprises } from './m06-leading-enterprises.ts';
import { growingEnterprises } from './m07-growing-enterprises.ts';
import { productAdoption } from './m08-product-adoption.ts';
import { applicationScenarios } from './m09-application-scenarios.ts';
import { industryCarriers } from './m10-industry-carriers.ts';
import { talent } from './m11-talent.ts';
import { financeAndTax } from './m12-finance-and-tax.ts';
import { countyDivisions, m03, urbanDivisions } from './parameters.ts';

/**
 * Jinhua's twelve measures. A revision is the same pack under another version, with dated decisions that from their day
 * on stand in place of rows of parameters or interpretations.
 *
 * @throws PolicyPackError where a decision names nothing of the pack, or is of another kind than what it replaces
 */
/* @__NO_SIDE_EFFECTS__ */
export function jinhuaPack(version: string, decisions: Decisions = {}): PolicyPack {
  const pack: PolicyPack = {
    policy: policy({ version, ...PERIOD }, decisions),
    reservation: RESERVATION,
    title: {
      zh: '金华市促进人工智能产业发展十二条政策措施（征求意见稿）',
      en: "Jinhua's twelve policy measures for the AI industry (consultation draft)",
    },
    measures: [
      computePlatform,
      coreTechnology,
      largeModel,
      collaborativeInnovation,
      cultivationLibrary,
      leadingEnterprises,
      growingEnterprises,
      productAdoption,
      applicationScenarios,
      industryCarriers,
      talent,
      financeAndTax,
    ],
    interpretations: Object.values<Interpretation>(register),
    constraints: {
      stacking: [{ clause: '4.1', on: '2.1', rule: 'X2' }],
      exclusive: [{ clauses: ['7.2', '7.3'], rule: 'X3' }],
      higherOfYear: [{ first: '10.1', second: '10.2', rule: 'X4' }],
      quotas: [{ clause: '3.1', places: m03.placesAYear, rule: 'X6' }],
    },
    crossRules: {
      higher: 'X1',
      sharedLimit: 'X5',
      received: 'X7',
      contested: 'X8',
      elsewhere: 'X9',
    },
  };
  const figures = pack.measures.flatMap(({ clauses }) => clauses.flatMap(({ parameters }) => parameters));
  checkDecisions(decisions, [...figures, urbanDivisions, countyDivisions], pack.interpretations);
  return pack;
}

/** Suppl. 4: from 2023-01-01 for three years. */
const PERIOD = { from: '2023-01-01', to: '2025-12-31' };

/** One measure alone, under the same policy: all that the function of this measure carries. */
/* @__NO_SIDE_EFFECTS__ */
export function jinhuaSlice(measure: Measure): PolicySlice {
  return { policy: undecided({ version: DRAFT, ...PERIOD }), reservation: RESERVATION, measures: [measure] };
}

/** Suppl. 2 */
const RESERVATION = {
  zh: '相关部门制定的资金管理办法可能作出进一步限定（附则第2条）。',
  en: "The departments' own fund rules may narrow what the policy grants (Suppl. 2).",
};

const DRAFT = '2023-draft';

/** The consultation draft, as we read it. */
export const jinhua: PolicyPack = jinhuaPack(DRAFT);
