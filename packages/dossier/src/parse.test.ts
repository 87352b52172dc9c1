import { describe, expect, it } from 'vitest';
import { applicant, everything, expenditure, recognition } from '../test-fixture/dossiers.ts';
import { parseCheck, parseRegistryFacts, parseSubmission } from './index.ts';

const { priorAwards: _, ...everythingSubmitted } = everything();

/** Each error as `pointer code`, in the order in which they are told. */
const errors = (
  parsed: ReturnType<typeof parseCheck | typeof parseRegistryFacts | typeof parseSubmission>,
) => (parsed.ok ? [] : parsed.errors.map(({ pointer, code }) => `${pointer} ${code}`));

describe('a check', () => {
  it('takes one of everything, as it is', () => {
    const parsed = parseCheck(everything());
    expect(parsed).toEqual({ ok: true, value: everything(), warnings: [] });
  });

  it('takes an applicant of whom nothing is known: unknown lists stay unknown', () => {
    expect(parseCheck({ applicant: {} })).toEqual({ ok: true, value: { applicant: {} }, warnings: [] });
  });

  it('tells none from unknown: null is legal for the settlement only', () => {
    expect(parseCheck({ applicant: { settlement: null } }).ok).toBe(true);
    const nothing = { applicant: { aiField: null, registeredCapital: null }, projects: null };
    expect(errors(parseCheck(nothing))).toEqual([
      '/applicant/aiField type',
      '/applicant/registeredCapital type',
      '/projects type',
    ]);
  });

  it.each([[null], [[]], ['dossier'], [3], [true]])('is an object, not %j', (value) => {
    expect(errors(parseCheck(value))).toEqual([' type']);
    expect(errors(parseSubmission(value))).toEqual([' type']);
  });

  it('needs an applicant', () => expect(errors(parseCheck({}))).toEqual(['/applicant required']));

  it('refuses unknown fields wherever they are, and names each', () => {
    const value = {
      applicant: {
        ...applicant(),
        vat: 1,
        settlement: { kind: 'relocation', on: '2024-01-01', from: '杭州' },
      },
      expenditures: [expenditure('e', { note: '', 'a/b~c': 1 })],
      grants: [],
    };
    expect(errors(parseCheck(value)).sort()).toEqual([
      '/applicant/settlement/from unknown-field',
      '/applicant/vat unknown-field',
      '/expenditures/0/a~1b~0c unknown-field',
      '/expenditures/0/note unknown-field',
      '/grants unknown-field',
    ]);
  });

  it('takes no names that every object has for fields', () => {
    const value: unknown = JSON.parse(
      '{"applicant":{"__proto__":{"aiField":true},"constructor":1},"__proto__":{"projects":[]},"toString":1}',
    );
    expect(errors(parseCheck(value)).sort()).toEqual([
      '/__proto__ unknown-field',
      '/applicant/__proto__ unknown-field',
      '/applicant/constructor unknown-field',
      '/toString unknown-field',
    ]);
    expect(
      errors(parseSubmission(JSON.parse('{"applicant":{"name":"x","__proto__":{"aiField":true}}}'))),
    ).toEqual(expect.arrayContaining(['/applicant/aiField required', '/applicant/__proto__ unknown-field']));
  });

  it('takes no list for an object, and of a value of the wrong type tells nothing but its type', () => {
    const value = {
      applicant: { ...applicant(), name: [], settlement: [] },
      projects: [[]],
      expenditures: [expenditure('e', { projectIds: 'projects' }), []],
    };
    expect(errors(parseCheck(value))).toEqual([
      '/applicant/name type',
      '/applicant/settlement type',
      '/projects/0 type',
      '/expenditures/0/projectIds type',
      '/expenditures/1 type',
    ]);
  });

  it('takes ids that every object has for names', () => {
    const ids = ['__proto__', 'constructor', 'hasOwnProperty'];
    const value = {
      applicant: applicant(),
      projects: ids.map((id) => ({ id, kind: 'rd-platform' })),
      expenditures: ids.map((id) => expenditure(id, { projectIds: ids })),
    };
    expect(parseCheck(value).ok).toBe(true);
    const broken = { ...value, projects: [] };
    expect(errors(parseCheck(broken))).toHaveLength(9);
  });
});

describe('all errors at once', () => {
  const value = {
    applicant: {
      ...applicant(),
      creditCode: '91330100799655057B',
      taxCompliant: 'yes',
      divisionCode: '33070',
    },
    projects: [
      { id: 'p', kind: 'rd-platform' },
      { id: 'p', kind: 'compute-platform' },
      { id: 'a b', kind: 'x' },
    ],
    expenditures: [
      expenditure('e', { amount: '100', projectIds: ['gone', 'p'] }),
      expenditure('e', { amount: 1.5, incurredOn: '2023-02-29', projectIds: ['p', 'p', 'p', 'p', 7] }),
    ],
    recognitions: [recognition('r', { level: undefined }), { id: 's', kind: 'x', grantedOn: '2024-13-01' }],
    annualAccounts: [
      { year: 2022, revenue: 1, softwareProductRevenue: 2 },
      { year: 2024, revenue: -1 },
    ],
    carriers: 'none',
  };

  it('wrong types and broken references together', () => {
    expect(errors(parseCheck(value)).sort()).toEqual([
      '/annualAccounts/0/revenue exceeds-revenue',
      '/annualAccounts/1/revenue range',
      '/annualAccounts/1/year years-not-consecutive',
      '/applicant/creditCode check-character',
      '/applicant/divisionCode format',
      '/applicant/taxCompliant type',
      '/carriers type',
      '/expenditures/0/amount type',
      '/expenditures/0/projectIds/0 unknown-project',
      '/expenditures/1/amount type',
      '/expenditures/1/id duplicate-id',
      '/expenditures/1/incurredOn date',
      '/expenditures/1/projectIds length',
      '/expenditures/1/projectIds/4 type',
      '/projects/1/id duplicate-id',
      '/projects/2/id format',
      '/projects/2/kind value',
      '/recognitions/0/level required',
      '/recognitions/1/grantedOn date',
      '/recognitions/1/kind value',
    ]);
  });

  it('in an entry of an unknown kind too, as far as they are wrong in any kind', () => {
    const dossier = {
      applicant: {},
      projects: [{ id: 'p', kind: 'x', coreTechnology: 'ai-chip', parameterCount: 'many', budget: 1 }],
      recognitions: [{ id: 'r', grantedOn: '2024-01-01', tier: 3, firstTime: true, budget: 1 }],
    };
    expect(errors(parseCheck(dossier)).sort()).toEqual([
      '/projects/0/budget unknown-field',
      '/projects/0/kind value',
      '/projects/0/parameterCount type',
      '/recognitions/0/budget unknown-field',
      '/recognitions/0/kind required',
      '/recognitions/0/tier value',
    ]);
  });

  it('each place once, each in both languages', () => {
    const parsed = parseSubmission(value);
    if (parsed.ok) throw new Error('it is full of errors');
    const pointers = parsed.errors.map(({ pointer, code }) => `${pointer} ${code}`);
    expect(new Set(pointers).size).toBe(pointers.length);
    for (const { message } of parsed.errors) {
      expect(message.zh).toMatch(/\p{Script=Han}/u);
      expect(message.en).toMatch(/[a-z]/);
      expect(message.en).not.toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('a submission', () => {
  it('takes one of everything but earlier awards', () => {
    expect(parseSubmission(everythingSubmitted)).toEqual({
      ok: true,
      value: everythingSubmitted,
      warnings: [],
    });
  });

  it('takes a list that is left out for none', () => {
    expect(parseSubmission({ applicant: applicant() })).toMatchObject({
      ok: true,
      value: {
        projects: [],
        expenditures: [],
        recognitions: [],
        capitalContributions: [],
        annualAccounts: [],
        platformServices: [],
        carriers: [],
        talents: [],
        otherAwards: [],
      },
    });
  });

  it('needs the identity of its applicant, and no more of it', () => {
    expect(errors(parseSubmission({ applicant: {} }))).toEqual(
      Object.keys(applicant()).map((field) => `/applicant/${field} required`),
    );
  });

  it('carries no earlier awards: the ledger knows them', () => {
    const prior = { ...everythingSubmitted, priorAwards: [{ clause: '10.2', amount: 5, lines: [] }] };
    const parsed = parseSubmission(prior);
    expect(errors(parsed)).toEqual(['/priorAwards unknown-field']);
    expect(parsed.ok ? '' : parsed.errors[0]?.message.en).toContain('the ledger knows');
  });

  it.each(['hardware', 'software', 'compute', 'data-storage'])('names the invoice of %s', (nature) => {
    const value = { applicant: applicant(), expenditures: [expenditure('e', { nature })] };
    expect(errors(parseSubmission(value))).toEqual(['/expenditures/0/invoiceNumber required']);
    expect(errors(parseCheck(value))).toEqual([]);
  });

  it('refers to what it holds: a list that is left out holds nothing', () => {
    const value = { applicant: applicant(), expenditures: [expenditure('e', { projectIds: ['p'] })] };
    expect(errors(parseSubmission(value))).toEqual(['/expenditures/0/projectIds/0 unknown-project']);
    expect(errors(parseCheck(value))).toEqual([]);
  });
});

describe('the check character of a credit code', () => {
  const coded = (creditCode: string) => parseSubmission({ applicant: { ...applicant(), creditCode } });

  it('is verified', () => {
    expect(coded('91440300708461136T')).toMatchObject({ ok: true, warnings: [] });
    expect(errors(coded('91440300708461137T'))).toEqual(['/applicant/creditCode check-character']);
  });

  it('may fail where the organisation code inside passes: accepted with a warning', () => {
    expect(coded('91440300708461136A')).toMatchObject({
      ok: true,
      warnings: [
        {
          pointer: '/applicant/creditCode',
          code: 'check-character',
          message: { zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.stringMatching(/[a-z]/) },
        },
      ],
    });
  });
});

describe('official facts', () => {
  it('are any of the applicant’s fields but the credit code', () => {
    expect(parseRegistryFacts({})).toMatchObject({ ok: true });
    expect(parseRegistryFacts({ settlement: null, aiField: false, industryCode: 'I651' })).toMatchObject({
      ok: true,
    });
    expect(errors(parseRegistryFacts({ creditCode: '91440300708461136T', aiField: 'x' }))).toEqual([
      '/aiField type',
      '/creditCode unknown-field',
    ]);
  });
});
