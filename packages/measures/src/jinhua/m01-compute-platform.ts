import type { Expenditure } from '@twelve/dossier';
import { clause, type Measure } from '../kernel/index.ts';
import { gateInterpretations, gates } from './gates.ts';
import { i1a, i1b, iXd, iXe } from './interpretations.ts';
import { m01 } from './parameters.ts';
import { type ApplicantScope, applicantWith } from './scopes.ts';
import { anySpending, expenditureLine, paidInPeriod, type Spending, spent } from './spending.ts';

/** What compute platforms were built from: hardware and software, each at its own rate. */
const investment: Spending = {
  project: ({ kind }) => kind === 'compute-platform',
  expenditure: ({ nature }) => nature === 'hardware' || nature === 'software',
};

const inThePeriod: Spending = {
  ...investment,
  expenditure: (entry, facts) => investment.expenditure(entry, facts) && paidInPeriod(entry, facts),
};

const platform = clause<ApplicantScope<Expenditure>>({
  id: '1.1',
  source: 'Art. 1',
  title: { zh: '人工智能服务平台建设补助', en: 'Building an AI service platform' },
  pays: {
    zh: '硬件投资25%、软件投资20%的一次性补助，最高1000万元',
    en: '25% of hardware and 20% of software investment, once, up to 10 million yuan',
  },
  amountKind: 'fixed',
  ofApplicant: true,
  once: true,
  interpretations: [...gateInterpretations, i1a, i1b, iXd, iXe],
  parameters: [m01.hardwarePercent, m01.softwarePercent, m01.limitFen],
  reads: ['projects', 'expenditures'],
  gates: gates.any,
  subject: {
    id: '1.1-platform',
    source: 'Art. 1',
    text: {
      zh: '承担人工智能服务平台建设，并有硬件或软件投资',
      en: 'builds an AI service platform, with hardware or software investment in it',
    },
    facts: ['projects', 'expenditures'],
    test: (facts) => anySpending(facts, investment),
  },
  scopes: (facts) => applicantWith(facts, spent(facts, inThePeriod)),
  conditions: [
    {
      id: '1.1-period',
      source: 'Suppl. 4',
      text: {
        zh: '至少一笔投资的发票日期在政策有效期内',
        en: 'at least one investment was invoiced in the policy period',
      },
      facts: ['expenditures'],
      test: (facts) => anySpending(facts, inThePeriod),
    },
  ],
  lines: ({ policy }, { entries }) =>
    entries?.map((expenditure) =>
      expenditureLine(
        expenditure,
        policy.valueOf(
          expenditure.nature === 'hardware' ? m01.hardwarePercent : m01.softwarePercent,
          expenditure.incurredOn,
        ),
      ),
    ),
  limitFen: ({ policy }, { on }) => policy.valueOf(m01.limitFen, on),
  ceilingFen: (policy) => policy.valueOf(m01.limitFen, policy.to),
});

/** Art. 1: public compute platforms. */
export const computePlatform: Measure = {
  number: 1,
  slug: 'm01-compute-platform',
  title: { zh: '推进算力赋能产业发展', en: 'Compute power for industry' },
  clauses: [platform],
  information: [],
};
