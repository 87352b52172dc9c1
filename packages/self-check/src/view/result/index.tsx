import type { Outcome } from '@twelve/measures';
import { say } from '../../state/preferences.ts';
import { hashOf } from '../../state/route.ts';
import { evaluation, policy, questions } from '../../state/store.ts';
import { counted, text } from '../../words/text.ts';
import { ExportResultButton } from '../files.tsx';
import { Gradually } from '../gradually.tsx';
import { useHeading } from '../heading.ts';
import { Obstacles } from '../obstacles.tsx';
import { Receipts } from '../receipts.tsx';
import { UnitSwitch } from '../summary.tsx';
import { atStake, factName, unprovenText } from '../words.ts';
import { MeasureBars } from './bars.tsx';
import { Floors } from './floors.tsx';
import { IdleExpenditures } from './idle.tsx';
import { MeasureCard } from './measure.tsx';
import { Overlaps } from './overlap.tsx';

/** What came out: pictures first, then every measure down to its conditions. */
export function ResultView() {
  const heading = useHeading();
  const unproven = unprovenText();
  return (
    <section class="result">
      <h1 tabIndex={-1} ref={heading}>
        {say(TITLE)}
      </h1>
      <p class="stamp">{say(NOT_A_DECISION)}</p>
      <Obstacles />
      {unproven !== undefined && <p class="note">{unproven}</p>}
      <div class="buttons no-print">
        <a class="button secondary" href={hashOf({ view: 'sheet' })}>
          {say(SHEET)}
        </a>
        <ExportResultButton />
        <UnitSwitch />
      </div>
      <Gradually parts={PARTS} />
    </section>
  );
}

const PARTS = [
  ...[OpenQuestions, MeasureBars, Overlaps, Floors, IdleExpenditures, Receipts].map((Part) => () => <Part />),
  () => <h2>{say(MEASURES)}</h2>,
  ...(['eligible', 'undetermined', 'ineligible'] as const).map((outcome) => () => (
    <MeasureGroup outcome={outcome} />
  )),
];

function MeasureGroup({ outcome }: { readonly outcome: Outcome }) {
  const checks = (evaluation.value?.determination.measures ?? []).filter(
    (check) => check.outcome === outcome,
  );
  if (checks.length === 0) return null;
  return (
    <section class="measure-group">
      <h3>{say(GROUPS[outcome](checks.length))}</h3>
      {checks.map((check) => {
        const entry = policy.value?.measures.find(({ measure }) => measure === check.measure);
        return entry === undefined ? null : <MeasureCard key={check.measure} check={check} entry={entry} />;
      })}
    </section>
  );
}

const GROUPS = {
  eligible: (count: number) => text(`符合条件的措施（${count}）`, `Measures that fit (${count})`),
  undetermined: (count: number) => text(`还需补充资料的措施（${count}）`, `Measures still open (${count})`),
  ineligible: (count: number) => text(`不符合的措施（${count}）`, `Measures that do not fit (${count})`),
} as const;

/** What is still open, the most valuable first; each leads to its question. */
function OpenQuestions() {
  const open = questions.value;
  if (open.length === 0) return null;
  return (
    <section class="open-questions">
      <h2>
        {say({
          zh: `还有 ${open.length} 个问题会影响结果`,
          en: `${counted(open.length, 'open question')} that would change the result`,
        })}
      </h2>
      <ul class="open-links">
        {open.map((question) => (
          <li key={question.fact}>
            <a href={hashOf({ view: 'ask', fact: question.fact })}>{factName(question.fact)}</a>
            <span class="hint">{atStake(question)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const TITLE = text('自测结果', 'Result of the self-check');
const NOT_A_DECISION = text(
  '自测结果，非认定决定。各部门的资金管理办法可能另有规定，最终以主管部门认定为准。',
  "Self-check, not a decision. The departments' own fund rules may narrow it, and the departments decide.",
);
const SHEET = text('结果单（可打印）', 'Result sheet (to print)');
const MEASURES = text('十二条措施逐项说明', 'The twelve measures, one by one');
