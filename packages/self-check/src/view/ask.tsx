import type { Text } from '@twelve/dossier';
import { useEffect, useState } from 'preact/hooks';
import { convert } from '../draft/convert.ts';
import { answerOf, rowsOf } from '../draft/draft.ts';
import { isUntouched } from '../draft/to-dossier.ts';
import { isEmpty } from '../fields/field.ts';
import { isListName, specOf } from '../fields/lists.ts';
import { labels, say } from '../state/preferences.ts';
import { applicantFieldOf, isQuestion } from '../state/questions.ts';
import { go, goBack, goInstead, hashOf } from '../state/route.ts';
import { draft, evaluation, mistakes, questions, setApplicant, skip, touch } from '../state/store.ts';
import { counted, text } from '../words/text.ts';
import { focusField } from './form/entry-form.tsx';
import { FieldView, Mistake } from './form/field.tsx';
import { ListEditor } from './form/list-editor.tsx';
import { useHeading } from './heading.ts';
import { Obstacles } from './obstacles.tsx';
import { Receipts } from './receipts.tsx';
import { AT_WORK, useWhenSettled } from './when-settled.ts';
import { atStake, IF_ANY, isReceipt } from './words.ts';

/** The conversation: one question at a time, the one that is worth most first. */
export function AskView({ fact }: { readonly fact: string | undefined }) {
  const next = questions.value[0]?.fact;
  const known = fact !== undefined && isQuestion(fact);
  useEffect(() => {
    if (!known && next !== undefined) goInstead({ view: 'ask', fact: next });
  }, [known, next]);
  if (known) return <Question key={fact} fact={fact} />;
  if (evaluation.value === undefined) return <p class="quiet-note">{say(LOADING)}</p>;
  return next === undefined ? <AllAnswered /> : null;
}

/** One fact out of turn: corrected or added, and back to the entries. An address of none leads there at once. */
export function EditView({ fact }: { readonly fact: string }) {
  const known = isQuestion(fact);
  useEffect(() => {
    if (!known) goInstead({ view: 'data' });
  }, [known]);
  return known ? <Question key={fact} fact={fact} out /> : null;
}

interface QuestionProps {
  readonly fact: string;
  /** Out of turn: what follows is the list of entries, not the next question. */
  readonly out?: boolean;
}

function Question({ fact, out = false }: QuestionProps) {
  const heading = useHeading();
  const [problem, setProblem] = useState<Text | undefined>(undefined);

  const { slow, whenSettled } = useWhenSettled();
  // Whoever comes back to what was skipped goes on with it.
  const [again] = useState(() => isSkipped(fact));

  const goOn = () =>
    whenSettled(() => {
      const wrong = problemWith(fact, out);
      setProblem(wrong);
      if (wrong !== undefined) return;
      if (out) go({ view: 'data' });
      else goToNext(fact, again);
    });
  const leaveOpen = () => {
    skip(fact);
    whenSettled(() => goToNext(fact));
  };
  return (
    <section class="question" data-fact={fact}>
      <p class="eyebrow">
        <Progress fact={fact} />
      </p>
      <h1 id="question" tabIndex={-1} ref={heading}>
        {say(isListName(fact) ? specOf(fact).question : (applicantFieldOf(fact)?.question ?? LOADING))}
      </h1>
      <Body fact={fact} onEnter={goOn} />
      <Obstacles at={fact} />
      {problem !== undefined && (
        <div role="alert">
          <Mistake>{say(problem)}</Mistake>
        </div>
      )}
      <div class="buttons question-buttons">
        <button type="button" class="primary" aria-busy={slow} onClick={goOn}>
          {say(slow ? AT_WORK : out ? DONE : NEXT)}
        </button>
        {!out && (
          <button type="button" class="secondary" onClick={leaveOpen}>
            {say(NOT_NOW)}
          </button>
        )}
        <button type="button" class="quiet" onClick={() => goBack({ view: out ? 'data' : 'start' })}>
          {say(BACK)}
        </button>
      </div>
      <Why fact={fact} />
    </section>
  );
}

function Body({ fact, onEnter }: { readonly fact: string; readonly onEnter: () => void }) {
  if (isListName(fact)) {
    return (
      <>
        <p class="hint" id="question-hint">
          {say(specOf(fact).hint)}
        </p>
        <ListEditor list={fact} labelledBy="question" />
      </>
    );
  }
  const field = applicantFieldOf(fact);
  if (field === undefined) return null;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onEnter();
      }}
    >
      {field.hint !== undefined && (
        <p class="hint" id="question-hint">
          {say(field.hint)}
        </p>
      )}
      <FieldView
        field={field}
        place={fact}
        value={draft.value.applicant[field.name]}
        onValue={(value) => setApplicant(field.name, value)}
        labelledBy="question"
        large
      />
    </form>
  );
}

/** What keeps a question from being answered, in words; undefined where it is. Out of turn, it may be left open. */
function problemWith(fact: string, out: boolean): Text | undefined {
  if (!isListName(fact)) {
    const field = applicantFieldOf(fact);
    if (field === undefined) return undefined;
    touch(fact);
    if (mistakes.value.has(fact)) {
      focusField(fact);
      return CORRECT_FIRST;
    }
    const answered = convert(field, draft.value.applicant[field.name]).kind !== 'nothing';
    return answered || out || field.optional === true ? undefined : ANSWER_FIRST;
  }
  const answer = answerOf(draft.value, fact);
  if (answer === undefined) return out ? undefined : ANSWER_FIRST;
  const rows = rowsOf(draft.value, fact).filter((row) => !isUntouched(fact, row));
  if (answer === 'none') return undefined;
  if (rows.length === 0) return ENTER_ONE;
  const wrong = [...mistakes.value.keys()].filter((place) => place === '' || place.startsWith(`${fact}/`));
  touch(...wrong);
  return wrong.length === 0 ? undefined : CORRECT_ENTRIES;
}

function goToNext(fact: string, withSkipped = false): void {
  const next = questions.value.find(
    (question) => question.fact !== fact && (withSkipped || !isSkipped(question.fact)),
  );
  if (next !== undefined) go({ view: 'ask', fact: next.fact });
  else go({ view: 'result' });
}

const isSkipped = (fact: string): boolean => draft.value.skipped.includes(fact);

/** How many questions are left, and how much hangs on this one. */
function Progress({ fact }: { readonly fact: string }) {
  const left = questions.value.filter((question) => !isSkipped(question.fact)).length;
  const skipped = questions.value.length - left;
  const asked = questions.value.find((question) => question.fact === fact);
  return (
    <>
      <span>
        {left > 0
          ? say({ zh: `还有 ${left} 个问题`, en: `${counted(left, 'question')} left` })
          : skipped > 0
            ? say({ zh: `只剩跳过的 ${skipped} 个问题`, en: `${counted(skipped, 'skipped question')} left` })
            : say(NO_MORE)}
      </span>
      <span class="worth">
        {asked !== undefined
          ? say({ zh: `关系到 ${atStake(asked)}`, en: `decides ${atStake(asked)}` })
          : say(isAnswered(fact) ? ANSWERED : isReceipt(fact) ? IF_ANY : NO_EFFECT)}
      </span>
    </>
  );
}

const isAnswered = (fact: string): boolean =>
  isListName(fact)
    ? answerOf(draft.value, fact) !== undefined
    : !isEmpty(draft.value.applicant[applicantFieldOf(fact)?.name ?? '']);

function Why({ fact }: { readonly fact: string }) {
  const asked = questions.value.find((question) => question.fact === fact);
  if (asked === undefined) return null;
  return (
    <details class="why">
      <summary>{say(WHY)}</summary>
      <p class="hint">{say(BECAUSE)}</p>
      <ul>
        {asked.clauses.map((id) => {
          const clause = labels.value.clause(id);
          return clause === undefined ? null : (
            <li key={id}>
              <strong>{say(clause.title)}</strong>
              <span class="hint">{say(clause.pays)}</span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function AllAnswered() {
  const heading = useHeading();
  return (
    <section class="question">
      <h1 tabIndex={-1} ref={heading}>
        {say(ALL_ANSWERED)}
      </h1>
      <Obstacles />
      <p>{say(ALL_ANSWERED_MORE)}</p>
      <Receipts />
      <div class="buttons">
        <a class="button primary" href={hashOf({ view: 'result' })}>
          {say(SEE_RESULT)}
        </a>
        <a class="button secondary" href={hashOf({ view: 'data' })}>
          {say(SEE_DATA)}
        </a>
      </div>
    </section>
  );
}

const LOADING = text('正在准备……', 'One moment …');
const NEXT = text('下一步', 'Next');
const DONE = text('保存并返回', 'Save and go back');
const ANSWERED = text('已回答，可以修改', 'Answered: can be changed');
const NOT_NOW = text('暂不清楚，先跳过', 'Not sure, skip for now');
const BACK = text('上一步', 'Back');
const NO_MORE = text('没有待答的问题了', 'No open questions');
const NO_EFFECT = text('目前不影响结果，可不填', 'Does not matter at present');

const WHY = text('为什么问这个？', 'Why is this asked?');
const BECAUSE = text('答案关系到下列条款：', 'These clauses hang on it:');
const ANSWER_FIRST = text(
  '请先回答，或点“暂不清楚，先跳过”',
  'Please answer, or choose "Not sure, skip for now"',
);
const ENTER_ONE = text('请至少填写一条，或选择没有', 'Enter at least one, or choose none');
const CORRECT_FIRST = text('请先更正上面标出的内容', 'Please correct what is marked above');
const CORRECT_ENTRIES = text(
  '有内容需要更正（已标出）；未更正的条目暂不计入结果',
  'Some entries need correcting (marked); until then they do not count',
);
const ALL_ANSWERED = text('有影响的问题都已回答', 'Everything that matters is answered');
const ALL_ANSWERED_MORE = text(
  '其余问题不会改变结果，不再询问。可以查看结果，或随时修改已填的资料。',
  'Nothing else would change the result. See the result, or change what you entered at any time.',
);
const SEE_RESULT = text('查看结果', 'See the result');
const SEE_DATA = text('查看已填资料', 'See what you entered');
