import { describe, expect, it } from 'vitest';
import { carrier, expenditure, priorAward, recognition, talent } from '../test-fixture/dossiers.ts';
import { parseCheck } from './index.ts';

const errors = (lists: object) => {
  const parsed = parseCheck({ applicant: {}, ...lists });
  return parsed.ok ? [] : parsed.errors.map(({ pointer, code }) => `${pointer} ${code}`);
};

describe('ids', () => {
  it.each([
    ['projects', { kind: 'rd-platform' }],
    ['expenditures', expenditure('x')],
    ['recognitions', recognition('x')],
    ['capitalContributions', { paidInOn: '2024-01-01', amount: 1, source: 'other' }],
    ['platformServices', { platformId: 'p', year: 2024, serviceRevenue: 1 }],
    ['carriers', carrier('x')],
  ])('are unique within %s', (list, entry) => {
    const entries = ['a', 'b', 'a', 'a'].map((id) => ({ ...entry, id }));
    expect(errors({ [list]: entries })).toEqual([`/${list}/2/id duplicate-id`, `/${list}/3/id duplicate-id`]);
  });

  it('may be the same in different lists', () => {
    expect(errors({ expenditures: [expenditure('a')], carriers: [carrier('a')] })).toEqual([]);
  });

  it('of talents are unique with their year', () => {
    expect(errors({ talents: [talent('t', 2023), talent('t', 2024), talent('t', 2023)] })).toEqual([
      '/talents/2/id duplicate-id',
    ]);
  });
});

describe('documents', () => {
  it('an invoice is listed once for each nature', () => {
    const bill = (id: string, nature: string) => expenditure(id, { nature, invoiceNumber: '12345678' });
    expect(errors({ expenditures: [bill('a', 'hardware'), bill('b', 'software')] })).toEqual([]);
    expect(errors({ expenditures: [bill('a', 'hardware'), bill('b', 'hardware')] })).toEqual([
      '/expenditures/1/invoiceNumber duplicate-invoice',
    ]);
  });

  it.each(['ZS-1', 'zs－１', ' ZS – 1'])('a certificate is listed once, however it is typed: %j', (again) => {
    const certified = (id: string, certificateNumber: string) => recognition(id, { certificateNumber });
    const recognitions = [certified('a', 'ZS-1'), recognition('b'), certified('c', again)];
    expect(errors({ recognitions })).toEqual(['/recognitions/2/certificateNumber duplicate-certificate']);
    expect(errors({ recognitions: [certified('a', 'ZS-1'), certified('c', 'ZS-11')] })).toEqual([]);
  });
});

describe('references', () => {
  it('to projects exist, unless the projects are unknown', () => {
    const expenditures = [expenditure('e', { projectIds: ['p', 'gone'] })];
    expect(errors({ expenditures, projects: [{ id: 'p', kind: 'rd-platform' }] })).toEqual([
      '/expenditures/0/projectIds/1 unknown-project',
    ]);
    expect(errors({ expenditures })).toEqual([]);
  });

  it('of incubators to carriers exist, unless the carriers are unknown', () => {
    const recognitions = [
      recognition('i', { kind: 'ai-incubator', subjectId: 'gone' }),
      recognition('c', { subjectId: 'any-product' }),
    ];
    expect(errors({ recognitions, carriers: [] })).toEqual(['/recognitions/0/subjectId unknown-carrier']);
    expect(errors({ recognitions })).toEqual([]);
  });

  it.each([
    ['expenditures/gone', 'expenditures'],
    ['capitalContributions/gone', 'capitalContributions'],
    ['platformServices/gone', 'platformServices'],
    ['carriers/gone', 'carriers'],
    ['talents/gone/2024', 'talents'],
    ['annualAccounts/2024/revenue', 'annualAccounts'],
    ['annualAccounts/2024/contribution', 'annualAccounts'],
    ['recognitions/gone', 'recognitions'],
    ['subjects/gone', 'recognitions'],
    ['applicant/industrial-internet-platform', 'recognitions'],
  ])('of other money to %s exist, unless %s are unknown', (itemId, list) => {
    const otherAwards = [{ itemId, amount: 1, policy: '省级专项' }];
    expect(errors({ otherAwards, [list]: [] })).toEqual(['/otherAwards/0/itemId unknown-item']);
    expect(errors({ otherAwards })).toEqual([]);
  });

  it.each([
    'projects/p',
    'nowhere',
    'applicant/creditCode',
    'annualAccounts/2024/profit',
    'expenditures/e/2024',
    'talents/t',
    'subjects/hub',
  ])('of other money to %s never do, whatever is unknown', (itemId) => {
    const lists = {
      projects: [{ id: 'p', kind: 'rd-platform' }],
      expenditures: [expenditure('e')],
      annualAccounts: [{ year: 2024, revenue: 1 }],
      recognitions: [recognition('i', { kind: 'ai-incubator', subjectId: 'hub' })],
    };
    const otherAwards = [{ itemId, amount: 1, policy: '省级专项' }];
    expect(errors({ ...lists, otherAwards })).toEqual(['/otherAwards/0/itemId unknown-item']);
    expect(errors({ recognitions: lists.recognitions, otherAwards })).toEqual([
      '/otherAwards/0/itemId unknown-item',
    ]);
  });

  it('are told by their place, without the pseudonym that they may hold', () => {
    const otherAwards = [{ itemId: 'talents/zhaoliu/2024', amount: 1, policy: '省级专项' }];
    const parsed = parseCheck({ applicant: {}, talents: [], otherAwards });
    expect(parsed.ok).toBe(false);
    expect(JSON.stringify(parsed)).not.toContain('zhaoliu');
  });

  it('of earlier awards need not exist any more', () => {
    expect(errors({ expenditures: [], priorAwards: [priorAward()] })).toEqual([]);
  });
});

describe('accounts', () => {
  const account = (year: number, more: object = {}) => ({ year, revenue: 100, ...more });

  it('are of consecutive years, in any order, one entry each', () => {
    expect(errors({ annualAccounts: [account(2024), account(2022), account(2023)] })).toEqual([]);
    expect(errors({ annualAccounts: [account(2025), account(2022), account(2023)] })).toEqual([
      '/annualAccounts/0/year years-not-consecutive',
    ]);
    expect(errors({ annualAccounts: [account(2023), account(2024), account(2023)] })).toEqual([
      '/annualAccounts/2/year duplicate-year',
    ]);
  });

  it('have no more software revenue than revenue', () => {
    const software = (integration: number, product: number) =>
      errors({
        annualAccounts: [
          account(2024, { softwareIntegrationRevenue: integration, softwareProductRevenue: product }),
        ],
      });
    expect(software(60, 40)).toEqual([]);
    expect(software(60, 41)).toEqual(['/annualAccounts/0/revenue exceeds-revenue']);
  });
});

it('there are no more AI tenants than tenants', () => {
  expect(errors({ carriers: [carrier('a', { tenants: 20, aiTenants: 20 })] })).toEqual([]);
  expect(errors({ carriers: [carrier('a', { tenants: 20, aiTenants: 21 })] })).toEqual([
    '/carriers/0/aiTenants exceeds-tenants',
  ]);
});

it('only one SRDI recognition is the first', () => {
  const srdi = (id: string, firstTime: boolean) => ({
    id,
    kind: 'srdi-enterprise',
    grantedOn: '2024-01-01',
    firstTime,
  });
  expect(errors({ recognitions: [srdi('a', true), srdi('b', false)] })).toEqual([]);
  expect(errors({ recognitions: [srdi('a', true), srdi('b', false), srdi('c', true)] })).toEqual([
    '/recognitions/2/firstTime several-first-recognitions',
  ]);
});

describe('earlier awards', () => {
  it('add up', () => {
    const lines = [
      { item: 'expenditures/a', value: 60 },
      { item: 'expenditures/b', value: 40 },
    ];
    expect(errors({ priorAwards: [priorAward({ lines })] })).toEqual([]);
    expect(errors({ priorAwards: [priorAward({ lines, amount: 99 })] })).toEqual([
      '/priorAwards/0/amount sum-mismatch',
    ]);
  });

  it('under 10.2 name their incubator', () => {
    expect(errors({ priorAwards: [priorAward({ clause: '10.2' })] })).toEqual([
      '/priorAwards/0/subjectId required',
    ]);
    expect(errors({ priorAwards: [priorAward({ clause: '10.2', subjectId: 'k' })] })).toEqual([]);
  });
});

describe('the number of entries', () => {
  const many = (count: number, letter: string) =>
    Array.from({ length: count }, (_, place) => expenditure(`${letter}${place}`));

  it('is at most 80 over all lists together', () => {
    const others = {
      otherAwards: [{ itemId: 'expenditures/e0', amount: 1, policy: '省级专项' }],
      priorAwards: [priorAward()],
    };
    expect(errors({ expenditures: many(78, 'e'), ...others })).toEqual([]);
    expect(errors({ expenditures: many(79, 'e'), ...others })).toEqual([' too-many-entries']);
  });

  it.each([
    'projects',
    'recognitions',
    'capitalContributions',
    'annualAccounts',
    'platformServices',
    'carriers',
    'talents',
  ])('counts %s', (list) => {
    expect(errors({ expenditures: many(80, 'e'), [list]: [{}] })).toContain(' too-many-entries');
  });
});
