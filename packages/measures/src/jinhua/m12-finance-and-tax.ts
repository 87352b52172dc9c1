import { anyApplicant, clause, type Measure } from '../kernel/index.ts';
import { gateInterpretations, gates } from './gates.ts';
import { applicantScope } from './scopes.ts';

const commitment = clause({
  id: '12.1',
  source: 'Art. 12',
  title: { zh: '产业基金与税收优惠', en: 'Industry fund and tax relief' },
  pays: { zh: '一般性支持，不计算金额', en: 'a general commitment; no money is computed' },
  amountKind: 'none',
  ofApplicant: true,
  interpretations: gateInterpretations,
  parameters: [],
  reads: [],
  gates: gates.any,
  subject: anyApplicant('12.1-applicant', 'Art. 12'),
  scopes: applicantScope,
  conditions: [],
  lines: () => [],
});

/** Art. 12: fund and tax. */
export const financeAndTax: Measure = {
  number: 12,
  slug: 'm12-finance-and-tax',
  title: { zh: '加大财税政策支撑', en: 'Fund and tax support' },
  clauses: [commitment],
  information: [
    {
      zh: '设立人工智能发展产业基金，落实中小企业和初创企业税收优惠。',
      en: 'An AI industry fund, and the tax reliefs for small and new enterprises.',
    },
  ],
};
