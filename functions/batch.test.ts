import { expect, test, vi } from 'vitest';
import { workOff } from './batch.ts';

const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);

test('one bad record is reported and takes none of the others along', async () => {
  const done: number[] = [];
  const answer = await workOff(
    ['1', 'no number', '3'],
    (text) => `id of ${text}`,
    async (text) => {
      done.push(JSON.parse(text));
    },
  );
  expect(done).toEqual([1, 3]);
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'id of no number' }] });
});

test('the log names the record and the kind of error, and says nothing of what is in either', async () => {
  const refuse = () => Promise.reject(new TypeError('about 91330702MA0000001T'));
  await workOff(['91330702MA0000001T'], () => 'm-1', refuse);
  expect(log.mock.lastCall).toEqual([JSON.stringify({ level: 'error', record: 'm-1', error: 'TypeError' })]);
});
