import { describe, expect, it } from 'vitest';
import { dossierWith, research, spent, WAN, without } from '../../measures/test-fixture/dossiers.ts';
import { determined } from '../test-fixture/determinations.ts';
import { paid } from '../test-fixture/dossiers.ts';

describe('the missing facts', () => {
  it('are worth the amounts that the known facts give', () => {
    const dossier = dossierWith(
      {
        projects: [research('p')],
        expenditures: [spent('x', 200 * WAN, ['p'])],
        annualAccounts: [{ year: 2024, revenue: 1500 * WAN, softwareProductRevenue: 1500 * WAN }],
      },
      { aiField: false },
    );
    expect(determined(without(dossier, 'applicant/industryCode')).missing).toEqual([
      { fact: 'applicant/industryCode', clauses: ['2.1', '7.2'], worth: 130 * WAN },
    ]);
  });

  it('are worth the limits where they do not, and have no bound where a clause has none', () => {
    const { missing } = determined(without(dossierWith({}), 'capitalContributions', 'carriers'));
    expect(missing).toEqual([{ fact: 'carriers', clauses: ['10.1'], worth: null }]);
    const settled = dossierWith(
      {},
      { settlement: { kind: 'relocation', on: '2024-01-01' }, registeredCapital: 2000 * WAN },
    );
    expect(determined(without(settled, 'capitalContributions')).missing).toEqual([
      { fact: 'capitalContributions', clauses: ['6.2', '6.3'], worth: 1500 * WAN },
    ]);
  });

  it('are worth nothing under a limit that earlier awards have used up', () => {
    const before = [
      paid('8.3', 'applicant', 100, { lines: [{ item: 'expenditures/old', value: 100 * WAN }] }),
    ];
    const worth = (priorAwards: typeof before) =>
      determined(without(dossierWith({ priorAwards }), 'expenditures')).missing.map((one) => one.worth);
    expect([worth([]), worth(before)]).toEqual([[150 * WAN], [50 * WAN]]);
  });

  it('come in order: without bound, then by worth, then by path', () => {
    const known = dossierWith(
      { recognitions: [{ id: 'r', kind: 'srdi-enterprise', grantedOn: '2024-01-01', firstTime: true }] },
      { settlement: { kind: 'relocation', on: '2024-01-01' }, registeredCapital: 2000 * WAN },
    );
    const { missing } = determined(
      without(known, 'applicant/aiDomains', 'capitalContributions', 'carriers', 'expenditures', 'talents'),
    );
    expect(missing.map(({ fact, worth }) => [fact, worth])).toEqual([
      ['carriers', null],
      ['talents', null],
      ['capitalContributions', 1500 * WAN],
      ['expenditures', 150 * WAN],
      ['applicant/aiDomains', 0],
    ]);
  });

  it('have no bound where one of their clauses has none; among these the path decides', () => {
    const { missing } = determined(
      without(dossierWith({}), 'recognitions', 'carriers', 'applicant/aiDomains'),
    );
    expect(missing.map(({ fact, worth }) => [fact, worth])).toEqual([
      ['carriers', null],
      ['recognitions', null],
      ['applicant/aiDomains', 0],
    ]);
    expect(missing[1]?.clauses).toContain('7.1');
  });

  it('count every scope that they decide, and every clause once', () => {
    const dossier = dossierWith({
      projects: [research('p')],
      expenditures: [
        spent('x', 200 * WAN, ['p'], { incurredOn: '2023-01-01' }),
        spent('y', 100 * WAN, ['p'], { incurredOn: '2024-01-01' }),
      ],
    });
    expect(determined(without(dossier, 'applicant/taxCompliant')).missing).toEqual([
      { fact: 'applicant/taxCompliant', clauses: ['2.1', '5.1', '12.1'], worth: 45 * WAN },
    ]);
  });

  it('are none where everything is settled', () => {
    expect(determined(without(dossierWith({}, { divisionCode: '330106' }), 'expenditures')).missing).toEqual(
      [],
    );
    expect(determined(without(dossierWith({}), 'otherAwards', 'priorAwards')).missing).toEqual([]);
  });

  it('undetermined clauses count for nothing', () => {
    const dossier = dossierWith({ projects: [research('p')], expenditures: [spent('x', 200 * WAN, ['p'])] });
    const { total, awards } = determined(without(dossier, 'applicant/divisionCode'));
    expect(total).toEqual({ fixed: 0, ceiling: 0 });
    expect(awards).toEqual([]);
  });
});
