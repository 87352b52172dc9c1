import { wan } from '@twelve/dossier';
import type { Parameter, Row, Unit } from '../kernel/index.ts';

/**
 * Every figure of the policy, with the day from which it holds and the article it comes from. A change is a new row
 * below the old one.
 */
const SINCE = '2023-01-01';

/* @__NO_SIDE_EFFECTS__ */
const figure = (
  id: string,
  unit: Unit,
  value: number,
  source: string,
  zh: string,
  en: string,
): Parameter => ({
  id,
  unit,
  text: { zh, en },
  rows: [{ from: SINCE, value, source }],
});

/** A figure in 万元; the rules have it in fen. */
/* @__NO_SIDE_EFFECTS__ */
const sum = (id: string, tenThousandYuan: number, source: string, zh: string, en: string): Parameter =>
  figure(id, 'fen', wan(tenThousandYuan), source, zh, en);

/* @__NO_SIDE_EFFECTS__ */
const codes = (id: string, value: readonly string[], source: string, zh: string, en: string) =>
  ({
    id,
    unit: 'codes',
    text: { zh, en },
    rows: [{ from: SINCE, value, source } satisfies Row<readonly string[]>],
  }) satisfies Parameter<readonly string[]>;

export const urbanDivisions = codes(
  'G1-divisions',
  ['330701', '330702', '330703'],
  'Suppl. 1',
  '金华市区的行政区划代码',
  'division codes of urban Jinhua',
);
export const countyDivisions = codes(
  'G1-counties',
  ['330723', '330726', '330727', '330781', '330782', '330783', '330784'],
  'Suppl. 4',
  '可参照执行的县（市）',
  'counties that may apply the policy by reference',
);

export const m01 = {
  hardwarePercent: figure(
    '1.1-hardware-percent',
    'percent',
    25,
    'Art. 1',
    '硬件投资补助比例',
    'rate on hardware',
  ),
  softwarePercent: figure(
    '1.1-software-percent',
    'percent',
    20,
    'Art. 1',
    '软件投资补助比例',
    'rate on software',
  ),
  limitFen: sum('1.1-limit', 1000, 'Art. 1', '最高补助', 'ceiling'),
};

export const m02 = {
  floorFen: sum('2.1-floor', 100, 'Art. 2 cl. 1', '年研发投入门槛', "floor of the year's R&D spend"),
  percent: figure('2.1-percent', 'percent', 15, 'Art. 2 cl. 1', '研发投入补助比例', 'rate on R&D spend'),
  equipmentPercent: figure(
    '2.2-percent',
    'percent',
    50,
    'Art. 2 cl. 2',
    '新购研发设备补助比例',
    'rate on new equipment',
  ),
  platformLimitFen: sum('2.2-limit', 3000, 'Art. 2 cl. 2', '单个平台最高补助', 'ceiling per platform'),
};

export const m03 = {
  percent: figure('3.1-percent', 'percent', 50, 'Art. 3', '算力成本补助比例', 'rate on compute cost'),
  limitFen: sum('3.1-limit', 2000, 'Art. 3', '单个大模型最高补助', 'ceiling per model'),
  parameters: figure(
    '3.1-parameters',
    'count',
    1_000_000_000,
    'Art. 3',
    '参数量下限',
    'least number of parameters',
  ),
  scenarios: figure('3.1-scenarios', 'count', 4, 'Art. 3', '典型应用场景数下限', 'least number of scenarios'),
  placesAYear: figure('3.1-places', 'count', 2, 'Art. 3', '全市每年名额', 'places a year in the whole city'),
};

export const m04 = {
  percent: figure('4.1-percent', 'percent', 10, 'Art. 4 cl. 1', '叠加补助比例', 'rate on top of 2.1'),
  platformFen: sum('4.2-sum', 1000, 'Art. 4 cl. 2', '国家级平台奖励', 'award for a national platform'),
};

export const m06 = {
  years: figure('6.1-years', 'count', 10, 'Art. 6 cl. 1', '奖励年数', 'years of the award'),
  fullYears: figure('6.1-full-years', 'count', 3, 'Art. 6 cl. 1', '全额奖励年数', 'years at the full rate'),
  fullPercent: figure(
    '6.1-full-percent',
    'percent',
    100,
    'Art. 6 cl. 1',
    '前三年奖励比例',
    'rate of the first years',
  ),
  laterPercent: figure(
    '6.1-later-percent',
    'percent',
    50,
    'Art. 6 cl. 1',
    '后七年奖励比例',
    'rate of the later years',
  ),
  capitalFloorFen: sum(
    '6.2-floor',
    2000,
    'Art. 6 cl. 2',
    '注册及实到资本门槛',
    'floor of registered and paid-in capital',
  ),
  capitalPercent: figure(
    '6.2-percent',
    'percent',
    5,
    'Art. 6 cl. 2',
    '实缴资本奖励比例',
    'rate on paid-in capital',
  ),
  capitalLimitFen: sum('6.2-limit', 500, 'Art. 6 cl. 2', '最高奖励', 'ceiling'),
  fundPercent: figure(
    '6.3-percent',
    'percent',
    10,
    'Art. 6 cl. 3',
    '基金投资支持比例',
    "rate on the funds' investment",
  ),
  fundLimitFen: sum('6.3-limit', 1000, 'Art. 6 cl. 3', '最高支持', 'ceiling'),
};

/* @__NO_SIDE_EFFECTS__ */
const tier = (clause: '7.2' | '7.3', n: number, boundWan: number, sumWan: number) => ({
  boundFen: sum(`${clause}-bound-${n}`, boundWan, 'Art. 7 cl. 2', `第${n}档营业收入`, `revenue of tier ${n}`),
  sumFen: sum(`${clause}-sum-${n}`, sumWan, 'Art. 7 cl. 2', `第${n}档奖励`, `award of tier ${n}`),
});

export const m07 = {
  srdiFen: sum('7.1-limit', 50, 'Art. 7 cl. 1', '最高奖励', 'ceiling'),
  softwarePercent: figure(
    '7.2-share',
    'percent',
    60,
    'Art. 7 cl. 2',
    '软件收入占比下限',
    'least share of software revenue',
  ),
  softwareTiers: [tier('7.2', 1, 1000, 100), tier('7.2', 2, 2000, 200), tier('7.2', 3, 5000, 500)],
  servicesTiers: [tier('7.3', 1, 10_000, 100), tier('7.3', 2, 30_000, 300), tier('7.3', 3, 50_000, 500)],
} as const;

export const m08 = {
  applicationNationalFen: sum('8.1-national', 100, 'Art. 8 cl. 1', '国家级奖励', 'national level'),
  applicationProvincialFen: sum('8.1-provincial', 50, 'Art. 8 cl. 1', '省级奖励', 'provincial level'),
  firstNationalFen: sum('8.2-national', 100, 'Art. 8 cl. 2', '国内首创补贴', 'first in China'),
  firstProvincialFen: sum('8.2-provincial', 50, 'Art. 8 cl. 2', '省内首创补贴', 'first in the province'),
  purchasePercent: figure(
    '8.3-percent',
    'percent',
    30,
    'Art. 8 cl. 3',
    '交易额补助比例',
    'rate on the transaction',
  ),
  purchaseLimitFen: sum('8.3-limit', 100, 'Art. 8 cl. 3', '最高补助', 'ceiling'),
};

export const m09 = {
  providerPercent: figure(
    '9.1a-percent',
    'percent',
    15,
    'Art. 9 cl. 1',
    '服务收入补助比例',
    'rate on service revenue',
  ),
  providerLimitFen: sum('9.1a-limit', 300, 'Art. 9 cl. 1', '年度最高补助', 'ceiling a year'),
  userPercent: figure('9.1b-percent', 'percent', 15, 'Art. 9 cl. 1', '支付费用补助比例', 'rate on fees'),
  userLimitFen: sum('9.1b-limit', 50, 'Art. 9 cl. 1', '年度最高补助', 'ceiling a year'),
  nationalFen: sum('9.2-national', 200, 'Art. 9 cl. 2', '工信部认定奖励', 'recognised by the ministry'),
  provincialFen: sum('9.2-provincial', 50, 'Art. 9 cl. 2', '省级认定奖励', 'recognised by the province'),
};

export const m10 = {
  tenants: figure(
    '10.1-tenants',
    'count',
    20,
    'Art. 10 cl. 1',
    '入园企业数下限',
    'least number of resident companies',
  ),
  aiPercent: figure(
    '10.1-share',
    'percent',
    60,
    'Art. 10 cl. 1',
    '人工智能企业占比下限',
    'least share of AI companies',
  ),
  carrierFen: sum('10.1-sum', 100, 'Art. 10 cl. 1', '一次性奖励', 'one-time award'),
  nationalFen: sum('10.2-national', 200, 'Art. 10 cl. 2', '国家级补助', 'national level'),
  provincialFen: sum('10.2-provincial', 100, 'Art. 10 cl. 2', '省级补助', 'provincial level'),
  municipalFen: sum('10.2-municipal', 50, 'Art. 10 cl. 2', '市级补助', 'municipal level'),
  incubatorLimitFen: sum(
    '10.2-limit',
    200,
    'Art. 10 cl. 2',
    '每家孵化器累计最高',
    'ceiling per incubator, over its life',
  ),
};

export const m11 = {
  firstFloorFen: sum('11.2-floor-1', 40, 'Art. 11 cl. 2', '年薪第一档', 'salary of the first bracket'),
  firstPercent: figure(
    '11.2-percent-1',
    'percent',
    3,
    'Art. 11 cl. 2',
    '第一档比例',
    'rate of the first bracket',
  ),
  secondFloorFen: sum('11.2-floor-2', 50, 'Art. 11 cl. 2', '年薪第二档', 'salary of the second bracket'),
  secondPercent: figure(
    '11.2-percent-2',
    'percent',
    4,
    'Art. 11 cl. 2',
    '第二档比例',
    'rate of the second bracket',
  ),
};
