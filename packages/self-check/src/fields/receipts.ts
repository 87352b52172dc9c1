import type { ListName } from '@twelve/dossier';
import { text } from '../words/text.ts';
import type { Field } from './field.ts';

/**
 * The lists of what was received before. It is never a missing fact, yet it lowers the figures: not asked for in the
 * conversation, but said to be open wherever there is a figure that it could lower.
 */
export const RECEIPTS: readonly ListName[] = ['priorAwards', 'otherAwards'];

/** What was received before: earlier awards under this policy, and money under other policies. */
export const OTHER_AWARD_FIELDS: readonly Field[] = [
  {
    name: 'itemId',
    kind: 'item',
    label: text('哪一事项', 'For which item'),
    hint: text('从已填写的事项中选择', 'one of the items that you have entered'),
  },
  { name: 'amount', kind: 'money', unit: 'yuan', label: text('已获金额', 'Received') },
  { name: 'policy', kind: 'text', label: text('政策名称', 'Policy') },
];

export const PRIOR_AWARD_FIELDS: readonly Field[] = [
  {
    name: 'clause',
    kind: 'clause',
    label: text('条款', 'Clause'),
  },
  {
    name: 'scope',
    kind: 'scope',
    label: text('年度或对象', 'Year or subject'),
    hint: text(
      '这笔奖补是哪一年度、哪个项目或哪项认定的',
      'the year, project or recognition that it was paid for',
    ),
  },
  { name: 'year', kind: 'year', optional: true, label: text('事项所属年度', 'Year of the event') },
  {
    name: 'subjectId',
    kind: 'reference',
    list: 'carriers',
    label: text('孵化器', 'Incubator'),
    // Which clause needs it, the dossier's check knows.
    matters: () => false,
  },
  {
    name: 'lines',
    kind: 'item-lines',
    label: text('已兑付的事项和金额', 'Items paid for'),
  },
];
