import { share } from '@twelve/dossier';
import type { Award } from '@twelve/reconcile';
import { APPLICANT_FIELDS } from '../fields/applicant.ts';
import { labels, language, say } from '../state/preferences.ts';
import { readingsOf } from '../state/readings.ts';
import { draft, evaluation, mistakes, policy, questions, setApplicant } from '../state/store.ts';
import { awards, obstacles, unansweredReceipts } from '../state/totals.ts';
import { exactMoney, shortMoney } from '../words/money.ts';
import { citation } from '../words/source.ts';
import { bracketed, labelled, listed, text } from '../words/text.ts';
import { FieldView } from './form/field.tsx';
import { Gradually } from './gradually.tsx';
import { useHeading } from './heading.ts';
import {
  amountText,
  CONDITION,
  factName,
  leftOutText,
  quotaText,
  reasonText,
  statusText,
  unprovenText,
} from './words.ts';

/** The sheet to print or to save as PDF: who, when, by which version, what, why, on what ground – and what it is not. */
export function SheetView() {
  const heading = useHeading();
  if (evaluation.value === undefined) return null;
  return (
    <section class="sheet-view">
      <div class="sheet-tools no-print">
        <p class="hint">{say(FILL_IN)}</p>
        <div class="sheet-names">
          {APPLICANT_FIELDS.filter(({ name }) => name === 'name' || name === 'creditCode').map((field) => (
            <FieldView
              key={field.name}
              field={field}
              place={`applicant/${field.name}`}
              value={draft.value.applicant[field.name]}
              onValue={(value) => setApplicant(field.name, value)}
            />
          ))}
        </div>
        <div class="buttons">
          <button type="button" class="primary" onClick={() => print()}>
            {say(PRINT)}
          </button>
        </div>
      </div>
      <article class="sheet" aria-labelledby="sheet-title">
        <header>
          <p class="sheet-stamp">{`${NOT_A_DECISION.zh}  ${NOT_A_DECISION.en}`}</p>
          <h1 id="sheet-title" tabIndex={-1} ref={heading}>
            {say(TITLE)}
          </h1>
          <p>{policy.value === undefined ? '' : say(policy.value.title)}</p>
        </header>
        <Gradually parts={PARTS} />
      </article>
    </section>
  );
}

const PARTS = [SheetHead, SheetAwards, SheetOpen, SheetReadings, SheetFoot].map((Part) => () => <Part />);

function SheetFoot() {
  const determination = evaluation.value?.determination;
  if (determination === undefined) return null;
  return (
    <footer class="sheet-foot">
      <p>{say(CLOSING)}</p>
      <dl>
        <div>
          <dt>{say(DIGEST)}</dt>
          <dd class="mono">{determination.dossierDigest}</dd>
        </div>
        <div>
          <dt>{say(VERSIONS)}</dt>
          <dd>{`${determination.policyVersion} · ${determination.engineVersion}`}</dd>
        </div>
      </dl>
    </footer>
  );
}

function SheetHead() {
  const { fixed = 0, ceiling = 0 } = evaluation.value?.determination.total ?? {};
  const applicant = evaluation.value?.dossier.applicant;
  const fact = (name: 'name' | 'creditCode'): string =>
    mistakes.value.has(`applicant/${name}`) ? say(WRONG) : (applicant?.[name] ?? say(NOT_GIVEN));
  return (
    <dl class="sheet-head">
      <div>
        <dt>{say(APPLICANT)}</dt>
        <dd>{fact('name')}</dd>
      </div>
      <div>
        <dt>{say(CREDIT_CODE)}</dt>
        <dd>{fact('creditCode')}</dd>
      </div>
      <div>
        <dt>{say(DATE)}</dt>
        <dd>{today()}</dd>
      </div>
      <div>
        <dt>{say(CERTAIN)}</dt>
        <dd>
          <strong>{shortMoney(fixed, language.value)}</strong>
          {language.value === 'zh' && `（${exactMoney(fixed, 'zh')}）`}
        </dd>
      </div>
      <div>
        <dt>{say(CEILING)}</dt>
        <dd>
          <strong>{shortMoney(ceiling, language.value)}</strong>
          {language.value === 'zh' && `（${exactMoney(ceiling, 'zh')}）`}
        </dd>
      </div>
    </dl>
  );
}

function SheetAwards() {
  const unproven = unprovenText();
  return (
    <section>
      <h2>{say(AWARDS)}</h2>
      {unproven !== undefined && <p>{unproven}</p>}
      {awards.value.length === 0 ? (
        <>
          <p>{say(NO_AWARDS)}</p>
          <ul>
            {obstacles.value.map(({ id, text: words, source }) => (
              <li key={id}>
                {labelled(say(CONDITION.unmet), say(words), language.value)}
                {bracketed(citation(source, language.value), language.value)}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <table class="sheet-awards">
          <thead>
            <tr>
              <th scope="col">{say(CLAUSE)}</th>
              <th scope="col">{say(AMOUNT)}</th>
              <th scope="col">{say(STATUS_AND_REASON)}</th>
              <th scope="col">{say(SOURCE)}</th>
            </tr>
          </thead>
          <tbody>
            {awards.value.map((award) => (
              <SheetAward key={award.id} award={award} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function SheetAward({ award }: { readonly award: Award }) {
  const entry = labels.value.clause(award.clause);
  const quota = quotaText(award);
  const paid = award.amountKind === 'fixed' || award.amountKind === 'ceiling';
  const computed = computedText(award);
  return (
    <tr>
      <th scope="row">{labels.value.award(award.id)}</th>
      <td class="figure">
        {amountText(award)}
        {paid && award.amount > 0 && language.value === 'zh' && (
          <span class="hint">{exactMoney(award.amount, 'zh')}</span>
        )}
      </td>
      <td>
        {statusText(award)}
        {computed !== undefined && <span class="hint">{computed}</span>}
        {quota !== undefined && <span class="hint">{quota}</span>}
        {award.because.map((because) => (
          <span class="hint" key={`${because.rule} ${because.by}`}>
            {reasonText(because)}
            {because.items.length > 0 &&
              bracketed(listed(because.items.map(labels.value.item), language.value), language.value)}
          </span>
        ))}
      </td>
      <td>{entry === undefined ? '' : citation(entry.source, language.value)}</td>
    </tr>
  );
}

/**
 * How the amount comes about, to the fen: items of one rate together, since a sheet has no room for each; where their
 * fractions of a fen make a difference, it says that each is rounded. Undefined where it is a sum that stands in the
 * article.
 */
function computedText({ lines }: Award): string | undefined {
  const shares = [...new Set(lines.map(({ percent }) => percent))].map((percent) => {
    const ofRate = lines.filter((line) => line.percent === percent);
    const base = ofRate.reduce((sum, line) => sum + line.base, 0);
    const value = ofRate.reduce((sum, line) => sum + line.value, 0);
    const product = `${exactMoney(base, language.value)} × ${percent}% = ${exactMoney(value, language.value)}`;
    return share(base, percent) === value ? product : product + bracketed(say(EACH_ROUNDED), language.value);
  });
  const deducted = lines.reduce((sum, line) => sum + line.deducted, 0);
  if (deducted === 0 && lines.every(({ percent }) => percent === 100)) return undefined;
  const parts =
    deducted === 0 ? shares : [...shares, `${say(DEDUCTED)}${exactMoney(deducted, language.value)}`];
  return labelled(say(COMPUTED), listed(parts, language.value), language.value);
}

/** What the result does not rest on: questions without an answer, money that was not asked for, what is wrong. */
function SheetOpen() {
  const names = questions.value.map(({ fact }) => factName(fact));
  const leftOut = leftOutText(NOT_COUNTED);
  const unasked = unansweredReceipts.value.map(factName);
  if (names.length === 0 && leftOut === undefined && unasked.length === 0) return null;
  return (
    <section>
      <h2>{say(OPEN)}</h2>
      {names.length > 0 && <p>{`${say(OPEN_MORE)}${listed(names, language.value)}`}</p>}
      {unasked.length > 0 && <p>{`${say(UNASKED)}${listed(unasked, language.value)}`}</p>}
      {leftOut !== undefined && <p>{leftOut}</p>}
    </section>
  );
}

/** The readings on which the awards rest, each once. */
function SheetReadings() {
  const checks = (evaluation.value?.determination.measures ?? [])
    .flatMap(({ clauses }) => clauses)
    .filter(({ outcome }) => outcome === 'eligible');
  const readings = readingsOf(checks, awards.value);
  if (readings.length === 0) return null;
  return (
    <section class="sheet-readings">
      <h2>{say(READINGS)}</h2>
      <ul>
        {readings.map(({ id, question, reading }) => (
          <li key={id}>{`${id} ${say(question)} ${say(reading)}`}</li>
        ))}
      </ul>
    </section>
  );
}

/** The day of the device, as the reader's language writes it. The browser's own writing of it costs 30 ms at first. */
function today(): string {
  const now = new Date();
  return say({
    zh: `${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`,
    en: `${now.getDate()} ${MONTHS[now.getMonth()] ?? ''} ${now.getFullYear()}`,
  });
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

const TITLE = text('人工智能产业政策自测结果单', 'Result sheet of the AI policy self-check');
const NOT_A_DECISION = text('自测结果，非认定决定', 'Self-check, not a decision');
const FILL_IN = text(
  '填写名称和代码后打印；不填也可以打印。它们只保存在本机。',
  'Name and code appear on the sheet; it can be printed without them. They stay on this device.',
);
const PRINT = text('打印或存为PDF', 'Print or save as PDF');
const APPLICANT = text('申报主体', 'Applicant');
const CREDIT_CODE = text('统一社会信用代码', 'Credit code');
const DATE = text('自测日期', 'Date');
const CERTAIN = text('可确定金额', 'Certain');
const CEILING = text('上限额（由部门核定）', 'Ceiling (set by the department)');
const WRONG = text('填写有误', 'not valid');
const NOT_GIVEN = text('未填写', 'not given');
const AWARDS = text('可享受的政策', 'Awards');
const NO_AWARDS = text('按目前填写的资料，没有符合的条款。', 'On what was entered, no clause fits.');
const CLAUSE = text('条款', 'Clause');
const AMOUNT = text('金额', 'Amount');
const STATUS_AND_REASON = text('结论与理由', 'Result and reasons');
const SOURCE = text('出处', 'Source');
const COMPUTED = text('计算', 'Computed');
const EACH_ROUNDED = text('逐笔计算，不足一分舍去', 'each item rounded down to the fen');
const DEDUCTED = text('扣减（已领或超限额）', 'deducted (received or above the limit) ');
const OPEN = text('尚待补充', 'Still open');
const OPEN_MORE = text('下列资料补充后，结果可能改变：', 'The result may change with: ');
const UNASKED = text(
  '未填写；领过的会扣减，结果相应降低：',
  'Not filled in; if there was any, it is deducted: ',
);
const NOT_COUNTED = text('未计入本结果单', 'not counted on this sheet');
const READINGS = text('所依据的条文理解', 'Readings of the text');
const CLOSING = text(
  '本结果单由申报主体按自填资料自行测算，非认定决定，不作为兑付依据；各部门的资金管理办法可能另有规定，最终以主管部门认定为准。',
  'Computed by the applicant from its own entries. Self-check, not a decision, and no ground for payment; the departments’ fund rules may narrow it, and the departments decide.',
);
const DIGEST = text('资料摘要值', 'Digest of the dossier');
const VERSIONS = text('政策版本 · 规则版本', 'Policy version · engine version');
