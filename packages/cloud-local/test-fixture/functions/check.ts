/** One of the parallel checks. Amounts below zero make it fail, `wide` answers more than a workflow may carry. */
export async function handler(event: { id: string; amount: number }): Promise<unknown> {
  if (event.amount < 0) throw new RangeError('amounts begin at zero');
  if (event.id.startsWith('wide')) return { wide: 'x'.repeat(300_000) };
  return { doubled: event.amount * 2 };
}
