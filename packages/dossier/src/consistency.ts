import { certificateOf } from './certificate.ts';
import { type FieldError, fieldError } from './field-error.ts';
import {
  capitalItem,
  carrierItem,
  contributionItem,
  expenditureItem,
  INTERNET_PLATFORM_ITEM,
  recognitionItem,
  revenueItem,
  SUBJECT_KINDS,
  serviceItem,
  talentItem,
} from './items.ts';
import { asList, asRecord, entriesOf, integerOf, type RawEntry, type RawRecord, textOf } from './raw.ts';
import { LIST_NAMES, MAX_ENTRIES } from './schema.ts';

/**
 * What must agree between the fields of one dossier: references, uniqueness, sums, consecutive years, the number
 * of entries. Looks at the raw input, so that these are reported even where some types are wrong, and never twice.
 *
 * @param unknownLists whether a list that is left out is unknown (a check) or none (a submission): a reference into
 *   an unknown list cannot be called broken.
 */
export function consistencyErrors(raw: unknown, unknownLists: boolean): FieldError[] {
  const dossier = asRecord(raw);
  if (dossier === undefined) return [];
  return [
    ...tooManyEntries(dossier),
    ...duplicateIds(dossier),
    ...duplicateDocuments(dossier),
    ...brokenProjectReferences(dossier, unknownLists),
    ...brokenCarrierReferences(dossier, unknownLists),
    // What may be referred to is gathered from every list: not where nothing refers to it, as in most dossiers.
    ...(asList(dossier.otherAwards)?.length ? brokenItemReferences(dossier, unknownLists) : []),
    ...accountErrors(dossier),
    ...carrierErrors(dossier),
    ...severalFirstRecognitions(dossier),
    // A submission that carries earlier awards is refused as a whole: what they hold does not matter then.
    ...(unknownLists ? priorAwardErrors(dossier) : []),
  ];
}

function tooManyEntries(dossier: RawRecord): FieldError[] {
  const entries = LIST_NAMES.reduce((sum, list) => sum + (asList(dossier[list])?.length ?? 0), 0);
  if (entries <= MAX_ENTRIES) return [];
  return [
    fieldError(
      [],
      'too-many-entries',
      `各列表合计${entries}项，最多${MAX_ENTRIES}项`,
      `${entries} entries over all lists; at most ${MAX_ENTRIES} are allowed`,
    ),
  ];
}

const LISTS_WITH_IDS = [
  'projects',
  'expenditures',
  'recognitions',
  'capitalContributions',
  'platformServices',
  'carriers',
];

function duplicateIds(dossier: RawRecord): FieldError[] {
  const byId = LISTS_WITH_IDS.flatMap((list) =>
    duplicates(entriesOf(dossier, list), ({ record }) => textOf(record, 'id')).map(({ index }) =>
      fieldError(
        [list, index, 'id'],
        'duplicate-id',
        '编号在本列表中重复',
        'this id occurs twice in its list',
      ),
    ),
  );
  const byYear = duplicates(entriesOf(dossier, 'annualAccounts'), ({ record }) =>
    numberKey(integerOf(record, 'year')),
  ).map(({ index }) =>
    fieldError(
      ['annualAccounts', index, 'year'],
      'duplicate-year',
      '同一年度只能填报一次',
      'a year may be listed once only',
    ),
  );
  const talents = duplicates(entriesOf(dossier, 'talents'), ({ record }) => {
    const id = textOf(record, 'id');
    const year = integerOf(record, 'year');
    return id === undefined || year === undefined ? undefined : `${id}/${year}`;
  }).map(({ index }) =>
    fieldError(
      ['talents', index, 'id'],
      'duplicate-id',
      '同一人才同一年度只能填报一次',
      'a talent may be listed once a year only',
    ),
  );
  return [...byId, ...byYear, ...talents];
}

function duplicateDocuments(dossier: RawRecord): FieldError[] {
  const invoices = duplicates(entriesOf(dossier, 'expenditures'), ({ record }) => {
    const invoice = textOf(record, 'invoiceNumber');
    return invoice === undefined ? undefined : `${invoice}/${textOf(record, 'nature') ?? ''}`;
  }).map(({ index }) =>
    fieldError(
      ['expenditures', index, 'invoiceNumber'],
      'duplicate-invoice',
      '同一发票的同一类支出已经填报',
      'this invoice is already listed with the same nature',
    ),
  );
  const certificates = duplicates(entriesOf(dossier, 'recognitions'), ({ record }) => {
    const number = textOf(record, 'certificateNumber');
    return number === undefined ? undefined : certificateOf(number);
  }).map(({ index }) =>
    fieldError(
      ['recognitions', index, 'certificateNumber'],
      'duplicate-certificate',
      '同一证书编号已经填报',
      'this certificate number is already listed',
    ),
  );
  return [...invoices, ...certificates];
}

function brokenProjectReferences(dossier: RawRecord, unknownLists: boolean): FieldError[] {
  const known = idsOf(dossier, 'projects', unknownLists);
  if (known === undefined) return [];
  return (entriesOf(dossier, 'expenditures') ?? []).flatMap(({ index, record }) =>
    (asList(record.projectIds) ?? []).flatMap((id, place) =>
      typeof id !== 'string' || known.has(id)
        ? []
        : [
            fieldError(
              ['expenditures', index, 'projectIds', place],
              'unknown-project',
              `项目“${id}”不在项目列表中`,
              `there is no project "${id}" in projects`,
            ),
          ],
    ),
  );
}

function brokenCarrierReferences(dossier: RawRecord, unknownLists: boolean): FieldError[] {
  const known = idsOf(dossier, 'carriers', unknownLists);
  if (known === undefined) return [];
  return (entriesOf(dossier, 'recognitions') ?? []).flatMap(({ index, record }) => {
    const carrier = record.kind === 'ai-incubator' ? textOf(record, 'subjectId') : undefined;
    return carrier === undefined || known.has(carrier)
      ? []
      : [
          fieldError(
            ['recognitions', index, 'subjectId'],
            'unknown-carrier',
            `载体“${carrier}”不在载体列表中`,
            `there is no carrier "${carrier}" in carriers`,
          ),
        ];
  });
}

function brokenItemReferences(dossier: RawRecord, unknownLists: boolean): FieldError[] {
  const known = rawItemKeys(dossier);
  return (entriesOf(dossier, 'otherAwards') ?? []).flatMap(({ index, record }) => {
    const item = textOf(record, 'itemId');
    if (item === undefined || known.has(item)) return [];
    return unknownLists && ITEM_FORM.test(item) && dossier[listOfItem(item)] === undefined
      ? []
      : [
          fieldError(
            ['otherAwards', index, 'itemId'],
            'unknown-item',
            // Which one, the place says: a key may hold a talent's pseudonym, and problems are kept in callers' logs.
            '申报材料中没有这一项',
            'the dossier holds no such item',
          ),
        ];
  });
}

/** What item keys look like: while their list is unknown, no more can be asked of one. */
const ITEM_FORM =
  /^((expenditures|recognitions|subjects|capitalContributions|platformServices|carriers)\/[^/]+|annualAccounts\/\d{4}\/(revenue|contribution)|talents\/[^/]+\/\d{4}|applicant\/industrial-internet-platform)$/;

/** Subjects and the one industrial internet platform are recognised; every other item says what list it is of. */
const listOfItem = (item: string): string =>
  /^(subjects|applicant)/.test(item) ? 'recognitions' : item.replace(/\/.*/, '');

function rawItemKeys(dossier: RawRecord): ReadonlySet<string> {
  const keysOf = (list: string, key: (record: RawRecord) => readonly string[]) =>
    (entriesOf(dossier, list) ?? []).flatMap(({ record }) => key(record));
  const byId = (make: (id: string) => string) => (record: RawRecord) => {
    const id = textOf(record, 'id');
    return id === undefined ? [] : [make(id)];
  };
  return new Set([
    ...keysOf('expenditures', byId(expenditureItem)),
    ...keysOf('capitalContributions', byId(capitalItem)),
    ...keysOf('platformServices', byId(serviceItem)),
    ...keysOf('carriers', byId(carrierItem)),
    ...keysOf('recognitions', byId(recognitionItem)),
    ...keysOf('recognitions', (record) => {
      const subject = textOf(record, 'subjectId');
      const namesOne = SUBJECT_KINDS.some((kind) => kind === record.kind);
      return subject === undefined || !namesOne ? [] : [`subjects/${subject}`];
    }),
    ...keysOf('recognitions', ({ kind }) =>
      kind === 'industrial-internet-platform' ? [INTERNET_PLATFORM_ITEM] : [],
    ),
    ...keysOf('annualAccounts', (record) => {
      const year = integerOf(record, 'year');
      return year === undefined ? [] : [revenueItem(year), contributionItem(year)];
    }),
    ...keysOf('talents', (record) => {
      const id = textOf(record, 'id');
      const year = integerOf(record, 'year');
      return id === undefined || year === undefined ? [] : [talentItem(id, year)];
    }),
  ]);
}

function accountErrors(dossier: RawRecord): FieldError[] {
  const accounts = entriesOf(dossier, 'annualAccounts') ?? [];
  const exceeding = accounts.flatMap(({ index, record }) => {
    const revenue = integerOf(record, 'revenue');
    const software =
      (integerOf(record, 'softwareIntegrationRevenue') ?? 0) +
      (integerOf(record, 'softwareProductRevenue') ?? 0);
    return revenue === undefined || software <= revenue
      ? []
      : [
          fieldError(
            ['annualAccounts', index, 'revenue'],
            'exceeds-revenue',
            '软件开发、系统集成与软件产品收入之和超过营业收入',
            'software, integration and product revenue together exceed the revenue',
          ),
        ];
  });
  const years = accounts
    .flatMap(({ index, record }) => {
      const year = integerOf(record, 'year');
      return year === undefined ? [] : [{ index, year }];
    })
    .sort((a, b) => a.year - b.year);
  const gaps = years.flatMap(({ index, year }, place) => {
    const before = years[place - 1]?.year;
    return before === undefined || year - before <= 1
      ? []
      : [
          fieldError(
            ['annualAccounts', index, 'year'],
            'years-not-consecutive',
            `年度须连续：${before}年与${year}年之间缺少年度`,
            `years must be consecutive: there is a gap between ${before} and ${year}`,
          ),
        ];
  });
  return [...exceeding, ...gaps];
}

function carrierErrors(dossier: RawRecord): FieldError[] {
  return (entriesOf(dossier, 'carriers') ?? []).flatMap(({ index, record }) => {
    const tenants = integerOf(record, 'tenants');
    const aiTenants = integerOf(record, 'aiTenants');
    return tenants === undefined || aiTenants === undefined || aiTenants <= tenants
      ? []
      : [
          fieldError(
            ['carriers', index, 'aiTenants'],
            'exceeds-tenants',
            '人工智能企业数超过入驻企业总数',
            'there are more AI companies than resident companies',
          ),
        ];
  });
}

function severalFirstRecognitions(dossier: RawRecord): FieldError[] {
  const first = (entriesOf(dossier, 'recognitions') ?? []).filter(
    ({ record }) => record.kind === 'srdi-enterprise' && record.firstTime === true,
  );
  return first
    .slice(1)
    .map(({ index }) =>
      fieldError(
        ['recognitions', index, 'firstTime'],
        'several-first-recognitions',
        '“专精特新”首次认定只能有一次',
        'only one SRDI recognition can be the first',
      ),
    );
}

function priorAwardErrors(dossier: RawRecord): FieldError[] {
  const awards = entriesOf(dossier, 'priorAwards') ?? [];
  const sums = awards.flatMap(({ index, record }) => {
    const amount = integerOf(record, 'amount');
    const values = asList(record.lines)?.map((line) => integerOf(asRecord(line) ?? {}, 'value'));
    if (amount === undefined || values === undefined) return [];
    const sum = values.reduce<number | undefined>(
      (total, value) => (total === undefined || value === undefined ? undefined : total + value),
      0,
    );
    return sum === undefined || sum === amount
      ? []
      : [
          fieldError(
            ['priorAwards', index, 'amount'],
            'sum-mismatch',
            `明细合计${sum}分，与金额${amount}分不符`,
            `the lines add up to ${sum} fen, the amount says ${amount} fen`,
          ),
        ];
  });
  const incubators = awards.flatMap(({ index, record }) =>
    record.clause === '10.2' && record.subjectId === undefined
      ? [
          fieldError(
            ['priorAwards', index, 'subjectId'],
            'required',
            '第10条孵化器补助须注明孵化器编号',
            'an earlier award under 10.2 must name its incubator',
          ),
        ]
      : [],
  );
  return [...sums, ...incubators];
}

function idsOf(dossier: RawRecord, list: string, unknownLists: boolean): ReadonlySet<string> | undefined {
  const entries = entriesOf(dossier, list);
  if (entries === undefined) return unknownLists || dossier[list] !== undefined ? undefined : new Set();
  return new Set(
    entries.flatMap(({ record }) => {
      const id = textOf(record, 'id');
      return id === undefined ? [] : [id];
    }),
  );
}

/** The second and later entries with a key that an earlier one has. */
function duplicates(
  entries: readonly RawEntry[] | undefined,
  key: (entry: RawEntry) => string | undefined,
): readonly RawEntry[] {
  const seen = new Set<string>();
  return (entries ?? []).filter((entry) => {
    const value = key(entry);
    if (value === undefined) return false;
    if (seen.has(value)) return true;
    seen.add(value);
    return false;
  });
}

const numberKey = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : String(value);
