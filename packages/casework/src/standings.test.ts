import { describe, expect, test } from 'vitest';
import { dossierWith } from '../test-fixture/records.ts';
import type { PlaceClaim } from './claims.ts';
import { placesFor, placesOfYear, standingsOf } from './standings.ts';

const on = (day: number): string => `2024-01-0${day}T00:00:00.000Z`;
const place = (creditCode: string, project: string, day: number, amountFen: number): PlaceClaim => ({
  kind: 'place',
  key: `place/3.1/2024/${project}`,
  clause: '3.1',
  year: 2024,
  project,
  creditCode,
  claimedAt: on(day),
  amountFen,
});

describe('a document', () => {
  test('is contested in every entry that rests on it', () => {
    const entry = { incurredOn: '2024-01-01', amount: 1, projectIds: [], invoiceNumber: '12345678' };
    const dossier = dossierWith({
      expenditures: [
        { ...entry, id: 'b', nature: 'software' },
        { ...entry, id: 'a', nature: 'hardware' },
      ],
    });
    const facts = { contested: new Set(['document/invoice/12345678']), places: {} };
    expect(standingsOf(dossier, facts).standings.contested).toEqual([
      { item: 'expenditures/a', document: '12345678' },
      { item: 'expenditures/b', document: '12345678' },
    ]);
  });
});

describe('the places of a year', () => {
  const names = (places: readonly { creditCode: string; project: string }[]) =>
    places.map(({ creditCode, project }) => `${creditCode}/${project}`);

  test('go by time, then by credit code, then by the larger amount, then by the smaller id', () => {
    const claims = [
      place('B', 'x', 1, 5),
      place('A', 'small', 1, 1),
      place('A', 'large', 1, 9),
      place('A', 'a-small', 1, 1),
      place('C', 'early', 0, 1),
    ];
    const { holders, waiting } = placesOfYear(claims, [], 2);
    expect(names(holders)).toEqual(['C/early', 'A/large']);
    expect(names(waiting)).toEqual(['A/a-small', 'A/small', 'B/x']);
  });

  test('are for candidates only', () => {
    expect(placesOfYear([place('A', 'm', 1, 0)], [], 2)).toEqual({ holders: [], waiting: [] });
  });

  test('that were paid are held first, even without a claim, and count against the number', () => {
    const paid = [
      { creditCode: 'Z', project: 'gone', claimedAt: on(9) },
      { creditCode: 'B', project: 'x', claimedAt: on(8) },
    ];
    const { holders, waiting } = placesOfYear([place('A', 'm', 1, 5), place('B', 'x', 2, 0)], paid, 2);
    expect(names(holders)).toEqual(['B/x', 'Z/gone']);
    expect(names(waiting)).toEqual(['A/m']);
    expect(placesFor('B', '3.1', 2024, { holders, waiting })).toEqual({ 'place/3.1/2024/x': 'held' });
    expect(placesFor('A', '3.1', 2024, { holders, waiting })).toEqual({ 'place/3.1/2024/m': 'waiting' });
  });

  test('are told of every model, whatever it is called', () => {
    const facts = {
      contested: new Set<string>(),
      places: { 'place/3.1/2024/__proto__': 'waiting', 'place/3.1/2024/m': 'held' },
    } as const;
    const { places } = standingsOf(dossierWith({}), facts).standings;
    expect(Object.entries(places)).toEqual([
      ['__proto__', 'waiting'],
      ['m', 'held'],
    ]);
  });
});
