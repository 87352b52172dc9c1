export {
  type CatalogueClause,
  type CatalogueInterpretation,
  type CatalogueMeasure,
  type CatalogueParameter,
  catalogue,
  interpretationRegister,
} from './catalogue.ts';
export {
  checkAll,
  checkMeasure,
  decideAll,
  decideMeasure,
  type Evaluation,
  evaluateAll,
} from './check.ts';
export { PolicyPackError, UnknownMeasureError } from './errors.ts';
export { computePlatform } from './jinhua/m01-compute-platform.ts';
export { coreTechnology } from './jinhua/m02-core-technology.ts';
export { largeModel } from './jinhua/m03-large-model.ts';
export { collaborativeInnovation } from './jinhua/m04-collaborative-innovation.ts';
export { cultivationLibrary } from './jinhua/m05-cultivation-library.ts';
export { leadingEnterprises } from './jinhua/m06-leading-enterprises.ts';
export { growingEnterprises } from './jinhua/m07-growing-enterprises.ts';
export { productAdoption } from './jinhua/m08-product-adoption.ts';
export { applicationScenarios } from './jinhua/m09-application-scenarios.ts';
export { industryCarriers } from './jinhua/m10-industry-carriers.ts';
export { talent } from './jinhua/m11-talent.ts';
export { financeAndTax } from './jinhua/m12-finance-and-tax.ts';
export { jinhua, jinhuaPack, jinhuaSlice } from './jinhua/pack.ts';
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
  type PolicySlice,
  type Row,
  recognitionsPaidAs,
  topUp,
  type Unit,
} from './kernel/index.ts';
