/**
 * The headings by which a column of expenditures is known, in Chinese and English: what says it best comes first, so
 * that it has the column whatever stands to the left of it. The day that counts is the invoice's.
 */
const HEADINGS: readonly (readonly [pattern: RegExp, field: string])[] = [
  [/发票号|票号|invoice\s*(no|num)/i, 'invoiceNumber'],
  [/(发票|开票|invoice).*(日期|时间|date)/i, 'incurredOn'],
  [/日期|时间|date|incurredOn/i, 'incurredOn'],
  [/类别|性质|种类|nature|category/i, 'nature'],
  [/^(?!.*(发票|invoice)).*(类型|type|kind)/i, 'nature'],
  [/金额|价税|合计|总价|amount|total/i, 'amount'],
  [/费用|^(?!.*unit).*price/i, 'amount'],
  [/公共.*平台|publicPlatform/i, 'publicPlatformId'],
  [/^(?!.*费用项目).*项目|平台|用途|project/i, 'projectIds'],
  [/新购|newly/i, 'newlyPurchased'],
  [/认定|AI\s*产品|人工智能产品|certified/i, 'certifiedAiProduct'],
];

/** The field of each heading; undefined where it is none of ours. A field is taken once. */
export function columnsOfHeader(header: readonly string[]): readonly (string | undefined)[] {
  const columns: (string | undefined)[] = header.map(() => undefined);
  for (const [pattern, field] of HEADINGS) {
    if (columns.includes(field)) continue;
    const place = header.findIndex(
      (heading, column) => columns[column] === undefined && isHeading(heading) && pattern.test(heading),
    );
    if (place >= 0) columns[place] = field;
  }
  return columns;
}

/** A cell with a figure in it, or with something behind a colon, is content, whatever else it says. */
const isHeading = (cell: string): boolean =>
  !/\d{3}/.test(cell) && !/[:：]\s*\S/.test(cell.replace(/[（(].*?[)）]/g, ''));

/** Whether amounts are in 万元: as their heading says, else as it is written above the table. */
export const isInWan = (heading: string, above: readonly string[]): boolean =>
  /[万元]/.test(heading)
    ? /万/.test(heading)
    : above.some((cell) => /单位\s*[:：]?\s*(人民币)?\s*万元|[（(]\s*(人民币)?万元\s*[)）]/.test(cell));

/** What people call the kinds of expenditure; the first that fits. */
export const NATURE_WORDS: readonly (readonly [pattern: RegExp, nature: string])[] = [
  [/存储|storage/i, 'data-storage'],
  [/算力|云服务|云计算|租赁|compute|cloud/i, 'compute'],
  [/软件|系统|license|software/i, 'software'],
  [/硬件|设备|服务器|仪器|GPU|hardware|equipment|server/i, 'hardware'],
  [/其他|其它|人员|人工|工资|材料|测试|差旅|other|staff|material/i, 'other'],
];
