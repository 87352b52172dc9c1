import { computed } from '@preact/signals';
import { expenditureItem } from '@twelve/dossier';
import { labels, language, say } from '../../state/preferences.ts';
import { hashOf } from '../../state/route.ts';
import { evaluation, policy } from '../../state/store.ts';
import { obstacles } from '../../state/totals.ts';
import { counted, listed, type Text, text } from '../../words/text.ts';

/** Expenditures that no condition and no line of any clause speaks of, by item key. */
const idle = computed((): readonly string[] => {
  const { determination, dossier } = evaluation.value ?? {};
  // Where nothing fits at all, it is no use to look at single entries.
  if (obstacles.value.length > 0) return [];
  const spokenOf = new Set(
    (determination?.measures ?? [])
      .flatMap(({ clauses }) => clauses)
      .flatMap(({ lines, conditions }) => [
        ...lines.map(({ item }) => item),
        ...conditions.flatMap(({ facts }) => facts),
      ]),
  );
  return (dossier?.expenditures ?? [])
    .map(({ id }) => expenditureItem(id))
    .filter((item) => !spokenOf.has(item));
});

/** Money spent that brings nothing without a word: mostly a project was not chosen, or a box not ticked. */
export function IdleExpenditures() {
  const count = idle.value.length;
  if (count === 0) return null;
  const few = listed(idle.value.slice(0, SHOWN).map(labels.value.item), language.value);
  const outside = outsideThePeriod(idle.value);
  return (
    <aside class="note">
      <p>
        <strong>
          {say({
            zh: `有 ${count} 笔支出目前没有任何条款可用`,
            en: `No clause takes up ${counted(count, 'expenditure')}`,
          })}
        </strong>
      </p>
      <p>{`${few}${count > SHOWN ? say(AND_MORE) : ''}`}</p>
      {outside > 0 && <p>{say(outsideText(outside, count))}</p>}
      {outside < count && <p>{say(CHECK)}</p>}
      <p class="links">
        <a href={hashOf({ view: 'edit', fact: 'expenditures' })}>{say(CHANGE)}</a>
      </p>
    </aside>
  );
}

/** How many of these expenditures bear a day before or after the policy's period: no box to tick helps them. */
function outsideThePeriod(items: readonly string[]): number {
  const { from = '', to = '' } = policy.value ?? {};
  return (evaluation.value?.dossier.expenditures ?? []).filter(
    ({ id, incurredOn }) => items.includes(expenditureItem(id)) && (incurredOn < from || incurredOn > to),
  ).length;
}

function outsideText(outside: number, count: number): Text {
  const { from = '', to = '' } = policy.value ?? {};
  return text(
    `${outside === count ? '' : `其中 ${outside} 笔的`}发票日期不在政策适用期（${from} 至 ${to}）内，不能计入。`,
    `${outside === count ? '' : `${outside} of them: `}the invoice is dated outside the period of the policy (${from} to ${to}) and cannot count.`,
  );
}

const SHOWN = 5;
const AND_MORE = text('等', ' and more');
const CHECK = text(
  '请核对类别是否正确、是否选了所用于的项目或平台、项目资料是否填对；研发平台的新购设备和经认定购买的人工智能产品须勾选。',
  'Is the kind right, was the project or platform chosen that it served, is the project described rightly? New equipment of an R&D platform and recognised purchases of AI products have a box to tick.',
);
const CHANGE = text('查看和修改支出', 'See and change the expenditures');
