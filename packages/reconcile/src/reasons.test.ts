import type { Recognition } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { dossierWith, spent, WAN } from '../../measures/test-fixture/dossiers.ts';
import { determined, outcomes, reasons } from '../test-fixture/determinations.ts';
import { bought, cloud, lab } from '../test-fixture/dossiers.ts';

describe('the reasons of an award', () => {
  const labs = ['lab-b', 'lab-a'].map((id) => ({ ...lab, id }));

  it('name what each of several others took, in the order of their ids', () => {
    const expenditures = [
      bought('x', 100, ['cloud', 'lab-b']),
      bought('y', 100, ['cloud', 'lab-a']),
      bought('z', 100, ['cloud', 'lab-a']),
    ];
    const determination = determined(dossierWith({ projects: [cloud, ...labs], expenditures }));
    expect(reasons(determination, '1.1/applicant')).toEqual([
      { rule: 'X1', by: '2.2/lab-a', items: ['expenditures/y', 'expenditures/z'] },
      { rule: 'X1', by: '2.2/lab-b', items: ['expenditures/x'] },
    ]);
  });

  it('name what was taken before what was left unused', () => {
    const determination = determined(
      dossierWith({
        projects: [cloud, lab, { ...lab, id: 'lab-2' }],
        expenditures: [
          bought('funded', 6000, ['lab']),
          bought('own', 6000, ['lab']),
          bought('shared', 6000, ['lab', 'lab-2']),
        ],
        otherAwards: [{ itemId: 'expenditures/funded', amount: 2000 * WAN, policy: '国家专项' }],
      }),
    );
    expect(reasons(determination, '2.2/lab').map(({ rule, by, items }) => [rule, by, items])).toEqual([
      ['X1', null, ['expenditures/funded']],
      ['X1', '2.2/lab-2', ['expenditures/shared']],
      ['X9', '国家专项', ['expenditures/funded']],
    ]);
  });

  it('are one for each rule and source, with all the items concerned', () => {
    const lines = [{ item: 'expenditures/a', value: 2900 * WAN }];
    const determination = determined(
      dossierWith({
        projects: [lab],
        expenditures: [bought('a', 5800, ['lab']), bought('b', 5800, ['lab'])],
        priorAwards: [{ clause: '2.2', scope: 'lab', amount: 2900 * WAN, lines }],
      }),
    );
    expect(outcomes(determination)).toEqual({ '2.2/lab': `reduced ${100 * WAN}` });
    expect(reasons(determination, '2.2/lab')).toEqual([
      { rule: 'X7', by: '2.2/lab', items: ['expenditures/a', 'expenditures/b'] },
    ]);
  });

  it('name every source that brought something, be it a fen, and none that brought nothing', () => {
    const priorAward = (scope: string, item: string, value: number) => ({
      clause: '1.1' as const,
      scope,
      amount: value,
      lines: [{ item: `expenditures/${item}`, value }],
    });
    const determination = determined(
      dossierWith({
        projects: [lab],
        expenditures: [bought('z', 100, ['lab']), bought('x', 100, ['lab']), bought('y', 100, ['lab'])],
        otherAwards: [
          { itemId: 'expenditures/z', amount: 1, policy: '省' },
          { itemId: 'expenditures/x', amount: 1, policy: '省' },
          { itemId: 'expenditures/y', amount: 0, policy: '省' },
          { itemId: 'expenditures/x', amount: 0, policy: '国家' },
        ],
        priorAwards: [priorAward('second', 'z', 1), priorAward('first', 'y', 1), priorAward('none', 'x', 0)],
      }),
    );
    expect(outcomes(determination)).toEqual({ '2.2/lab': `reduced ${150 * WAN - 4}` });
    expect(reasons(determination, '2.2/lab')).toEqual([
      { rule: 'X7', by: '1.1/first', items: ['expenditures/y'] },
      { rule: 'X7', by: '1.1/second', items: ['expenditures/z'] },
      { rule: 'X9', by: '省', items: ['expenditures/x', 'expenditures/z'] },
    ]);
  });

  it('name a receipt by what the recognition is paid as, whichever of the two it names', () => {
    const recognitions: Recognition[] = [
      { id: 'r', kind: 'first-set', level: 'national', grantedOn: '2024-05-05', subjectId: 'arm' },
    ];
    const lines = [{ item: 'recognitions/r', value: 20 * WAN }];
    const determination = determined(
      dossierWith({
        recognitions,
        otherAwards: [{ itemId: 'recognitions/r', amount: 10 * WAN, policy: '省' }],
        priorAwards: [{ clause: '8.1', scope: 'q', amount: 20 * WAN, lines }],
      }),
    );
    expect(outcomes(determination)).toEqual({ '8.2/r': `reduced ${70 * WAN}` });
    expect(reasons(determination, '8.2/r')).toEqual([
      { rule: 'X7', by: '8.1/q', items: ['subjects/arm'] },
      { rule: 'X9', by: '省', items: ['subjects/arm'] },
    ]);
  });
});

describe('a limit that earlier awards have used', () => {
  const gone = (clause: '2.2' | '1.1' | '8.3', scope: string, wan: number, fen = 0) => ({
    clause,
    scope,
    amount: wan * WAN + fen,
    lines: [{ item: `expenditures/old-${scope}`, value: wan * WAN + fen }],
  });

  it('moves the choice to where more is left', () => {
    const dossier = dossierWith({
      projects: [cloud, lab],
      expenditures: [bought('gpu', 400, ['cloud', 'lab'])],
      priorAwards: [gone('2.2', 'lab', 2950)],
    });
    expect(outcomes(determined(dossier))).toEqual({
      '1.1/applicant': `granted ${100 * WAN}`,
      '2.2/lab': 'superseded 0',
    });
  });

  it('is said from the first fen that it cuts, by the awards of that limit that paid something', () => {
    const dossier = (fen: number) =>
      dossierWith({
        projects: [lab, { ...lab, id: 'lab-2' }],
        expenditures: [bought('rig', 100, ['lab'])],
        priorAwards: [
          gone('2.2', 'lab', 2950, fen),
          gone('2.2', 'lab-2', 100),
          gone('1.1', 'lab', 100),
          { clause: '2.2', scope: 'lab', amount: 0, lines: [] },
        ],
      });
    expect(outcomes(determined(dossier(0)))).toEqual({ '2.2/lab': `granted ${50 * WAN}` });
    expect(outcomes(determined(dossier(1)))).toEqual({ '2.2/lab': `reduced ${50 * WAN - 1}` });
    expect(reasons(determined(dossier(1)), '2.2/lab')).toEqual([
      { rule: 'X7', by: '2.2/lab', items: ['expenditures/rig'] },
    ]);
  });

  it('is said by the clause where the award was of another scope', () => {
    const dossier = dossierWith({
      expenditures: [spent('robot', 200 * WAN, [], { certifiedAiProduct: true })],
      priorAwards: [gone('8.3', '2023', 90)],
    });
    expect(outcomes(determined(dossier))).toEqual({ '8.3/applicant': `reduced ${10 * WAN}` });
    expect(reasons(determined(dossier), '8.3/applicant')).toEqual([
      { rule: 'X7', by: '8.3/applicant', items: ['expenditures/robot'] },
    ]);
  });
});
