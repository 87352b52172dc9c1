import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Dossier } from '@twelve/dossier';
import { amountFen, day, empty, lab, model, research } from './dossiers.ts';
import { pick, randomOf, wholeBetween } from './random.ts';

/** A company as a register has them: ten entries. */
export function companyOf(seed: number): Dossier {
  const random = randomOf(seed);
  const own = research('r', random() < 0.2);
  const other = pick(random, [lab('l'), model('m', 2024)]);
  const natures = ['hardware', 'software', 'compute', 'other'] as const;
  return {
    ...empty,
    applicant: {
      ...empty.applicant,
      name: `样例企业${seed}`,
      organisationKind: pick(random, ['enterprise', 'enterprise', 'leading-enterprise']),
      divisionCode: pick(random, ['330702', '330703', '330702', '330782']),
      industryCode: pick(random, ['I6513', 'I6540', 'C3911']),
    },
    projects: [own, other],
    expenditures: Array.from({ length: 4 }, (_, at) => ({
      id: `e${at}`,
      incurredOn: day(random),
      amount: amountFen(random, 20_000, 5_000_000),
      nature: pick(random, natures),
      projectIds: [pick(random, [own.id, other.id])],
      newlyPurchased: random() < 0.5,
      certifiedAiProduct: random() < 0.2,
    })),
    annualAccounts: [2023, 2024].map((year) => ({ year, revenue: amountFen(random, 1e6, 8e7) })),
    capitalContributions: [
      {
        id: 'c0',
        paidInOn: day(random),
        amount: amountFen(random, 500_000, 30_000_000),
        source: 'venture-fund',
      },
    ],
    talents: [
      {
        id: 't0',
        year: wholeBetween(random, 2023, 2025),
        annualSalary: amountFen(random, 300_000, 900_000),
        localContribution: amountFen(random, 5_000, 50_000),
        isLegalRepresentative: false,
      },
    ],
  };
}

/** Writes a register of so many companies, a line each. */
export async function writeRegister(file: string, companies: number): Promise<void> {
  const out = createWriteStream(file);
  for (let seed = 1; seed <= companies; seed += 1) {
    if (!out.write(`${JSON.stringify(companyOf(seed))}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}
