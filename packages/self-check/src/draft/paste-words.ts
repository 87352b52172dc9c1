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
  [/^(?!.*(贷方|credit)).*(金额|价税|合计|总价|amount|total)/i, 'amount'],
  [/借方|发生额/, 'amount'],
  [/费用|^(?!.*unit).*price/i, 'amount'],
  [/公共.*平台|publicPlatform/i, 'publicPlatformId'],
  [/^(?!.*(费用项目|状态|编号|编码|代码|status|code|id)).*(项目|平台|用途|project)/i, 'projectIds'],
  [/^(?!.*费用项目).*项目|平台|用途|project/i, 'projectIds'],
  [/新购|newly/i, 'newlyPurchased'],
  [/认定|AI\s*产品|人工智能产品|certified/i, 'certifiedAiProduct'],
];

/**
 * The field of each heading; undefined where it is none of ours. A field is taken once, but for the invoice's number:
 * paper and digital invoices have a column each.
 */
export function columnsOfHeader(header: readonly string[]): readonly (string | undefined)[] {
  const columns: (string | undefined)[] = header.map(() => undefined);
  for (const [pattern, field] of HEADINGS) {
    header.forEach((heading, column) => {
      const isTaken = columns.includes(field) && field !== 'invoiceNumber';
      if (columns[column] === undefined && !isTaken && isHeading(heading) && pattern.test(heading))
        columns[column] = field;
    });
  }
  return columns;
}

/** A cell with a figure in it, or with something behind a colon, is content, whatever else it says. */
const isHeading = (cell: string): boolean =>
  !/\d{3}/.test(cell.replace(IN_ENGLISH, '')) && !/[:：]\s*\S/.test(cell.replace(/[（(].*?[)）]/g, ''));

/** What amounts are counted in besides 元: as their heading says, else as it is written above the table. Else ''. */
export function multipleOf(heading: string, above: readonly string[]): string {
  const plain = heading.replace(/\s/g, '');
  if (/[万元]|[千亿][)）]?$/.test(plain)) return MULTIPLE_IN_HEADING.exec(plain)?.[0] ?? '';
  const said = [heading, ...above].map((cell) => IN_ENGLISH.exec(cell)?.[1]?.toLowerCase()).find(Boolean);
  return (
    above.map((cell) => MULTIPLE_ABOVE.exec(cell.replace(/\s/g, ''))).find(Boolean)?.[1] ??
    MULTIPLE_OF_ENGLISH.get(said ?? '') ??
    ''
  );
}

const MULTIPLE_IN_HEADING = /[十百千]?万|[千亿](?=元|[)）]?$)/;
const MULTIPLE_ABOVE = /(?:单位[:：]?|[（(])(?:人民币)?([十百千]?万|千|亿)元/;

/** "Amount (10,000 yuan)", "Unit: RMB thousand": as this page names them in English, and people do. */
const IN_ENGLISH =
  /(?:\bunits?\b\s*[:：]?|[（(]|\bin\b)\s*(?:in\s+)?(?:rmb|cny|yuan)?\s*(100 million|10 million|1 million|millions?|10,?000|wan|1,?000|thousands?|'000)\s*(?:of\s+)?(?:yuan|rmb|cny)?\s*(?:[)）,;]|$)/i;
const MULTIPLE_OF_ENGLISH: ReadonlyMap<string, string> = new Map([
  ['100 million', '亿'],
  ['10 million', '千万'],
  ['1 million', '百万'],
  ['million', '百万'],
  ['millions', '百万'],
  ['10,000', '万'],
  ['10000', '万'],
  ['wan', '万'],
  ['1,000', '千'],
  ['1000', '千'],
  ['thousand', '千'],
  ['thousands', '千'],
  ["'000", '千'],
]);

const NATURE_WORDS: readonly (readonly [nature: string, words: RegExp])[] = [
  ['compute', /云服务器|云主机|云服务|云计算|算力|租赁|compute|cloud/gi],
  ['data-storage', /存储|storage/gi],
  ['software', /软件|系统|授权|许可|licen[cs]e|software/gi],
  [
    'hardware',
    /硬件|设备|服务器|仪器|交换机|路由器|机柜|机架|显卡|加速卡|工作站|磁盘|阵列|电源|GPU|hardware|equipment|server|switch/gi,
  ],
];
const OTHER_WORDS = /其他|其它|人员|人工|工资|材料|测试|差旅|other|staff|material/i;

/**
 * The kind of expenditure that a cell tells in people's own words, else undefined. Chinese and English say last what a
 * thing is: a 算力服务器 is hardware, a 服务器操作系统 software; what stands in brackets comes with it.
 */
export function natureOf(cell: string): string | undefined {
  const plain = cell.replace(/[（(].*?[)）]/g, '') || cell;
  const [last] = NATURE_WORDS.map(([nature, words]) => {
    const found = [...plain.matchAll(words)].at(-1);
    return { nature, end: found === undefined ? 0 : found.index + found[0].length };
  }).sort((a, b) => b.end - a.end);
  if (last !== undefined && last.end > 0) return last.nature;
  return OTHER_WORDS.test(plain) ? 'other' : undefined;
}
