import { describe, expect, it } from 'vitest';
import { Activity, untilIdle } from './activity.ts';

describe('activity', () => {
  it('is idle only when nothing runs, sources are drained, and nothing began while they were asked', async () => {
    const activity = new Activity();
    const steps: string[] = [];
    const endFirst = activity.begin('first');
    let asked = 0;
    const idle = untilIdle(activity, async () => {
      asked += 1;
      steps.push(`asked ${asked}, running ${activity.labels.length}`);
      if (asked === 1) return false; // A source has something left.
      if (asked === 2) activity.begin('begun while asking')(); // Began and ended: somebody must look again.
      return true;
    }).then(() => steps.push('idle'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(steps).toEqual([]);
    endFirst();
    endFirst();
    await idle;
    expect(steps).toEqual(['asked 1, running 0', 'asked 2, running 0', 'asked 3, running 0', 'idle']);
  });

  it('ends what is tracked also when it fails', async () => {
    const activity = new Activity();
    await expect(activity.track('fails', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await activity.quiet();
    expect(activity.labels).toEqual([]);
  });
});
