import { catalogue, interpretationRegister, jinhua } from '@twelve/measures';
import { evaluate } from './evaluate.ts';
import type { Ask, Told } from './messages.ts';

/**
 * The rules, beside the page: a worker of their own, so that typing never waits for them. The same packages that the
 * functions run; nothing leaves the device.
 */
const tell = (told: Told): void => postMessage(told);

tell({
  kind: 'policy',
  policy: {
    title: jinhua.title,
    version: jinhua.policy.version,
    from: jinhua.policy.from,
    to: jinhua.policy.to,
    measures: catalogue(jinhua),
    interpretations: interpretationRegister(jinhua),
  },
});

addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  tell({ kind: 'evaluation', evaluation: evaluate(jinhua, data.candidate) });
});
