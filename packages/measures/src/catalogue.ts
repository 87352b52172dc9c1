import type { Text } from '@twelve/dossier';
import type {
  AmountKind,
  Clause,
  Interpretation,
  Measure,
  Parameter,
  PolicyPack,
  Row,
} from './kernel/index.ts';

/** A figure of a clause: in fen, percent or a count, from a day on, with its source. */
export interface CatalogueParameter {
  readonly id: string;
  readonly unit: string;
  readonly text: Text;
  readonly value: unknown;
  readonly from: string;
  readonly source: string;
}

export interface CatalogueInterpretation {
  readonly id: string;
  readonly question: Text;
  readonly reading: Text;
}

export interface CatalogueClause {
  readonly clause: string;
  readonly source: string;
  readonly title: Text;
  readonly pays: Text;
  readonly amountKind: AmountKind;
  readonly once: boolean;
  readonly parameters: readonly CatalogueParameter[];
  readonly interpretations: readonly CatalogueInterpretation[];
  /** The facts of a dossier that decide it: first those of the applicant. */
  readonly facts: readonly string[];
}

export interface CatalogueMeasure {
  readonly measure: number;
  readonly slug: string;
  readonly policyVersion: string;
  readonly title: Text;
  readonly clauses: readonly CatalogueClause[];
  readonly information: readonly Text[];
}

/** What the measures are: titles, clauses, rates, limits, sources, interpretations, the facts each clause reads. */
export const catalogue = (pack: PolicyPack): readonly CatalogueMeasure[] =>
  pack.measures.map((measure) => entry(pack, measure));

/**
 * Every open point of the text and how it is read, by id: those of the clauses, and those that only the reasons of an
 * award name.
 */
export const interpretationRegister = ({
  policy,
  interpretations,
}: PolicyPack): readonly CatalogueInterpretation[] =>
  interpretations.map((interpretation) => reading(policy, interpretation)).sort(byId);

/** I-2a before I-10a; what concerns every clause (I-G…) and what holds across them (I-X…) after the clauses' own. */
function byId(a: CatalogueInterpretation, b: CatalogueInterpretation): number {
  const [one, other] = [a, b].map(({ id }) => id.replace(/\d+/, (digits) => digits.padStart(2, '0')));
  return one === other ? 0 : (one ?? '') < (other ?? '') ? -1 : 1;
}

const entry = (
  pack: PolicyPack,
  { number, slug, title, clauses, information }: Measure,
): CatalogueMeasure => ({
  measure: number,
  slug,
  policyVersion: pack.policy.version,
  title,
  clauses: clauses.map((clause) => clauseEntry(pack, clause)),
  information,
});

const clauseEntry = ({ policy }: PolicyPack, clause: Clause): CatalogueClause => ({
  clause: clause.id,
  source: clause.source,
  title: clause.title,
  pays: paysOf(policy, clause),
  amountKind: clause.amountKind,
  once: clause.once === true,
  parameters: clause.parameters.flatMap((parameter) => parameterRows(policy, parameter)),
  interpretations: clause.interpretations.map((interpretation) => reading(policy, interpretation)),
  facts: [...new Set([...clause.gateFacts, ...clause.reads])],
});

/** The words have the draft's figures: a revision replaces rows, and writes no words. */
const paysOf = ({ rowsOf }: PolicyPack['policy'], { pays, parameters }: Clause): Text =>
  parameters.every((parameter) => rowsOf(parameter) === parameter.rows)
    ? pays
    : {
        zh: `${pays.zh}（草案所列，其中部分数额已调整）`,
        en: `${pays.en} (as drafted: some of these figures have been revised)`,
      };

const parameterRows = (
  policy: PolicyPack['policy'],
  parameter: Parameter<unknown>,
): readonly CatalogueParameter[] =>
  policy.rowsOf(parameter).map(({ from, value, source }) => ({
    id: parameter.id,
    unit: parameter.unit,
    text: parameter.text,
    value,
    from,
    source,
  }));

function reading(policy: PolicyPack['policy'], interpretation: Interpretation): CatalogueInterpretation {
  const { id, question, options, ofApplicant } = interpretation;
  const [first, ...later] = policy.choicesOf(interpretation).slice(ofApplicant ? -1 : 0);
  const said = (row: Row<string> | undefined): Text => options[row?.value ?? ''] ?? question;
  return {
    id,
    question,
    reading: later.reduce(
      ({ zh, en }, row) => ({
        zh: `${zh}；${row.from}起：${said(row).zh}`,
        en: `${en}; from ${row.from}: ${said(row).en}`,
      }),
      said(first),
    ),
  };
}
