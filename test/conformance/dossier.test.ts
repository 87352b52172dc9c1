import { type Parsed, parseCheck, parseSubmission } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { everything } from '../../packages/dossier/test-fixture/dossiers.ts';

/** The published form of the dossier: the values of every enumeration, and which fields may be left out. */
const message = <T>(parsed: Parsed<T>, pointer: string): string | undefined =>
  parsed.ok ? undefined : parsed.errors.find((error) => error.pointer === pointer)?.message.en;

const valuesOf = (value: object, pointer: string): readonly string[] | undefined =>
  message(parseCheck(value), pointer)?.replace('must be one of: ', '').split(', ');

const inList = (list: string, entry: object, field: string) =>
  valuesOf({ applicant: {}, [list]: [{ ...entry, [field]: '?' }] }, `/${list}/0/${field}`);

describe('the enumerations', () => {
  it.each([
    ['legalPersonType', ['enterprise', 'public-institution', 'social-organization', 'other']],
    ['organisationKind', ['enterprise', 'leading-enterprise', 'university', 'research-institute', 'other']],
  ])('of the applicant’s %s', (field, expected) => {
    expect(valuesOf({ applicant: { [field]: '?' } }, `/applicant/${field}`)).toEqual(expected);
  });

  it('of domains and ways of settling', () => {
    expect(valuesOf({ applicant: { aiDomains: ['?'] } }, '/applicant/aiDomains/0')).toEqual([
      'other',
      'intelligent-connected-vehicles',
      'intelligent-manufacturing',
      'intelligent-robots',
      'intelligent-logistics',
      'intelligent-retail',
      'intelligent-finance',
      'intelligent-education',
      'intelligent-government',
      'intelligent-security',
      'intelligent-legal-services',
    ]);
    const settlement = { kind: '?', on: '2024-01-01' };
    expect(valuesOf({ applicant: { settlement } }, '/applicant/settlement/kind')).toEqual([
      'new-registration',
      'relocation',
    ]);
  });

  it.each([
    ['projects', {}, 'kind', ['compute-platform', 'rd-project', 'rd-platform', 'ai-model']],
    [
      'projects',
      { kind: 'rd-project' },
      'coreTechnology',
      [
        'ai-chip',
        'core-algorithm',
        'open-source-framework',
        'base-software',
        'intelligent-sensor',
        'other-key-generic',
        'none',
      ],
    ],
    ['expenditures', {}, 'nature', ['hardware', 'software', 'compute', 'data-storage', 'other']],
    ['recognitions', { kind: 'cultivation-library' }, 'tier', ['cultivation', 'demonstration', 'benchmark']],
    ['recognitions', { kind: 'first-set' }, 'level', ['national', 'provincial', 'municipal']],
    [
      'capitalContributions',
      {},
      'source',
      ['angel-fund', 'venture-fund', 'startup-fund', 'other-fund', 'other'],
    ],
    ['carriers', {}, 'kind', ['industrial-park', 'incubator']],
  ])('of %s (%j): %s', (list, entry, field, expected) => {
    expect(inList(list, entry, field)).toEqual(expected);
  });

  it('of recognitions', () => {
    expect(inList('recognitions', {}, 'kind')?.toSorted()).toEqual(
      [
        'national-key-laboratory',
        'national-engineering-technology-research-centre',
        'national-engineering-research-centre',
        'national-enterprise-technology-centre',
        'cultivation-library',
        'industry-leader',
        'unicorn',
        'srdi-enterprise',
        'typical-case',
        'innovation-project',
        'excellent-application',
        'first-set',
        'first-batch',
        'first-version',
        'industrial-internet-platform',
        'ai-incubator',
        'top-talent',
      ].sort(),
    );
  });

  it('of clauses', () => {
    expect(inList('priorAwards', {}, 'clause')?.join(' ')).toBe(
      '1.1 2.1 2.2 3.1 4.1 4.2 5.1 6.1 6.2 6.3 7.1 7.2 7.3 8.1 8.2 8.3 9.1a 9.1b 9.2 10.1 10.2 11.1 11.2 12.1',
    );
  });
});

describe('what may be left out', () => {
  const required = (list: string, entry: object) => {
    const parsed = parseCheck({ applicant: {}, [list]: [entry] });
    return parsed.ok
      ? []
      : parsed.errors
          .filter(({ code }) => code === 'required')
          .map(({ pointer }) => pointer.split('/').at(-1));
  };

  it.each([
    ['projects', {}, ['kind', 'id']],
    ['projects', { kind: 'compute-platform' }, ['id']],
    [
      'projects',
      { kind: 'rd-project' },
      ['id', 'coreTechnology', 'selfDeveloped', 'separateAccounts', 'leadsNationalTask'],
    ],
    ['projects', { kind: 'rd-platform' }, ['id']],
    [
      'projects',
      { kind: 'ai-model' },
      ['id', 'parameterCount', 'scenarioCount', 'original', 'withComputeCentre', 'completedOn'],
    ],
    ['expenditures', {}, ['id', 'incurredOn', 'amount', 'nature', 'projectIds']],
    ['recognitions', { kind: 'unicorn' }, ['id', 'grantedOn']],
    ['recognitions', { kind: 'cultivation-library' }, ['id', 'grantedOn', 'tier']],
    ['recognitions', { kind: 'srdi-enterprise' }, ['id', 'grantedOn', 'firstTime']],
    ['recognitions', { kind: 'first-set' }, ['id', 'grantedOn', 'level']],
    ['recognitions', { kind: 'ai-incubator' }, ['id', 'grantedOn', 'level', 'subjectId']],
    ['capitalContributions', {}, ['id', 'paidInOn', 'amount', 'source']],
    ['annualAccounts', {}, ['year', 'revenue']],
    ['platformServices', {}, ['id', 'platformId', 'year', 'serviceRevenue']],
    ['carriers', {}, ['id', 'kind', 'countedOn', 'tenants', 'aiTenants']],
    ['talents', {}, ['id', 'year', 'annualSalary', 'localContribution', 'isLegalRepresentative']],
    ['otherAwards', {}, ['itemId', 'amount', 'policy']],
    ['priorAwards', {}, ['clause', 'scope', 'amount', 'lines']],
    ['priorAwards', { clause: '10.2' }, ['scope', 'amount', 'lines', 'subjectId']],
  ])('of an entry of %s (%j), all but %j', (list, entry, expected) => {
    expect(required(list, entry).toSorted()).toEqual(expected.toSorted());
  });

  it('is null for the settlement only', () => {
    const whole = everything();
    const fields = Object.keys(whole.applicant).filter((field) => field !== 'settlement');
    for (const field of fields) expect(parseCheck({ applicant: { [field]: null } }).ok, field).toBe(false);
    for (const list of Object.keys(whole).filter((name) => name !== 'applicant')) {
      expect(parseCheck({ applicant: {}, [list]: null }).ok, list).toBe(false);
    }
    expect(parseCheck({ applicant: { settlement: null } }).ok).toBe(true);
  });

  it('one of everything is a legal check, and a legal submission without earlier awards', () => {
    const { priorAwards: _, ...submission } = everything();
    expect(parseCheck(everything()).ok).toBe(true);
    expect(parseSubmission(submission).ok).toBe(true);
  });
});
