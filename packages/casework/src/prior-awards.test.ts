import type { Expenditure, Recognition } from '@twelve/dossier';
import { describe, expect, test } from 'vitest';
import { dossierWith, paymentOf } from '../test-fixture/records.ts';
import { priorAwards } from './prior-awards.ts';
import type { PaidAward, PaidLine } from './records.ts';

const bought = (
  id: string,
  invoiceNumber?: string,
  nature: Expenditure['nature'] = 'hardware',
): Expenditure => ({
  id,
  incurredOn: '2024-01-01',
  amount: 100,
  nature,
  projectIds: [],
  ...(invoiceNumber === undefined ? {} : { invoiceNumber }),
});
const paid = (...lines: PaidLine[]): PaidAward => ({
  id: '2.2/p',
  clause: '2.2',
  scope: 'p',
  amount: lines.reduce((sum, { value }) => sum + value, 0),
  amountKind: 'fixed',
  lines,
});
const onInvoice = (item: string, number: string, nature = 'hardware'): PaidLine => ({
  item,
  value: 50,
  document: { key: `document/invoice/${number}`, nature },
});
const itemsPaid = (expenditures: Expenditure[], ...lines: PaidLine[]): (string | undefined)[] =>
  priorAwards(dossierWith({ expenditures }), [paymentOf(1, [paid(...lines)])]).flatMap((award) =>
    award.lines.map(({ item }) => item),
  );

describe('what was paid on an invoice', () => {
  test('follows the invoice when its entry is renamed', () => {
    expect(itemsPaid([bought('new', '11111111')], onInvoice('expenditures/old', '11111111'))).toEqual([
      'expenditures/new',
    ]);
  });

  test('stays with the entry of the same nature', () => {
    const both = [bought('a', '11111111', 'software'), bought('b', '11111111', 'hardware')];
    expect(itemsPaid(both, onInvoice('expenditures/a', '11111111'))).toEqual(['expenditures/b']);
  });

  test('is not inherited by an entry that only took the name', () => {
    expect(itemsPaid([bought('e', '22222222')], onInvoice('expenditures/e', '11111111'))).not.toContain(
      'expenditures/e',
    );
  });

  test('stays with an entry whose invoice number was taken off', () => {
    expect(itemsPaid([bought('e', undefined, 'other')], onInvoice('expenditures/e', '11111111'))).toEqual([
      'expenditures/e',
    ]);
  });

  test('is one line for all entries that are gone, so that years of payments stay small', () => {
    const lines = ['1', '2', '3'].map((number) => onInvoice(`expenditures/${number}`, `1111111${number}`));
    const [award] = priorAwards(dossierWith({ expenditures: [bought('2', '11111112')] }), [
      paymentOf(1, [paid(...lines)]),
    ]);
    expect(award).toMatchObject({ amount: 150 });
    expect(award?.lines).toEqual([
      { item: 'expenditures/2', value: 50 },
      { item: 'expenditures/1', value: 100 },
    ]);
  });

  test('stays where it was once the invoice is gone', () => {
    expect(itemsPaid([], onInvoice('expenditures/e', '11111111'))).toEqual(['expenditures/e']);
  });
});

describe('what was paid on a certificate', () => {
  const certified = (id: string, certificateNumber: string, subjectId = 'robot'): Recognition => ({
    id,
    kind: 'first-set',
    grantedOn: '2024-01-01',
    level: 'national',
    subjectId,
    certificateNumber,
  });
  const document = { key: 'document/certificate/C1' };
  const award: PaidAward = {
    id: '8.2/r',
    clause: '8.2',
    scope: 'r',
    subjectId: 'robot',
    amount: 50,
    amountKind: 'fixed',
    lines: [{ item: 'subjects/robot', value: 50, document }],
  };
  const prior = (recognitions: Recognition[], paidBefore = award) =>
    priorAwards(dossierWith({ recognitions }), [paymentOf(1, [paidBefore])])[0];

  test('stays as it was while its recognition does, or is gone', () => {
    const asPaid = { scope: 'r', subjectId: 'robot', lines: [{ item: 'subjects/robot', value: 50 }] };
    expect(prior([certified('r', 'C1')])).toMatchObject(asPaid);
    expect(prior([])).toMatchObject(asPaid);
  });

  test('follows the certificate when its recognition or its subject is renamed', () => {
    expect(prior([certified('new', 'C1', 'arm')])).toMatchObject({
      scope: 'new',
      subjectId: 'arm',
      lines: [{ item: 'subjects/arm', value: 50 }],
    });
  });

  test('is not inherited by a recognition that only took the name', () => {
    const swapped = prior([certified('r', 'C2', 'arm'), certified('s', 'C1')]);
    expect(swapped).toMatchObject({ scope: 's', subjectId: 'robot' });
    expect(prior([certified('r', 'C2', 'arm')])).toMatchObject({ scope: 'document/certificate/C1' });
  });

  test('is found where the award is for the applicant as a whole', () => {
    const first: PaidAward = { ...award, clause: '7.1', scope: 'applicant' };
    const lines = [{ item: 'recognitions/r', value: 50, document }];
    const srdi: Recognition = {
      id: 'new',
      kind: 'srdi-enterprise',
      grantedOn: '2024-01-01',
      firstTime: true,
      certificateNumber: 'C1',
    };
    expect(prior([srdi], { ...first, lines })).toMatchObject({
      scope: 'applicant',
      lines: [{ item: 'recognitions/new', value: 50 }],
    });
  });
});

describe('what was paid for persons', () => {
  const paidFor = (id: string, year: number, amount: number): PaidAward => ({
    id: `11.2/${id}/${year}`,
    clause: '11.2',
    scope: `${id}/${year}`,
    year,
    amount,
    amountKind: 'fixed',
    lines: [{ item: `talents/${id}/${year}`, value: amount }],
  });

  test('is one award a year for all who are gone, and each one’s own for those who are there', () => {
    const awards = [
      paidFor('a', 2023, 1),
      paidFor('b', 2023, 2),
      paidFor('c', 2023, 4),
      paidFor('a', 2024, 8),
    ];
    const talents = [
      { id: 'b', year: 2023, annualSalary: 1, localContribution: 1, isLegalRepresentative: false },
    ];
    const prior = priorAwards(dossierWith({ talents }), [paymentOf(1, awards)]);
    expect(prior.map(({ scope, year, amount, lines }) => ({ scope, year, amount, lines }))).toEqual([
      { scope: 'a/2023', year: 2023, amount: 5, lines: [{ item: 'talents/a/2023', value: 5 }] },
      { scope: 'b/2023', year: 2023, amount: 2, lines: [{ item: 'talents/b/2023', value: 2 }] },
      { scope: 'a/2024', year: 2024, amount: 8, lines: [{ item: 'talents/a/2024', value: 8 }] },
    ]);
  });
});

test('what was paid for recognitions that are gone is one award for each subject', () => {
  const paidFor = (scope: string, subjectId: string): PaidAward => ({
    id: `10.2/${scope}`,
    clause: '10.2',
    scope,
    subjectId,
    year: 2024,
    amount: 50,
    amountKind: 'fixed',
    lines: [{ item: `recognitions/${scope}`, value: 50 }],
  });
  const awards = [paidFor('a', 'hub'), paidFor('b', 'hub'), paidFor('c', 'nest')];
  expect(priorAwards(dossierWith(), [paymentOf(1, awards)])).toMatchObject([
    { scope: 'a', subjectId: 'hub', amount: 100 },
    { scope: 'c', subjectId: 'nest', amount: 50 },
  ]);
});

test('payments come in their order, as they were', () => {
  const payments = [
    paymentOf(2, [paid({ item: 'b', value: 2 })]),
    paymentOf(1, [paid({ item: 'a', value: 1 })]),
  ];
  expect(priorAwards(dossierWith(), payments)).toEqual([
    { clause: '2.2', scope: 'p', amount: 1, lines: [{ item: 'a', value: 1 }] },
    { clause: '2.2', scope: 'p', amount: 2, lines: [{ item: 'b', value: 2 }] },
  ]);
});
