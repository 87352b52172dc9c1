import type { Text } from '@twelve/dossier';
import type { Reason, ResolvedAward } from './types.ts';

/**
 * What a reason says to a reader of the award that it is given for. `by` is named where it is an award; names of policies and numbers of documents are
 * the applicant's own words, and stand beside the text only.
 */
export function reasonText({ rule, by, items }: Reason, { lines }: Pick<ResolvedAward, 'lines'>): Text {
  switch (rule) {
    case 'X1':
      return by === null
        ? {
            zh: '就高（I-Xa）：计入这些项目会占用最高限额而使总额降低，故不计入',
            en: 'the higher applies (I-Xa): these items would use up the limit and lower the total, so they are left out',
          }
        : {
            zh: `就高（I-Xa）：这些项目归入${by}时总额最高，同一项目不重复奖补`,
            en: `the higher applies (I-Xa): the total is highest with these items under ${by}; no item is paid twice`,
          };
    case 'X2':
      return {
        zh: `叠加部分以第2条第1款为基础，这些项目已归入${by ?? '其他条款'}`,
        en: `this adds to 2.1 only where the item is paid under 2.1; these items are under ${by ?? 'another clause'}`,
      };
    case 'X3':
      return {
        zh: `同一企业只能享受一类政策，已适用${by ?? ''}`,
        en: `one enterprise enjoys one of the two classes, for good: here ${by ?? 'the other'}`,
      };
    case 'X4':
      // The lower is not paid; from the lines of the higher, what the lower was paid before is deducted.
      return lines.some(({ item }) => items.includes(item))
        ? {
            zh: `同一载体同一年度就高不重复，${by ?? ''}此前已兑付的金额予以扣减`,
            en: `for one carrier and year the higher applies, once: what ${by ?? 'the other'} was paid before is deducted`,
          }
        : {
            zh: `同一载体同一年度就高不重复，适用${by ?? ''}`,
            en: `for one carrier and year the higher applies, once: here ${by ?? 'the other'}`,
          };
    case 'X5':
      return {
        zh: `与${by ?? '其他奖补'}合用同一最高限额，余额不足`,
        en: `shares one limit with ${by ?? 'other awards'}, which leaves less of it than this would bring`,
      };
    case 'X6':
      return {
        zh: '全市当年名额已满，列入候补；名额空出后自动递补',
        en: "the city's places of this year are taken: on the waiting list, moving up when a place falls free",
      };
    case 'X7':
      return {
        zh: `此前已兑付（${by ?? ''}），已兑付的不再重复，最高限额与一次性资格相应扣减`,
        en: `paid before (${by ?? ''}): what was paid is not paid again and uses up limits and once-only rights`,
      };
    case 'X8':
      return {
        zh: '所依据的发票或证书已由其他申报主体在先申报，暂不兑付',
        en: "the invoice or certificate is held by another applicant's earlier claim and is not paid here",
      };
    case 'X9':
      return {
        zh: '已从其他政策获得的资金予以扣减，至多按较高标准补足差额（I-Xc）',
        en: 'money received under another policy is deducted: at most topped up to the higher standard (I-Xc)',
      };
    default:
      return { zh: `依据${rule}`, en: `by rule ${rule}` };
  }
}
