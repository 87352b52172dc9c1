import type { ListName, Text } from '@twelve/dossier';
import type { Field, Referable, Value, Values } from '../fields/field.ts';
import { specOf } from '../fields/lists.ts';
import { readDate } from '../words/date.ts';
import { halfWidth } from '../words/money.ts';
import { columnsOfHeader, multipleOf, natureOf } from './paste-words.ts';
import { projectsNamed } from './project-names.ts';

/** What a pasted table came to: the entries, and which column was taken for which field. */
export interface Pasted {
  readonly entries: readonly Values[];
  readonly columns: readonly { readonly heading: string; readonly field: Text | undefined }[];
  readonly hadHeader: boolean;
  /** What the amounts were taken to be counted in, as the table says: 千, 万, 百万 …; '' where it is 元. */
  readonly multiple: string;
  /** How many rows were left out, since the table says that their invoice is void. */
  readonly voided: number;
}

/** Fields that a table can fill, in the order in which they are expected where there is no header. */
const PASTED_FIELDS: Readonly<Partial<Record<ListName, readonly string[]>>> = {
  expenditures: ['incurredOn', 'amount', 'nature', 'projectIds', 'invoiceNumber'],
};

export const canPaste = (list: ListName): boolean => PASTED_FIELDS[list] !== undefined;

/** Does this look like a block of cells rather than a word? */
export const looksLikeTable = (pasted: string): boolean => /[\t\n]/.test(pasted.trim());

/**
 * Reads a block of cells copied from a spreadsheet (tabs) or a CSV file (commas, quotes). Columns are known by their
 * headings in Chinese or English, else by what stands in them, else by their order; titles above them are no entries.
 * Every cell is kept as it is where it cannot be understood, so that it is corrected where it stands.
 */
export function readTable(list: ListName, pasted: string, projects: readonly Referable[]): Pasted {
  const { fields } = specOf(list);
  const rows = cellsOf(pasted).filter((row) => filledOf(row).length > 0);
  const headerAt = headerOf(rows);
  const hadHeader = headerAt >= 0;
  const titles = hadHeader ? headerAt : titlesAbove(rows);
  const header = hadHeader ? (rows[headerAt] ?? []) : [];
  const listed = rows.slice(hadHeader ? titles + 1 : titles).filter((row) => !isTotal(row));
  const body = listed.filter((row) => !isVoid(row, header));
  const names = hadHeader
    ? withNature(
        columnsOfHeader(header.map((heading, place) => (isOfGoods(place, body) ? '' : heading))),
        body,
      )
    : columnsByContent(PASTED_FIELDS[list] ?? [], body);
  const multiple = multipleOf(header[names.indexOf('amount')] ?? '', rows.slice(0, titles).flat());
  return {
    hadHeader,
    multiple: names.includes('amount') ? multiple : '',
    voided: listed.length - body.length,
    columns: names.map((name, place) => ({
      heading: isOfVoid(header[place] ?? '') ? '' : (header[place] ?? '').trim(),
      field: fields.find((field) => field.name === name)?.label,
    })),
    entries: body.map((row) => entryOf(row, names, multiple, fields, projects)),
  };
}

const filledOf = (row: readonly string[]): readonly string[] => row.filter((cell) => cell.trim() !== '');

const figuresIn = (row: readonly string[]): number =>
  row.filter((cell) => isDay(cell) || isAmount(cell)).length;

/** The row of headings: two of ours at least and no figure, above the first row that could be an entry. */
function headerOf(rows: readonly (readonly string[])[]): number {
  const entries = rows.findIndex((row) => figuresIn(row) >= 2);
  return rows
    .slice(0, entries < 0 ? rows.length : entries)
    .findIndex(
      (row) => figuresIn(row) === 0 && columnsOfHeader(row).filter((name) => name !== undefined).length >= 2,
    );
}

/** How many lines above a table without headings are its title, its unit: a single cell where others have several. */
const titlesAbove = (rows: readonly (readonly string[])[]): number =>
  Math.max(
    0,
    rows.findIndex((row) => filledOf(row).length > 1 || figuresIn(row) > 0),
  );

/** The sum below a column is no entry. */
const isTotal = (row: readonly string[]): boolean =>
  /^(本页)?(合\s*计|总\s*计|小\s*计|(sub)?total|sum)[:：]?$/i.test(
    row.map((cell) => cell.trim()).find((cell) => cell !== '') ?? '',
  );

/**
 * An invoice that was made void was never paid; lists of invoices go on to have it, and say so beside it: in a column
 * of states, or of yes and no that is called after it.
 */
const isVoid = (row: readonly string[], header: readonly string[]): boolean =>
  header.some((heading, place) => {
    const cell = (row[place] ?? '').trim();
    if (isVoidFlag(heading)) return isTick(cell) || SAYS_VOID.test(cell);
    return isStatus(heading) && SAYS_VOID.test(cell);
  });

const SAYS_VOID = /(?<![未非没])作废|(?<!(not|non)[\s-]?)void/i;
const isVoidFlag = (heading: string): boolean => /作废/.test(heading) && !/日期|时间|原因|人/.test(heading);
const isStatus = (heading: string): boolean =>
  /^(状态|status)$|(票|invoice).*(状态|status)/i.test(heading.trim());
const isOfVoid = (heading: string): boolean => isVoidFlag(heading) || isStatus(heading);

function entryOf(
  row: readonly string[],
  names: readonly (string | undefined)[],
  multiple: string,
  fields: readonly Field[],
  projects: readonly Referable[],
): Values {
  const values: Record<string, Value> = {};
  names.forEach((name, place) => {
    const cell = (row[place] ?? '').trim();
    const field = fields.find((candidate) => candidate.name === name);
    if (field === undefined || cell === '' || values[field.name] !== undefined) return;
    values[field.name] = typedCell(field, cell, multiple, projects);
  });
  return values;
}

function typedCell(field: Field, cell: string, multiple: string, projects: readonly Referable[]): Value {
  switch (field.kind) {
    case 'date':
      return readDate(cell);
    case 'choice':
      return natureOf(cell) ?? cell;
    case 'flag':
      return isTick(cell) ? 'yes' : 'no';
    case 'money':
      return /[千万亿元]|yuan|wan/i.test(cell) ? cell : `${cell}${multiple}`;
    case 'references':
      return projectsNamed(cell, projects);
    default:
      return cell;
  }
}

const isTick = (cell: string): boolean => /^(是|有|[√✓✔☑]|y|yes|true|1)$/i.test(cell);

/**
 * Without a header: the first column that holds days is the day, and so on; the rest by order. A column that only
 * numbers the rows is none, where another could be the amount.
 */
function columnsByContent(
  expected: readonly string[],
  body: readonly (readonly string[])[],
): readonly (string | undefined)[] {
  const width = Math.max(0, ...body.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, place) => columnOf(place, body));
  const amounts = columns.filter((cells) => mostly(cells, isAmount)).length;
  const numbering = columns.map((cells) => amounts > 1 && cells.every(isNumberOfRow));
  const found: (string | undefined)[] = columns.map(() => undefined);
  for (const [name, fits] of CONTENT) {
    const place = columns.findIndex(
      (cells, column) => found[column] === undefined && numbering[column] === false && mostly(cells, fits),
    );
    if (place >= 0) found[place] = name;
  }
  const left = expected.filter((name) => !found.includes(name));
  return found.map((name, column) => (numbering[column] === true ? undefined : (name ?? left.shift())));
}

/** Invoices call what was bought 项目名称 as well, with its tax class between asterisks: no project of the applicant's. */
const isOfGoods = (place: number, body: readonly (readonly string[])[]): boolean =>
  mostly(columnOf(place, body), (cell) => /^\s*\*[^*]+\*/.test(cell));

const columnOf = (place: number, body: readonly (readonly string[])[]): readonly string[] =>
  body.map((row) => row[place] ?? '');

/**
 * The kind may be told by a column that no heading says it of (设备名称, 摘要), and not at all by one that is called so:
 * what stands in them decides.
 */
function withNature(
  names: readonly (string | undefined)[],
  body: readonly (readonly string[])[],
): readonly (string | undefined)[] {
  const tells = (cell: string): boolean => natureOf(cell) !== undefined;
  if (columnOf(names.indexOf('nature'), body).some(tells)) return names;
  const told = names.findIndex((name, place) => name === undefined && mostly(columnOf(place, body), tells));
  return told < 0
    ? names
    : names.map((name, place) => (place === told ? 'nature' : name === 'nature' ? undefined : name));
}

const isDay = (cell: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(readDate(cell));

const isAmount = (cell: string): boolean =>
  /^[¥￥]?\s*[\d,]+(\.\d+)?\s*[百千]?[万亿]?元?$/.test(halfWidth(cell).trim());

const isNumberOfRow = (cell: string, place: number): boolean => Number(cell) === place + 1;

const CONTENT: readonly (readonly [name: string, fits: (cell: string) => boolean])[] = [
  ['incurredOn', isDay],
  ['nature', (cell) => natureOf(cell) !== undefined],
  ['invoiceNumber', (cell) => /^\d{20}$|^\d{8}$/.test(cell.trim())],
  ['amount', isAmount],
];

function mostly(cells: readonly string[], fits: (cell: string) => boolean): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length > 0 && filled.filter(fits).length * 2 > filled.length;
}

/** Cells of tab- or comma-separated text; quoted cells may hold separators and line breaks (RFC 4180). */
export function cellsOf(pasted: string): readonly (readonly string[])[] {
  const separator = pasted.includes('\t') ? '\t' : ',';
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(withoutTextMark(cell));
    cell = '';
  };
  for (let place = 0; place < pasted.length; place += 1) {
    const letter = pasted.charAt(place);
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (pasted.charAt(place + 1) === '"') {
        cell += '"';
        place += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === separator) endCell();
    else if (letter === '\n') {
      endCell();
      rows.push([]);
    } else if (letter !== '\r') cell += letter;
  }
  endCell();
  return rows;
}

/** Digits that were to stay a text in a spreadsheet: behind an apostrophe, or as a formula that says them. */
const withoutTextMark = (cell: string): string => cell.replace(/^\s*(?:'(\d.*)|="([^"]*)"\s*)$/s, '$1$2');
