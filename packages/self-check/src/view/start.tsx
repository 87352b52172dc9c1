import { isBlank } from '../draft/draft.ts';
import { SAMPLES, type Sample } from '../samples.ts';
import { language, say } from '../state/preferences.ts';
import { go, hashOf } from '../state/route.ts';
import { draft, policy, replaceDraft } from '../state/store.ts';
import { labelled, text } from '../words/text.ts';
import { ImportButton } from './files.tsx';
import { useHeading } from './heading.ts';
import { useReplacing } from './replacing.tsx';

/** The first screen: what this is, what it is not, and how to begin. */
export function StartView() {
  const begun = !isBlank(draft.value);
  // Where a visit begins, the focus stays where the browser has it: its first Tab leads to the top of the page.
  const heading = useHeading('if-lost');
  const { question, replacing } = useReplacing();
  return (
    <section class="start">
      <h1 tabIndex={-1} ref={heading}>
        {say(TITLE)}
      </h1>
      <p class="lead">{say(LEAD)}</p>
      <div class="buttons">
        <a class="button primary" href={hashOf({ view: 'ask', fact: undefined })}>
          {say(begun ? GO_ON : BEGIN)}
        </a>
        <ImportButton />
      </div>
      {begun && <p class="hint">{say(KEPT)}</p>}
      <ul class="promises">
        {PROMISES.map(({ title, more }) => (
          <li key={title.zh}>
            <strong>{say(title)}</strong>
            <span>{say(more)}</span>
          </li>
        ))}
      </ul>
      <section class="samples">
        <h2>{say(SAMPLES_TITLE)}</h2>
        <p class="hint">{say(INVENTED)}</p>
        <div class="cards">
          {SAMPLES.map((sample) => (
            <button
              type="button"
              class="card card-button"
              key={sample.title.zh}
              onClick={() => replacing(() => open(sample))}
            >
              <span class="card-text">
                {say(sample.title)}
                <span class="card-hint">{say(sample.about)}</span>
              </span>
            </button>
          ))}
        </div>
        {question}
      </section>
      <TheTwelve />
      {policy.value !== undefined && (
        <p class="hint">
          {say({
            zh: `依据：《${policy.value.title.zh}》，版本 ${policy.value.version}，适用期 ${policy.value.from} 至 ${policy.value.to}。`,
            en: `Based on: ${policy.value.title.en}, version ${policy.value.version}, in force ${policy.value.from} to ${policy.value.to}.`,
          })}
        </p>
      )}
    </section>
  );
}

function open(sample: Sample): void {
  replaceDraft(sample.draft(), SAMPLE_LOADED);
  go({ view: 'result' });
}

/** What there is to be had, for those who want to read first. */
function TheTwelve() {
  const measures = policy.value?.measures ?? [];
  if (measures.length === 0) return null;
  return (
    <details class="twelve">
      <summary>{say(TWELVE)}</summary>
      <ol>
        {measures.map(({ measure, title, clauses }) => (
          <li key={measure}>
            <span class="measure-number">{measure}</span>
            <div>
              <strong>{say(title)}</strong>
              <ul>
                {clauses.map(({ clause, title: name, pays }) => (
                  <li key={clause}>{labelled(say(name), say(pays), language.value)}</li>
                ))}
              </ul>
            </div>
          </li>
        ))}
      </ol>
    </details>
  );
}

const TWELVE = text('十二条政策措施一览', 'The twelve measures at a glance');
const TITLE = text(
  '测一测，贵单位能享受哪些人工智能产业政策',
  'What may your organisation have from the AI industry policy?',
);
const LEAD = text(
  '回答几个问题，边答边看：十二条政策措施中哪些符合、能得多少、为什么、还差什么。',
  'Answer a few questions and see, as you go: which of the twelve measures fit, how much they may bring, why, and what is missing.',
);
const BEGIN = text('开始自测', 'Start');
const GO_ON = text('继续自测', 'Continue');
const KEPT = text('已找到本机保存的资料，可以接着填。', 'What you entered before is still on this device.');
const SAMPLE_LOADED = text('已打开示例资料', 'The example is open');
const PROMISES = [
  {
    title: text('无需注册', 'No account'),
    more: text('打开就用，几分钟完成。', 'Open it and begin; it takes minutes.'),
  },
  {
    title: text('资料不离开本机', 'Nothing leaves this device'),
    more: text('测算在浏览器内完成，断网也能用。', 'The rules run in your browser, offline too.'),
  },
  {
    title: text('每一步都有依据', 'Every step has its source'),
    more: text('条件、金额、条文出处逐项列明。', 'Conditions, amounts and articles, one by one.'),
  },
  {
    title: text('自测结果，非认定决定', 'A self-check, not a decision'),
    more: text('最终以主管部门认定为准。', 'The departments decide.'),
  },
];
const SAMPLES_TITLE = text('先看看示例', 'Look at an example');
const INVENTED = text(
  '示例单位均为虚构，打开就能看到测算结果。',
  'The organisations are invented; opening one shows what the page works out.',
);
