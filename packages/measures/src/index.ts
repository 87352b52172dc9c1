export {
  type CatalogueClause,
  type CatalogueInterpretation,
  type CatalogueMeasure,
  type CatalogueParameter,
  catalogue,
  catalogueEntry,
} from './catalogue.ts';
export { checkAll, checkMeasure, decideAll, decideMeasure } from './check.ts';
export { PolicyPackError, UnknownMeasureError } from './errors.ts';
export { jinhua, jinhuaPack } from './jinhua/pack.ts';
export {
  type AmountKind,
  type ClauseCheck,
  type ClauseDecision,
  type ConditionCheck,
  type ConditionOutcome,
  type Constraints,
  type DecidedLine,
  type Decisions,
  type Interpretation,
  type Line,
  limitTakenBy,
  type Measure,
  type MeasureCheck,
  type MeasureDecision,
  type Outcome,
  type Parameter,
  type Policy,
  type PolicyPack,
  type Row,
  topUp,
  type Unit,
} from './kernel/index.ts';
