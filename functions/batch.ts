/**
 * Works off a batch of records side by side and reports those that failed, so that one bad record takes along none of
 * those beside it. What is delivered again is done again, which changes nothing.
 * @param idOf by what the source of the batch knows a record
 */
export async function workOff<Entry>(
  records: readonly Entry[],
  idOf: (record: Entry) => string,
  work: (record: Entry) => Promise<void>,
): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> {
  const failed = await Promise.all(
    records.map(async (record) => {
      try {
        await work(record);
        return [];
      } catch (error) {
        const name = error instanceof Error ? error.name : typeof error;
        const itemIdentifier = idOf(record);
        console.log(JSON.stringify({ level: 'error', record: itemIdentifier, error: name }));
        return [{ itemIdentifier }];
      }
    }),
  );
  return { batchItemFailures: failed.flat() };
}
