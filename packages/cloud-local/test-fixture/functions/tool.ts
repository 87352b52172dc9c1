/** Does what it is told: the tests' way to see what a function sees and to make one fail. */
export async function handler(
  event: { do: string; text?: string; bytes?: number },
  context: { awsRequestId: string; getRemainingTimeInMillis(): number },
): Promise<unknown> {
  switch (event.do) {
    case 'environment':
      return { ...process.env };
    case 'context':
      return { requestId: context.awsRequestId, remaining: context.getRemainingTimeInMillis() };
    case 'fail':
      throw new RangeError(event.text ?? 'told to fail');
    case 'exit':
      process.exit(3);
      break;
    case 'reject':
      void Promise.reject(new TypeError('nobody waits for me'));
      return new Promise(() => {});
    case 'spin':
      for (;;) Math.random();
    case 'large':
      return 'x'.repeat(event.bytes ?? 0);
    case 'process':
      console.log(`process ${process.pid}`);
      return process.pid;
    default:
      return { echo: event };
  }
  return null;
}
