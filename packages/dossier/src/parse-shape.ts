import type * as v from 'valibot';
import { DAY_PATTERN } from './calendar-date.ts';
import { type FieldError, fieldError, type Parsed } from './field-error.ts';
import { hiddenIssues } from './hidden-issues.ts';
import { type Issue, readShape } from './issues.ts';
import { valueAt } from './raw.ts';

/** Reads a value by a schema; what is wrong with it as field errors in both languages. */
export function parseShape<S extends v.GenericSchema>(schema: S, raw: unknown): Parsed<v.InferOutput<S>> {
  const shape = readShape(schema, raw);
  return shape.ok
    ? { ok: true, value: shape.value, warnings: [] }
    : { ok: false, errors: shapeErrors(shape.issues, raw) };
}

/** A field may be missed twice, by its entry's kind and by the entry: the same about one place is told once. */
function shapeErrors(issues: readonly Issue[], raw: unknown): FieldError[] {
  const errors = [...issues, ...hiddenIssues(issues, raw)].map((issue) => translate(issue, raw));
  return [...new Map(errors.map((error) => [`${error.pointer} ${error.code}`, error])).values()];
}

function translate(issue: Issue, raw: unknown): FieldError {
  const { path, type, requirement } = issue;
  if (issue.expected === 'never')
    return fieldError(path, 'unknown-field', '没有这个字段', 'there is no such field');
  if (valueAt(raw, path) === undefined) return fieldError(path, 'required', '必填', 'required');
  switch (type) {
    case 'picklist':
    case 'literal':
      return oneOf(issue);
    case 'variant':
      return issue.expected === 'Object' ? wrongType(issue) : oneOf(issue);
    case 'min_value':
      return fieldError(path, 'range', `不得小于${requirement}`, `must be at least ${requirement}`);
    case 'max_value':
      return fieldError(path, 'range', `不得大于${requirement}`, `must be at most ${requirement}`);
    case 'min_length':
      return wrongLength(issue, `不得小于${requirement}`, `at least ${requirement}`);
    case 'max_length':
      return wrongLength(issue, `不得大于${requirement}`, `at most ${requirement}`);
    case 'regex':
      return wrongFormat(issue);
    default:
      return wrongType(issue);
  }
}

function wrongType({ path, type }: Issue): FieldError {
  const [zh, en] = TYPES[type] ?? [type, type];
  return fieldError(path, 'type', `应为${zh}`, `must be ${en}`);
}

const TYPES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  string: ['文本', 'text'],
  number: ['整数', 'a whole number'],
  integer: ['整数', 'a whole number'],
  boolean: ['是或否（true/false）', 'true or false'],
  array: ['列表', 'a list'],
  object: ['对象', 'an object'],
  variant: ['对象', 'an object'],
};

/** Valibot names what it expects as `("a" | "b")`. */
function oneOf({ path, expected }: Issue): FieldError {
  const list = (expected ?? '').match(/[^"|() ]+/g)?.join(', ') ?? '';
  return fieldError(path, 'value', `应为以下之一：${list}`, `must be one of: ${list}`);
}

function wrongLength({ path, input }: Issue, zh: string, en: string): FieldError {
  return Array.isArray(input)
    ? fieldError(path, 'length', `项数${zh}`, `the number of entries must be ${en}`)
    : fieldError(path, 'length', `长度${zh}个字符`, `length must be ${en} characters`);
}

function wrongFormat({ path, requirement }: Issue): FieldError {
  if (requirement === DAY_PATTERN) {
    return fieldError(
      path,
      'date',
      '应为真实存在的日期，格式为YYYY-MM-DD',
      'must be a real calendar day, YYYY-MM-DD',
    );
  }
  const name = path.findLast((part) => typeof part === 'string');
  const [zh, en] = FORMATS[String(name)] ?? [
    '1至64个字符，只能是字母、数字、点、下划线和连字符',
    '1 to 64 characters of A-Z a-z 0-9 . _ -',
  ];
  return fieldError(path, 'format', `格式应为：${zh}`, `must have the form: ${en}`);
}

const FORMATS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  creditCode: [
    '18位统一社会信用代码，数字或大写字母（不含I、O、S、V、Z）',
    '18 characters, digits or capital letters without I, O, S, V and Z',
  ],
  divisionCode: ['6位行政区划代码', '6 digits (GB/T 2260)'],
  industryCode: ['门类字母加3或4位数字', 'a section letter and 3 or 4 digits (GB/T 4754-2017)'],
  invoiceNumber: ['8至20位数字', '8 to 20 digits'],
  // Of a page, not of a dossier.
  limit: ['1至100的整数', 'a whole number from 1 to 100'],
};
