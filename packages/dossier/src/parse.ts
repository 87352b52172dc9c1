import {
  type RegistryFacts,
  registryFactsSchema,
  type Submission,
  submissionSchema,
} from './casework-schemas.ts';
import { consistencyErrors } from './consistency.ts';
import { CREDIT_CODE_PATTERN, checkCreditCode } from './credit-code.ts';
import { type FieldError, fieldError, type Parsed } from './field-error.ts';
import { parseShape } from './parse-shape.ts';
import { asRecord, entriesOf, textOf } from './raw.ts';
import { type Dossier, dossierSchema } from './schema.ts';

/**
 * The dossier of a public check: facts of the applicant and whole lists may be left out, and are then unknown.
 * Returns the dossier with its warnings, or every error at once: wrong types and broken references together.
 */
export function parseCheck(value: unknown): Parsed<Dossier> {
  return settle(parseShape(dossierSchema, value), value, [
    ...consistencyErrors(value, true),
    ...creditCodeErrors(value),
  ]);
}

/**
 * The dossier of a submission: the applicant's identity is complete, a list that is left out means none, what was
 * paid before is the ledger's to know, and purchases that could be claimed twice name their invoice.
 */
export function parseSubmission(value: unknown): Parsed<Submission> {
  const parsed = settle(parseShape(submissionSchema, value), value, [
    ...consistencyErrors(value, false),
    ...creditCodeErrors(value),
    ...missingInvoices(value),
  ]);
  return parsed.ok ? parsed : { ok: false, errors: parsed.errors.map(inSubmission) };
}

/** A check takes earlier awards, so that whoever sends the same dossier has to be told more than that the field is not known. */
const inSubmission = (error: FieldError): FieldError =>
  error.pointer === '/priorAwards'
    ? fieldError(
        ['priorAwards'],
        error.code,
        '正式申报不填此项：以往奖补以台账为准',
        'a submission leaves this out: the ledger knows what was paid before',
      )
    : error;

/** Official facts about an applicant: any of its fields but the credit code. */
export function parseRegistryFacts(value: unknown): Parsed<RegistryFacts> {
  return settle(parseShape(registryFactsSchema, value), value, []);
}

/** Warnings about a dossier that was accepted: a credit code that only its inner organisation code confirms. */
export function dossierWarnings(value: unknown): FieldError[] {
  const code = creditCodeOf(value);
  if (code === undefined || checkCreditCode(code) !== 'organisation-code-only') return [];
  return [
    fieldError(
      ['applicant', 'creditCode'],
      'check-character',
      '统一社会信用代码的校验码不符，但其中的组织机构代码有效，已接受，请核对',
      'the check character does not fit, but the organisation code inside does: accepted, please verify',
    ),
  ];
}

function settle<T>(shape: Parsed<T>, raw: unknown, others: readonly FieldError[]): Parsed<T> {
  const errors = shape.ok ? [] : shape.errors;
  const seen = new Set(errors.map(({ pointer }) => pointer));
  const more = others.filter(({ pointer }) => pointer === '' || !seen.has(pointer));
  return shape.ok && more.length === 0
    ? { ...shape, warnings: dossierWarnings(raw) }
    : { ok: false, errors: [...errors, ...more] };
}

const creditCodeOf = (value: unknown): string | undefined =>
  textOf(asRecord(asRecord(value)?.applicant) ?? {}, 'creditCode');

function creditCodeErrors(value: unknown): FieldError[] {
  const code = creditCodeOf(value);
  if (code === undefined || !CREDIT_CODE_PATTERN.test(code) || checkCreditCode(code) !== 'invalid') return [];
  return [
    fieldError(
      ['applicant', 'creditCode'],
      'check-character',
      '统一社会信用代码校验码不符，请核对',
      'the check character of the credit code does not fit; please check for a typing error',
    ),
  ];
}

const NATURES_WITH_INVOICE: readonly unknown[] = ['hardware', 'software', 'compute', 'data-storage'];

function missingInvoices(value: unknown): FieldError[] {
  return (entriesOf(asRecord(value) ?? {}, 'expenditures') ?? [])
    .filter(
      ({ record }) => NATURES_WITH_INVOICE.includes(record.nature) && record.invoiceNumber === undefined,
    )
    .map(({ index }) =>
      fieldError(
        ['expenditures', index, 'invoiceNumber'],
        'required',
        '正式申报时，硬件、软件、算力和数据存储支出须填写发票号码',
        'a submission names the invoice of hardware, software, compute and data-storage expenditures',
      ),
    );
}
