import { submissionRoutes } from '../routes/partner.ts';
import {
  accepted,
  caseView,
  pastDetermination,
  payment,
  paymentAccepted,
  quota,
  recalculation,
  registryRecord,
  standings,
  submission,
  submissionItem,
  transfer,
  transferred,
  webhook,
  webhookRequest,
  webhookWithSecret,
} from '../schemas/casework.ts';
import { type Meaning, meaning, say, totals } from './meaning.ts';

const creditCode = say('统一社会信用代码', 'Unified social credit code');
const partner = say('承接的平台', 'The portal that holds the case');

const identity = {
  id: say('申报编号', 'Id of the submission'),
  creditCode,
  revision: say('版本号：每次变化加一，写入 If-Match', 'Rises with every change; what If-Match names'),
  status: say(
    'evaluating 认定中；determined 已认定；failed 认定失败，将自动重试；withdrawn 已撤回',
    'evaluating; determined; failed: tried again by itself; withdrawn',
  ),
};

const listed = {
  ...identity,
  submittedAt: say('提交时间', 'When it was submitted'),
  determinedRevision: say(
    '认定所依据的版本，尚无认定则为 null',
    'The revision that was determined, null where none was',
  ),
};

const view = {
  ...listed,
  dossier: say('申报材料', 'The dossier as it was submitted'),
  withheld: say(
    '未显示的列表；不带它修改即视为放弃',
    'Lists that are not shown; an amendment without them gives them up',
  ),
  determination: say('现行认定结论', 'The determination in force'),
};

const hook = {
  url: say('通知地址（https）', 'Where to announce, an https address'),
  status: say('disabled：对方以410停用', 'disabled: the receiver answered 410'),
  registeredAt: say('登记时间', 'When it was registered'),
};

const place = {
  creditCode,
  project: say('大模型项目编号', 'Id of the model'),
  claimedAt: say('占用时间', 'Time of the claim'),
  paid: say('是否已兑付', 'Whether it was paid'),
};

const page = {
  items: say('本页内容', 'What the page holds'),
  next: say('下一页的游标，最后一页为 null', 'Cursor of the next page, null on the last'),
};

/** What portals and departments read of cases, and what departments send. */
export const caseworkMeanings: readonly Meaning[] = [
  meaning(accepted, identity),
  meaning(submissionItem, listed),
  meaning(submissionRoutes.routes.list.answers[200].body.schema, page),
  meaning(submissionRoutes.routes.determinations.answers[200].body.schema, page),
  meaning(submission, view),
  meaning(caseView, {
    ...view,
    revision: say('版本号：每次变化加一', 'Rises with every change'),
    determinedRevision: say(
      '认定所依据的版本，兑付时写入 If-Match；尚无认定则为 null',
      'The revision that was determined; what If-Match of a payment names; null where none was',
    ),
    partner,
    registry: say('登记的官方事实', 'Official facts'),
    standings: say('凭证与名额的占用情况', 'How the case stands as to documents and places'),
    paid: say('已兑付的奖补', 'What was paid'),
  }),
  meaning(standings, {
    contested: say('凭证为他人占用的事项', 'Items whose documents another applicant holds'),
    places: say('各大模型的名额', 'Whether each model holds a place or waits'),
  }),
  meaning(standings.entries.contested.item, {
    item: say('事项', 'The item'),
    document: say('凭证', 'The document'),
  }),
  meaning(caseView.entries.paid.item, {
    award: say('奖补', 'The award'),
    amount: say('金额，单位：分', 'Amount, in fen'),
    at: say('兑付时间', 'When it was paid'),
  }),
  meaning(pastDetermination, {
    revision: say('认定所依据的版本', 'The revision that was determined'),
    determinedAt: say('认定时间', 'When it was determined'),
    causes: say('起因', 'What brought it about'),
    determination: say('认定结论', 'The determination'),
  }),
  meaning(pastDetermination.entries.causes.item, {
    kind: say('种类', 'What happened'),
    at: say('时间', 'When'),
    subject: say('所涉凭证、名额或重新认定', 'The document, quota or recalculation concerned'),
  }),
  meaning(registryRecord, {
    creditCode,
    version: say('登记版本', 'Version of the record'),
    facts: say('官方事实，撤回后为 null', 'The official facts, null once taken back'),
  }),
  meaning(payment, {
    awards: say('要兑付的奖补，如 2.1/2024', 'The awards to be paid, such as 2.1/2024'),
  }),
  meaning(paymentAccepted, {
    creditCode,
    revision: identity.revision,
    awards: say('已登记兑付的奖补', 'The awards recorded as paid'),
  }),
  meaning(transfer, { partner: say('接手的平台', 'The portal that takes the case over') }),
  meaning(transferred, { creditCode, revision: identity.revision, partner }),
  meaning(quota, {
    clause: say('条款', 'The clause'),
    year: say('名额年度', 'Year of the quota'),
    places: say('全市名额数', 'Places of the whole city'),
    holders: say('持有名额者', 'Who has a place'),
    waiting: say('候补者，先到者在前', 'Who waits, the first claim first'),
  }),
  meaning(quota.entries.holders.item, place),
  meaning(recalculation, {
    id: say('编号', 'Its id'),
    status: say('进行中或已完成', 'Running or finished'),
    policyVersion: say('政策版本', 'Version of the policy'),
    startedAt: say('开始时间', 'When it started'),
    finishedAt: say('完成时间', 'When it finished'),
    cases: say('案卷数', 'Cases looked at'),
    raised: say('需重新认定的案卷数', 'Cases to be determined anew'),
    determined: say('已重新认定的案卷数', 'Cases determined anew'),
    failed: say('认定失败的案卷数', 'Cases that failed'),
    changes: say('结果有变的案卷', 'Cases whose awards changed'),
    next: page.next,
  }),
  meaning(recalculation.entries.changes.item, {
    creditCode,
    before: say('此前合计', 'Totals before'),
    after: say('此后合计', 'Totals after'),
  }),
  meaning(recalculation.entries.changes.item.entries.before, totals),
  meaning(recalculation.entries.changes.item.entries.after, totals),
  meaning(webhookRequest, { url: hook.url }),
  meaning(webhook, hook),
  meaning(webhookWithSecret, {
    ...hook,
    secret: say('签名密钥，只显示这一次', 'Signs the announcements; shown this once'),
  }),
];
