import type { Text } from '@twelve/dossier';
import { say } from './meaning.ts';

interface ParameterMeaning {
  readonly words: Text;
  /** What its digits stand for: a query has strings only, yet a client that is generated should take a number. */
  readonly between?: readonly [minimum: number, maximum: number];
}

/** What stands in paths and queries, by name. */
export const parameterMeanings: Readonly<Record<string, ParameterMeaning>> = {
  n: { words: say('措施序号', 'Number of the measure'), between: [1, 12] },
  id: { words: say('编号，见 Location', 'The id, as the Location header gave it') },
  creditCode: { words: say('统一社会信用代码', 'Unified social credit code') },
  status: { words: say('只列此状态的申报', 'Only those of this status') },
  year: { words: say('年度', 'Year'), between: [2000, 2100] },
  limit: {
    words: say(
      '每页至多几项；一页可能较少甚至为空（认定结论每页至多10项），以 next 是否为 null 判断是否到底',
      'At most so many to a page; a page may have fewer or none (of determinations 10 at most): null in next ends the list',
    ),
    between: [1, 100],
  },
  cursor: {
    words: say(
      '上一页的 next，连同相同的筛选条件',
      'The next of the page before, together with the same filters',
    ),
  },
};
