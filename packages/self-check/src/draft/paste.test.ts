import { describe, expect, it } from 'vitest';
import { cellsOf, readTable } from './paste.ts';

const projects = [
  { id: 'p1', kind: 'rd-project', label: '视觉算法' },
  { id: 'p2', kind: 'rd-platform', label: '研发平台' },
];

const read = (pasted: string) => readTable('expenditures', pasted, projects);

describe('a block of cells with headings', () => {
  it('is read by them, in any order and language', () => {
    const { entries, hadHeader } = read(
      '发票号码\t金额（万元）\t开票日期\t费用类别\t所属项目\n24332000000000000001\t120\t2024/5/10\t服务器\t视觉算法、研发平台',
    );
    expect(hadHeader).toBe(true);
    expect(entries).toEqual([
      {
        invoiceNumber: '24332000000000000001',
        amount: '120万',
        incurredOn: '2024-05-10',
        nature: 'hardware',
        projectIds: ['p1', 'p2'],
      },
    ]);
    expect(read('Date,Amount,Kind\n2024-05-10,"1,200.50",Software').entries).toEqual([
      { incurredOn: '2024-05-10', amount: '1,200.50', nature: 'software' },
    ]);
  });

  it('is read without the sums below its columns', () => {
    const { entries } = read('Total\tDate\tKind\n100\t2024-05-10\tSoftware\n\t\t合 计：\nTotal\t\t\n');
    expect(entries).toEqual([{ amount: '100', incurredOn: '2024-05-10', nature: 'software' }]);
  });

  it('is read below its title; the unit may stand there, and holds unless the heading has one', () => {
    const titles = '研发支出明细表\t年度\t2024\n编制单位：金华样例公司\t\t金额单位：万元\n';
    for (const above of [titles, '研发支出（万元）\n', '单位：人民币万元\n\n']) {
      const { entries, multiple } = read(`${above}日期\t金额\t类别\n2024-05-10\t120\t服务器`);
      expect(entries).toEqual([{ incurredOn: '2024-05-10', amount: '120万', nature: 'hardware' }]);
      expect(multiple).toBe('万');
    }
    const { entries, multiple } = read(`${titles}日期\t金额（元）\n2024-05-10\t120`);
    expect(entries).toEqual([{ incurredOn: '2024-05-10', amount: '120' }]);
    expect(multiple).toBe('');
  });

  it.each([
    ['日期\t类别\t金额（千元）', '千'],
    ['日期\t类别\t金额 (百万元)', '百万'],
    ['日期\t类别\t金额（亿）', '亿'],
    ['日期\t类别\t万元金额', '万'],
    ['单位：千元\n日期\t类别\t金额', '千'],
    ['研发支出（百万元）\n日期\t类别\t金额', '百万'],
    ['单位：千元\n日期\t类别\t金额（元）', ''],
    ['日期\t类别\t金额（十万元）', '十万'],
    ['Date\tKind\tAmount (10,000 yuan)', '万'],
    ['Date\tKind\tAmount (10,000 yuan, incl. VAT)', '万'],
    ['Date\tKind\tAmount in thousand yuan', '千'],
    ["Date\tKind\tAmount (RMB '000)", '千'],
    ['Date\tKind\tAmount (RMB million)', '百万'],
    ['Unit: 1,000 yuan\nDate\tKind\tAmount', '千'],
    ['Date\tKind\tAmount (yuan)', ''],
  ])('counts amounts in what is written there: %j', (headings, multiple) => {
    const { entries, ...found } = read(`${headings}\n2024-05-10\t设备\t1,200\n2024-05-11\t设备\t80元`);
    expect(found.multiple).toBe(multiple);
    expect(entries.map(({ amount }) => amount)).toEqual([`1,200${multiple}`, '80元']);
  });

  it.each([
    ['费用类别\t金额\t日期', '设备\t5\t2024-05-10'],
    ['付款日期\t开票日期\t类别\t金额', '2023-12-31\t2024-05-10\t设备\t5'],
    ['发票类型\t费用名称\t费用类别\t价税合计\t开票日期', '专票\t机架\t设备\t5\t2024-05-10'],
    ['费用项目\t项目\t日期\t类别\t总价', '机架\t\t2024-05-10\t设备\t5'],
    ['发票代码\t日期\t类别\t金额', '3300241130\t2024-05-10\t设备\t5'],
    ['Unit price\tInvoice type\tAmount\tKind\tDate', '1\tspecial\t5\tserver\t2024-05-10'],
  ])('is read by what says it best, not by what comes first: %s', (headings, cells) => {
    expect(read(`${headings}\n${cells}`).entries).toEqual([
      { incurredOn: '2024-05-10', nature: 'hardware', amount: '5' },
    ]);
  });

  it('finds the kind in another column where no heading says it', () => {
    const { entries, columns } = read(
      '开票日期\t备注\t设备名称\t价税合计\n2024-05-10\t\tGPU服务器\t5\n2024-05-11\t已付\t交换机\t6\n2024-05-12\t\t手套箱\t7',
    );
    expect(entries.map(({ nature }) => nature)).toEqual(['hardware', 'hardware', '手套箱']);
    expect(columns.map(({ field }) => field?.zh)).toEqual(['发票日期', undefined, '类别', '金额']);
  });

  it('is read as the tax office exports invoices: two columns of numbers, a kind that is none', () => {
    const { entries } = read(
      [
        '序号\t发票代码\t发票号码\t数电发票号码\t销方名称\t开票日期\t特定业务类型\t货物或应税劳务名称\t单价\t金额\t税率\t税额\t价税合计\t发票状态',
        '1\t\t\t24332000000000000001\t甲\t2024-05-10 10:11:12\t\t*计算机整机*存储服务器\t5\t5\t13%\t0.65\t5.65\t正常',
        '2\t3300241130\t12345678\t\t乙\t2024-05-11 09:00:00\t建筑服务\t*信息技术服务*算力服务\t6\t6\t6%\t0.36\t6.36\t正常',
      ].join('\n'),
    );
    expect(entries).toEqual([
      { incurredOn: '2024-05-10', nature: 'hardware', amount: '5', invoiceNumber: '24332000000000000001' },
      { incurredOn: '2024-05-11', nature: 'compute', amount: '6', invoiceNumber: '12345678' },
    ]);
  });

  it('does not take what was bought for a project, though invoices call it 项目名称', () => {
    const table = '开票日期\t项目名称\t金额\t所属项目\n2024-05-10\t*计算机*服务器\t5\t视觉算法';
    expect(read(table).entries).toEqual([
      { incurredOn: '2024-05-10', nature: 'hardware', amount: '5', projectIds: ['p1'] },
    ]);
    expect(read('开票日期\t项目名称\t金额\n2024-05-10\t视觉算法\t5').entries).toEqual([
      { incurredOn: '2024-05-10', projectIds: ['p1'], amount: '5' },
    ]);
  });

  it('is read as a ledger has it: what was spent is its debit', () => {
    const table = '日期\t凭证号\t摘要\t借方\t贷方\t余额\n2024-05-10\t记-12\t购服务器\t5\t\t5';
    expect(read(table).entries).toEqual([{ incurredOn: '2024-05-10', nature: 'hardware', amount: '5' }]);
    expect(read('日期\t摘要\t贷方金额\t借方金额\n2024-05-10\t购服务器\t\t5').entries).toEqual([
      { incurredOn: '2024-05-10', nature: 'hardware', amount: '5' },
    ]);
  });

  it.each(['是', '√', '✔', '☑', 'Yes'])('takes %s for a tick', (tick) => {
    expect(read(`日期\t金额\t新购\n2024-05-10\t5\t${tick}`).entries).toEqual([
      { incurredOn: '2024-05-10', amount: '5', newlyPurchased: 'yes' },
    ]);
  });

  it('leaves out the invoices that it says are void', () => {
    const { entries, voided, columns } = read(
      '开票日期\t货物名称\t金额\t发票状态\n2024-05-10\t服务器\t5\t已作废\n2024-05-11\t服务器\t6\t正常',
    );
    expect(entries).toEqual([{ incurredOn: '2024-05-11', nature: 'hardware', amount: '6' }]);
    expect(voided).toBe(1);
    expect(columns.filter(({ heading, field }) => heading !== '' && field === undefined)).toEqual([]);
    expect(read('日期\t金额\t备注\n2024-05-10\t5\t作废旧设备').entries).toHaveLength(1);
  });

  it('leaves them out where a column of yes and no says so, and no invoice that is not void', () => {
    const left = (table: string) => read(table).entries.map(({ amount }) => amount);
    for (const heading of ['作废标志', '是否作废']) {
      const { entries, voided, columns } = read(
        `开票日期\t金额\t${heading}\n2024-05-10\t5\t是\n2024-05-11\t6\t否`,
      );
      expect(entries).toEqual([{ incurredOn: '2024-05-11', amount: '6' }]);
      expect(voided).toBe(1);
      expect(columns.map((column) => column.heading)).toEqual(['开票日期', '金额', '']);
    }
    expect(left('开票日期\t金额\t发票状态\n2024-05-10\t5\t未作废\n2024-05-11\t6\t作废')).toEqual(['5']);
    expect(left('Date\tAmount\tInvoice status\n2024-05-10\t5\tNot void\n2024-05-11\t6\tVoid')).toEqual(['5']);
  });

  it('says that other states are not used, and takes none for a project', () => {
    const { entries, columns } = read(
      '日期\t金额\t付款状态\t项目状态\t项目名称\n2024-05-10\t5\t已付\t在研\t视觉算法',
    );
    expect(entries).toEqual([{ incurredOn: '2024-05-10', amount: '5', projectIds: ['p1'] }]);
    const unread = columns.filter(({ field }) => field === undefined);
    expect(unread.map(({ heading }) => heading)).toEqual(['付款状态', '项目状态']);
  });

  it('takes the name of a project before its number in the ledger', () => {
    expect(read('日期\t项目编号\t项目名称\t金额\n2024-05-10\tRD01\t视觉算法\t5').entries).toEqual([
      { incurredOn: '2024-05-10', projectIds: ['p1'], amount: '5' },
    ]);
    expect(read('日期\t项目编号\t金额\n2024-05-10\tRD01\t5').entries).toEqual([
      { incurredOn: '2024-05-10', projectIds: ['RD01'], amount: '5' },
    ]);
  });

  it('names the columns that it does not use', () => {
    const { columns } = read('日期\t备注\t金额\n2024-05-10\t无\t100');
    expect(columns.map(({ heading, field }) => [heading, field?.zh])).toEqual([
      ['日期', '发票日期'],
      ['备注', undefined],
      ['金额', '金额'],
    ]);
  });
});

describe('a block of cells without headings', () => {
  it('is read by what is in it', () => {
    expect(read('服务器\t2024-05-10\t1,200,000\n软件\t2024-06-01\t30万').entries).toEqual([
      { nature: 'hardware', incurredOn: '2024-05-10', amount: '1,200,000' },
      { nature: 'software', incurredOn: '2024-06-01', amount: '30万' },
    ]);
  });

  it('is read without the numbers of its rows and the titles above it', () => {
    expect(read('单位：万元\n1\t2024-05-10\t设备\t1,200\n2\t2024-06-01\t软件\t3').entries).toEqual([
      { incurredOn: '2024-05-10', nature: 'hardware', amount: '1,200万' },
      { incurredOn: '2024-06-01', nature: 'software', amount: '3万' },
    ]);
    expect(read('2024-05-10\t\t\n2024-06-01\t设备\t3').entries).toHaveLength(2);
    expect(read('2024-05-10\t1\n2024-06-01\t2').entries.map(({ amount }) => amount)).toEqual(['1', '2']);
  });

  it('has no headings, though a cell may read like one', () => {
    const { entries } = read('2024-05-10\t材料费用\t研发项目一\t1,200\n2024-06-01\t材料费用\t研发项目一\t3');
    expect(entries).toHaveLength(2);
  });

  it('falls back on the order of the columns', () => {
    expect(read('五月\t很多\t什么').entries).toEqual([
      { incurredOn: '五月', amount: '很多', nature: '什么' },
    ]);
  });
});

describe('cells', () => {
  it('that are not understood stay as they are, to be corrected where they stand', () => {
    const { entries } = read('日期\t金额\t类别\t项目\n2024-02-30\t12a\t神秘\t不存在');
    expect(entries).toEqual([
      { incurredOn: '2024-02-30', amount: '12a', nature: '神秘', projectIds: ['不存在'] },
    ]);
  });

  it('may be quoted, and hold separators, quotes and line breaks', () => {
    expect(cellsOf('a,"b ""c"", d\ne"\r\nf,g')).toEqual([
      ['a', 'b "c", d\ne'],
      ['f', 'g'],
    ]);
  });

  it('lose the mark by which a spreadsheet keeps digits a text', () => {
    const rows = `开票日期,金额,发票号码\n2024-03-01,"'1,234.56",'24332000000012345678\n2024-03-02,100,="00012345"`;
    expect(readTable('expenditures', rows, []).entries).toEqual([
      { incurredOn: '2024-03-01', amount: '1,234.56', invoiceNumber: '24332000000012345678' },
      { incurredOn: '2024-03-02', amount: '100', invoiceNumber: '00012345' },
    ]);
    expect(cellsOf(`'tis,=A1,'`)).toEqual([["'tis", '=A1', "'"]]);
  });

  it('name a project before they are taken for an id of ours', () => {
    const own = [
      { id: 'p1', kind: 'rd-project', label: 'P2' },
      { id: 'p2', kind: 'rd-project', label: 'P1' },
    ];
    const { entries } = readTable('expenditures', '日期\t项目\n2024-05-10\tp1\n2024-05-10\tP2', own);
    expect(entries.map(({ projectIds }) => projectIds)).toEqual([['p2'], ['p1']]);
  });

  it('empty lines are no entries', () => {
    expect(read('日期\t金额\n\n2024-05-10\t5\n\n').entries).toHaveLength(1);
  });

  it.each([
    ['GPU服务器', 'hardware'],
    ['软件开发', 'software'],
    ['算力租赁费', 'compute'],
    ['云存储', 'data-storage'],
    ['人员工资', 'other'],
    ['算力服务器', 'hardware'],
    ['存储服务器（含操作系统）', 'hardware'],
    ['服务器操作系统', 'software'],
    ['GPU云服务器', 'compute'],
    ['服务器租赁', 'compute'],
    ['软件测试设备', 'hardware'],
    ['（设备）', 'hardware'],
    ['Server software', 'software'],
    ['GPU server', 'hardware'],
  ])('%s is %s', (word, nature) => {
    expect(read(`日期\t类别\n2024-05-10\t${word}`).entries[0]?.nature).toBe(nature);
  });
});
