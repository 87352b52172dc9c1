import { type FieldError, fieldError } from './field-error.ts';
import {
  capitalItem,
  carrierItem,
  contributionItem,
  expenditureItem,
  INTERNET_PLATFORM_ITEM,
  recognitionItem,
  revenueItem,
  serviceItem,
  talentItem,
} from './items.ts';
import { asList, asRecord, entriesOf, integerOf, type RawEntry, type RawRecord, textOf } from './raw.ts';
import { LIST_NAMES, type ListName, MAX_ENTRIES } from './schema.ts';

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
  const lists = listsOf(dossier, unknownLists);
  return [
    ...tooManyEntries(dossier),
    ...duplicateIds(lists),
    ...duplicateDocuments(lists),
    ...brokenProjectReferences(lists),
    ...brokenCarrierReferences(lists),
    ...brokenItemReferences(lists),
    ...accountErrors(lists),
    ...carrierErrors(lists),
    ...severalFirstRecognitions(lists),
    // A submission that carries earlier awards is refused as a whole: what they hold does not matter then.
    ...(unknownLists ? priorAwardErrors(lists) : []),
  ];
}

/** The lists of one dossier, each read once: most rules look at several, and every self-check goes through all. */
interface Lists {
  readonly of: Readonly<Record<ListName, readonly RawEntry[]>>;
  /** `unknown`: left out of a check. One that is left out of a submission is read as empty. */
  readonly stateOf: (list: ListName) => 'read' | 'unknown' | 'malformed';
}

function listsOf(dossier: RawRecord, unknownLists: boolean): Lists {
  const entries = (list: ListName) => entriesOf(dossier, list) ?? [];
  return {
    of: {
      projects: entries('projects'),
      expenditures: entries('expenditures'),
      recognitions: entries('recognitions'),
      capitalContributions: entries('capitalContributions'),
      annualAccounts: entries('annualAccounts'),
      platformServices: entries('platformServices'),
      carriers: entries('carriers'),
      talents: entries('talents'),
      otherAwards: entries('otherAwards'),
      priorAwards: entries('priorAwards'),
    },
    stateOf: (list) => {
      if (dossier[list] === undefined) return unknownLists ? 'unknown' : 'read';
      return asList(dossier[list]) === undefined ? 'malformed' : 'read';
    },
  };
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
] as const satisfies readonly ListName[];

function duplicateIds(lists: Lists): FieldError[] {
  const byId = LISTS_WITH_IDS.flatMap((list) =>
    duplicates(lists.of[list], ({ record }) => textOf(record, 'id')).map(({ index }) =>
      fieldError(
        [list, index, 'id'],
        'duplicate-id',
        '编号在本列表中重复',
        'this id occurs twice in its list',
      ),
    ),
  );
  const byYear = duplicates(lists.of.annualAccounts, ({ record }) =>
    numberKey(integerOf(record, 'year')),
  ).map(({ index }) =>
    fieldError(
      ['annualAccounts', index, 'year'],
      'duplicate-year',
      '同一年度只能填报一次',
      'a year may be listed once only',
    ),
  );
  const talents = duplicates(lists.of.talents, ({ record }) => {
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

function duplicateDocuments(lists: Lists): FieldError[] {
  const invoices = duplicates(lists.of.expenditures, ({ record }) => {
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
  const certificates = duplicates(lists.of.recognitions, ({ record }) =>
    textOf(record, 'certificateNumber'),
  ).map(({ index }) =>
    fieldError(
      ['recognitions', index, 'certificateNumber'],
      'duplicate-certificate',
      '同一证书编号已经填报',
      'this certificate number is already listed',
    ),
  );
  return [...invoices, ...certificates];
}

function brokenProjectReferences(lists: Lists): FieldError[] {
  if (lists.stateOf('projects') !== 'read') return [];
  const known = idsOf(lists.of.projects);
  return lists.of.expenditures.flatMap(({ index, record }) =>
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

function brokenCarrierReferences(lists: Lists): FieldError[] {
  if (lists.stateOf('carriers') !== 'read') return [];
  const known = idsOf(lists.of.carriers);
  return lists.of.recognitions.flatMap(({ index, record }) => {
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

function brokenItemReferences(lists: Lists): FieldError[] {
  if (lists.of.otherAwards.length === 0) return [];
  const known = rawItemKeys(lists);
  return lists.of.otherAwards.flatMap(({ index, record }) => {
    const item = textOf(record, 'itemId');
    if (item === undefined || known.has(item)) return [];
    const list =
      item.startsWith('subjects/') || item === INTERNET_PLATFORM_ITEM ? 'recognitions' : item.split('/')[0];
    const unknownList = LIST_NAMES.some((name) => name === list && lists.stateOf(name) === 'unknown');
    return unknownList
      ? []
      : [
          fieldError(
            ['otherAwards', index, 'itemId'],
            'unknown-item',
            `申报材料中没有“${item}”这一项`,
            `the dossier holds no item "${item}"`,
          ),
        ];
  });
}

function rawItemKeys(lists: Lists): ReadonlySet<string> {
  const keysOf = (list: ListName, key: (record: RawRecord) => readonly string[]) =>
    lists.of[list].flatMap(({ record }) => key(record));
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
      return subject === undefined ? [] : [`subjects/${subject}`];
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

function accountErrors(lists: Lists): FieldError[] {
  const accounts = lists.of.annualAccounts;
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

function carrierErrors(lists: Lists): FieldError[] {
  return lists.of.carriers.flatMap(({ index, record }) => {
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

function severalFirstRecognitions(lists: Lists): FieldError[] {
  const first = lists.of.recognitions.filter(
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

function priorAwardErrors(lists: Lists): FieldError[] {
  const awards = lists.of.priorAwards;
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

const idsOf = (entries: readonly RawEntry[]): ReadonlySet<string> =>
  new Set(
    entries.flatMap(({ record }) => {
      const id = textOf(record, 'id');
      return id === undefined ? [] : [id];
    }),
  );

/** The second and later entries with a key that an earlier one has. */
function duplicates(
  entries: readonly RawEntry[],
  key: (entry: RawEntry) => string | undefined,
): readonly RawEntry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const value = key(entry);
    if (value === undefined) return false;
    if (seen.has(value)) return true;
    seen.add(value);
    return false;
  });
}

const numberKey = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : String(value);
