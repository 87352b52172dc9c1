/** The headings by which a column of expenditures is known, in Chinese and English. */
const HEADINGS: readonly (readonly [pattern: RegExp, field: string])[] = [
  [/发票号|发票代码|票号|invoice\s*(no|num)/i, 'invoiceNumber'],
  [/日期|时间|date|incurredOn/i, 'incurredOn'],
  [/金额|价税|合计|总价|费用|amount|price|total/i, 'amount'],
  [/类别|性质|类型|种类|nature|kind|type|category/i, 'nature'],
  [/公共.*平台|publicPlatform/i, 'publicPlatformId'],
  [/项目|平台|用途|project/i, 'projectIds'],
  [/新购|newly/i, 'newlyPurchased'],
  [/认定|AI\s*产品|人工智能产品|certified/i, 'certifiedAiProduct'],
];

/** The field of each heading; undefined where it is none of ours. A field is taken once. */
export function columnsOfHeader(header: readonly string[]): readonly (string | undefined)[] {
  const taken = new Set<string>();
  return header.map((heading) => {
    // A cell with a figure in it is content, whatever else it says.
    if (/\d{3}/.test(heading)) return undefined;
    const field = HEADINGS.find(([pattern, name]) => pattern.test(heading) && !taken.has(name))?.[1];
    if (field !== undefined) taken.add(field);
    return field;
  });
}

export const isAmountHeaderInWan = (heading: string): boolean => /万/.test(heading);

/** What people call the kinds of expenditure; the first that fits. */
export const NATURE_WORDS: readonly (readonly [pattern: RegExp, nature: string])[] = [
  [/存储|storage/i, 'data-storage'],
  [/算力|云服务|云计算|租赁|compute|cloud/i, 'compute'],
  [/软件|系统|license|software/i, 'software'],
  [/硬件|设备|服务器|仪器|GPU|hardware|equipment|server/i, 'hardware'],
  [/其他|其它|人员|人工|工资|材料|测试|差旅|other|staff|material/i, 'other'],
];
