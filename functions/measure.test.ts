import { apiEvent, lambdaContext } from '@twelve/http/testing';
import { checkMeasure, decideMeasure, growingEnterprises, jinhua } from '@twelve/measures';
import { describe, expect, it, vi } from 'vitest';
import { measureHandler } from './measure.ts';

vi.spyOn(console, 'log').mockImplementation(() => undefined);

const handler = measureHandler(growingEnterprises);
const dossier = {
  applicant: { industryCode: 'I6513', divisionCode: '330702', taxCompliant: true },
  annualAccounts: [{ year: 2024, revenue: 1_000_000_001, softwareProductRevenue: 900_000_000 }],
};
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a measure’s function', () => {
  it('gives the workflow its compact decision', async () => {
    const decision = await handler({ dossier }, lambdaContext);
    expect(decision).toEqual(decideMeasure(jinhua, 7, dossier));
    expect(JSON.stringify(decision)).not.toMatch(/\p{Script=Han}/u);
  });

  it('gives anyone over HTTP the whole check, of the policy in force', async () => {
    const answer = await handler(
      apiEvent({
        method: 'POST',
        resource: '/v1/measures/7/check',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(dossier),
      }),
      lambdaContext,
    );
    expect(answer).toMatchObject({ statusCode: 200 });
    expect(JSON.parse(Object(answer).body)).toEqual(plain(checkMeasure(jinhua, 7, dossier)));
  });

  it('refuses over HTTP what is no dossier, with every error', async () => {
    const answer = await handler(
      apiEvent({
        method: 'POST',
        resource: '/v1/measures/7/check',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          applicant: { taxCompliant: 'yes' },
          annualAccounts: [{ year: 1999 }],
          more: 1,
        }),
      }),
      lambdaContext,
    );
    const { errors } = JSON.parse(Object(answer).body);
    expect(Object(answer).statusCode).toBe(422);
    expect(errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(
      expect.arrayContaining([
        '/applicant/taxCompliant',
        '/annualAccounts/0/year',
        '/annualAccounts/0/revenue',
        '/more',
      ]),
    );
  });
});
