import { computed } from '@preact/signals';
import { expenditureItem } from '@twelve/dossier';
import { labels, language, say } from '../../state/preferences.ts';
import { hashOf } from '../../state/route.ts';
import { evaluation } from '../../state/store.ts';
import { obstacles } from '../../state/totals.ts';
import { counted, listed, text } from '../../words/text.ts';

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
      <p>{say(CHECK)}</p>
      <p class="links">
        <a href={hashOf({ view: 'edit', fact: 'expenditures' })}>{say(CHANGE)}</a>
      </p>
    </aside>
  );
}

const SHOWN = 5;
const AND_MORE = text('等', ' and more');
const CHECK = text(
  '请核对类别是否正确、是否选了所用于的项目或平台、项目资料是否填对；研发平台的新购设备和经认定购买的人工智能产品须勾选。',
  'Is the kind right, was the project or platform chosen that it served, is the project described rightly? New equipment of an R&D platform and recognised purchases of AI products have a box to tick.',
);
const CHANGE = text('查看和修改支出', 'See and change the expenditures');
