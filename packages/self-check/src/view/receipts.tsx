import { say } from '../state/preferences.ts';
import { hashOf } from '../state/route.ts';
import { unansweredReceipts } from '../state/totals.ts';
import { text } from '../words/text.ts';
import { factName } from './words.ts';

/** Money received before is not asked for in the conversation, but at its end and with the result. */
export function Receipts() {
  const unanswered = unansweredReceipts.value;
  if (unanswered.length === 0) return null;
  return (
    <aside class="note">
      <p>{say(RECEIPTS)}</p>
      <p class="links">
        {unanswered.map((list) => (
          <a key={list} href={hashOf({ view: 'edit', fact: list })}>
            {factName(list)}
          </a>
        ))}
      </p>
    </aside>
  );
}

const RECEIPTS = text(
  '如果以前领过本政策或其他政策的资金，请补充填写：已领的会扣减，结果才不会偏高。',
  'If you received money before, under this policy or another, please add it: it is deducted, and the result would be too high without it.',
);
