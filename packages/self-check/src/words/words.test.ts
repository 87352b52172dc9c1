import { jinhua } from '@twelve/measures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOfName, nameOfId } from './code.ts';
import { readDate } from './date.ts';
import { labelsOf } from './labels.ts';
import { citation } from './source.ts';

describe('a day as people write it', () => {
  it.each([
    ['2024-05-10', '2024-05-10'],
    ['2024/5/1', '2024-05-01'],
    ['2024年5月1日', '2024-05-01'],
    ['2024.5.1', '2024-05-01'],
    ['20240501', '2024-05-01'],
    ['２０２４－０５－０１', '2024-05-01'],
    ['2024-5-1 00:00', '2024-05-01'],
    ['2024-05-01T08:30:00', '2024-05-01'],
    ['2024年5月1号', '2024-05-01'],
    ['2024 5 1', '2024-05-01'],
    ['2024、5、1', '2024-05-01'],
    ['2024年5月1日星期三', '2024-05-01'],
    ['2024-05-01（周三）', '2024-05-01'],
    ['二〇二四年五月一日', '2024-05-01'],
    ['二○二三年十二月三十一日', '2023-12-31'],
    ['2024年十月二十号', '2024-10-20'],
    ['二零二五年一月十日', '2025-01-10'],
    ['二〇二四年五月', '二〇二四年五月'],
    ['2024-051', '2024-051'],
    ['2024-02-30', '2024-02-30'],
    ['去年五月', '去年五月'],
    ['5/1/2024', '5/1/2024'],
  ])('%s becomes %s', (typed, day) => {
    expect(readDate(typed)).toBe(day);
  });
});

describe('a name carried as an id', () => {
  it('keeps a legal id, and brings a Chinese name back', () => {
    expect(idOfName('jh-cloud')).toBe('jh-cloud');
    expect(idOfName('金华算力')).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
    expect(nameOfId(idOfName('金华算力'))).toBe('金华算力');
  });

  it('loses no name of up to 15 characters, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 15 }), (typed) => {
        fc.pre(typed.trim() !== '' && typed.trim().length <= 15);
        expect(nameOfId(idOfName(typed))).toBe(typed.trim());
      }),
    );
  });

  it('takes a longer one too, tells it from others, and knows again what it shows of it', () => {
    const robot = '婺城牌高速高精度六轴协同焊接与视觉检测一体化智能机器人系统（第二代）WR-2000';
    expect(robot.length).toBeGreaterThan(40);
    const id = idOfName(robot);
    expect(nameOfId(id)).toMatch(/^婺城牌高速高精度六轴协同焊…[0-9a-f]{8}$/);
    expect(idOfName(robot.replace('第二代', '第三代'))).not.toBe(id);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 90 }), (typed) => {
        fc.pre(typed.trim() !== '');
        const named = idOfName(typed);
        expect(named).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
        expect(idOfName(nameOfId(named))).toBe(named);
      }),
    );
    // An id of somewhere else, whatever it looks like.
    for (const strange of ['u.0041.deadbeef', 'u.', `u.${'0'.repeat(61)}`]) {
      expect(idOfName(nameOfId(strange))).toBe(strange);
    }
  });
});

describe('entries that are called the same', () => {
  const expense = { incurredOn: '2024-05-10', nature: 'hardware', amount: 120_000_000 } as const;
  const labels = labelsOf(
    {
      applicant: {},
      projects: [
        { id: 'p1', kind: 'compute-platform', name: '智算平台' },
        { id: 'p2', kind: 'rd-platform', name: '视觉平台' },
      ],
      expenditures: [
        { ...expense, id: 'e1', projectIds: ['p1', 'p2'] },
        { ...expense, id: 'e2', projectIds: ['p2'], invoiceNumber: '12345678' },
        { ...expense, id: 'e3', projectIds: ['p2'], nature: 'software' },
      ],
      recognitions: ['2023-05-01', '2024-05-01'].map((grantedOn, place) => ({
        id: `r${place}`,
        kind: 'typical-case',
        level: 'provincial',
        grantedOn,
      })),
    },
    [],
    'zh',
    undefined,
  );

  it('are told apart by what else is known of them', () => {
    expect(['e1', 'e2', 'e3'].map((id) => labels.item(`expenditures/${id}`))).toEqual([
      '2024-05-10 硬件设备 120万元（智算平台、视觉平台）',
      '2024-05-10 硬件设备 120万元（视觉平台、12345678）',
      '2024-05-10 软件 120万元',
    ]);
    expect(labels.item('recognitions/r1')).toBe('省级 人工智能应用典型案例（2024-05-01）');
  });
});

describe('a citation', () => {
  it('is cited as the Chinese text counts, for every source of the policy', () => {
    const sources = jinhua.measures.flatMap(({ clauses }) => clauses.map(({ source }) => source));
    for (const source of [...sources, 'Suppl. 1', 'Suppl. 1, 3', 'Suppl. 4']) {
      expect(citation(source, 'zh')).toMatch(/^(附则)?第[\d、]+条(第\d+款)?$/);
      expect(citation(source, 'en')).toBe(source);
    }
    expect(citation('Art. 2 cl. 1', 'zh')).toBe('第2条第1款');
    expect(citation('Suppl. 1, 3', 'zh')).toBe('附则第1、3条');
  });
});
