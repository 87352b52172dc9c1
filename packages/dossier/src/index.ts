export * from './calendar-date.ts';
export { type CreditCodeCheck, checkCharacter, checkCreditCode } from './credit-code.ts';
export * from './fen.ts';
export { type FieldError, fieldError, type Parsed, pointerTo } from './field-error.ts';
export * from './items.ts';
export { dossierWarnings, parseCheck, parseRegistryFacts, parseSubmission } from './parse.ts';
export * from './schema.ts';
export { shapeErrors } from './shape-errors.ts';
export type { Text } from './text.ts';
