import { determinationChanged } from '../schemas/announcement.ts';
import { type Meaning, meaning, say, totals } from './meaning.ts';

const { data } = determinationChanged.entries;
const [ofAward, ofPersons] = data.entries.awards.item.options;

const award = {
  status: say('状态', 'Its status'),
  amount: say('金额，单位：分', 'Its amount, in fen'),
};

/** What a webhook is sent. */
export const announcementMeanings: readonly Meaning[] = [
  meaning(determinationChanged, {
    specversion: say('CloudEvents 版本', 'Version of CloudEvents'),
    id: say('事件编号，重发不变', 'The same however often the event is sent'),
    type: say('事件种类', 'What kind of event it is'),
    source: say('来源', 'Where it comes from'),
    subject: say('申报编号', 'The submission'),
    time: say('认定时间', 'When it was determined'),
    datacontenttype: say('内容格式', 'Form of the data'),
    data: say('变化内容', 'What changed'),
  }),
  meaning(data, {
    submission: say('申报编号', 'The submission'),
    creditCode: say('统一社会信用代码', 'Unified social credit code'),
    revision: say('认定所依据的版本', 'The revision that was determined'),
    policyVersion: say('政策版本', 'Version of the policy'),
    causes: say('起因', 'What brought it about'),
    total: say('合计，不含与个人有关的奖补', 'Totals, without awards about persons'),
    awards: say('有变化的奖补', 'The awards that changed'),
  }),
  meaning(data.entries.total, { before: say('此前', 'Before'), after: say('此后', 'After') }),
  meaning(data.entries.total.entries.after, totals),
  meaning(ofAward, {
    id: say('条款/对象', 'Clause and scope'),
    clause: say('条款', 'The clause'),
    before: say('此前，null 表示没有', 'Before, null where there was none'),
    after: say('此后，null 表示没有', 'After, null where there is none'),
  }),
  meaning(ofAward.entries.after.wrapped, award),
  meaning(ofPersons, {
    clause: say('条款', 'The clause'),
    personal: say('与个人有关，不通知金额', 'About persons: their amounts are not announced'),
  }),
];
