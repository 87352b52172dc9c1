import { text } from '../schemas/common.ts';
import { fieldError, problem } from '../schemas/problem.ts';
import { type Meaning, meaning, say } from './meaning.ts';

/** What a refusal says, and every text in two languages. */
export const problemMeanings: readonly Meaning[] = [
  meaning(problem, {
    type: say('问题种类', 'The kind of problem, a URN that ends in its code'),
    title: say('标题', 'Its title'),
    status: say('状态码', 'The status code'),
    detail: say('说明，中英文合一', 'What is the matter, both languages in one'),
    instance: say('请求编号，联系我们时请附上', 'The request, to be quoted when you contact us'),
    message: say('说明', 'What is the matter'),
    errors: say('输入中的全部错误', 'Everything that is wrong with the input'),
  }),
  meaning(fieldError, {
    pointer: say('位置（JSON Pointer），空串指整体', 'The place, a JSON Pointer; empty: the whole'),
    code: say('错误代码', 'A code for programs'),
    message: say('说明', 'What is the matter'),
  }),
  meaning(text, { zh: say('中文', 'Chinese'), en: say('英文', 'English') }),
];
