import type { ListName, Text } from '@twelve/dossier';
import type { Field, Referable, Value, Values } from '../fields/field.ts';
import { specOf } from '../fields/lists.ts';
import { readDate } from '../words/date.ts';
import { halfWidth } from '../words/money.ts';
import { columnsOfHeader, isAmountHeaderInWan, NATURE_WORDS } from './paste-words.ts';

/** What a pasted table came to: the entries, and which column was taken for which field. */
export interface Pasted {
  readonly entries: readonly Values[];
  readonly columns: readonly { readonly heading: string; readonly field: Text | undefined }[];
  readonly hadHeader: boolean;
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
 * headings in Chinese or English, else by what stands in them, else by their order. Every cell is kept as it is
 * where it cannot be understood, so that it is corrected where it stands.
 */
export function readTable(list: ListName, pasted: string, projects: readonly Referable[]): Pasted {
  const { fields } = specOf(list);
  const rows = cellsOf(pasted).filter((row) => row.some((cell) => cell.trim() !== ''));
  const [first = []] = rows;
  const byHeader = columnsOfHeader(first);
  const hadHeader = byHeader.filter((name) => name !== undefined).length >= 2;
  const body = (hadHeader ? rows.slice(1) : rows).filter((row) => !isTotal(row));
  const names = hadHeader ? byHeader : columnsByContent(PASTED_FIELDS[list] ?? [], body);
  const inWan = names.map((_, place) => hadHeader && isAmountHeaderInWan(first[place] ?? ''));
  return {
    hadHeader,
    columns: names.map((name, place) => ({
      heading: hadHeader ? (first[place] ?? '').trim() : '',
      field: fields.find((field) => field.name === name)?.label,
    })),
    entries: body.map((row) => entryOf(row, names, inWan, fields, projects)),
  };
}

/** The sum below a column is no entry. */
const isTotal = (row: readonly string[]): boolean =>
  /^(本页)?(合\s*计|总\s*计|小\s*计|(sub)?total|sum)[:：]?$/i.test(
    row.map((cell) => cell.trim()).find((cell) => cell !== '') ?? '',
  );

function entryOf(
  row: readonly string[],
  names: readonly (string | undefined)[],
  inWan: readonly boolean[],
  fields: readonly Field[],
  projects: readonly Referable[],
): Values {
  const values: Record<string, Value> = {};
  names.forEach((name, place) => {
    const cell = (row[place] ?? '').trim();
    const field = fields.find((candidate) => candidate.name === name);
    if (field === undefined || cell === '' || values[field.name] !== undefined) return;
    values[field.name] = typedCell(field, cell, inWan[place] === true, projects);
  });
  return values;
}

function typedCell(field: Field, cell: string, inWan: boolean, projects: readonly Referable[]): Value {
  switch (field.kind) {
    case 'date':
      return readDate(cell);
    case 'choice':
      return NATURE_WORDS.find(([pattern]) => pattern.test(cell))?.[1] ?? cell;
    case 'flag':
      return /^(是|有|√|✓|y|yes|true|1)$/i.test(cell) ? 'yes' : 'no';
    case 'money':
      return inWan && !/[万亿元]/.test(cell) ? `${cell}万` : cell;
    case 'references':
      return cell
        .split(/[、;；,，/|]/)
        .map((name) => name.trim())
        .filter((name) => name !== '')
        .map((name) => projects.find(({ id, label }) => label === name || id === name)?.id ?? name);
    default:
      return cell;
  }
}

/** Without a header: the first column that holds days is the day, and so on; the rest by order. */
function columnsByContent(
  expected: readonly string[],
  body: readonly (readonly string[])[],
): readonly (string | undefined)[] {
  const width = Math.max(0, ...body.map((row) => row.length));
  const found: (string | undefined)[] = Array.from({ length: width }, () => undefined);
  for (const [name, fits] of CONTENT) {
    const place = found.findIndex(
      (taken, column) =>
        taken === undefined &&
        mostly(
          body.map((row) => row[column] ?? ''),
          fits,
        ),
    );
    if (place >= 0) found[place] = name;
  }
  const left = expected.filter((name) => !found.includes(name));
  return found.map((name) => name ?? left.shift());
}

const CONTENT: readonly (readonly [name: string, fits: (cell: string) => boolean])[] = [
  ['incurredOn', (cell) => /^\d{4}-\d{2}-\d{2}$/.test(readDate(cell))],
  ['nature', (cell) => NATURE_WORDS.some(([pattern]) => pattern.test(cell))],
  ['invoiceNumber', (cell) => /^\d{20}$|^\d{8}$/.test(cell.trim())],
  ['amount', (cell) => /^[¥￥]?\s*[\d,]+(\.\d+)?\s*[万亿]?元?$/.test(halfWidth(cell).trim())],
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
    rows.at(-1)?.push(cell);
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
