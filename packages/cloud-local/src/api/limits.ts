import type { HostState } from '../state/host-state.ts';
import type { Api, Method, UsagePlan } from './definition.ts';

/** A token bucket: `burst` requests at once, refilled at `rate` a second. */
class Bucket {
  readonly #rate: number;
  readonly #burst: number;
  #tokens: number;
  #filledAt: number;

  constructor(rate: number, burst: number, now: number) {
    this.#rate = rate;
    this.#burst = burst;
    this.#tokens = burst;
    this.#filledAt = now;
  }

  take(now: number): boolean {
    // A clock that was put back takes nothing away.
    const seconds = Math.max(0, now - this.#filledAt) / 1000;
    this.#tokens = Math.min(this.#burst, this.#tokens + seconds * this.#rate);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}

/** Rates of stage, method and key, and quotas of keys. Quotas are on disk: a restart gives nobody a new day. */
export class Limits {
  readonly #api: Api;
  readonly #state: HostState;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(api: Api, state: HostState, now: () => number = Date.now) {
    this.#api = api;
    this.#state = state;
    this.#now = now;
  }

  /** Counts a request of a key against its plan. */
  admitKey(key: string, method: Method): 'admitted' | 'INVALID_API_KEY' | 'THROTTLED' | 'QUOTA_EXCEEDED' {
    const plan = this.#planOf(key);
    if (plan === undefined) return 'INVALID_API_KEY';
    const { Throttle, Quota, ApiStages } = plan.properties;
    const own = ApiStages[0]?.Throttle[`${method.path}/${method.httpMethod}`];
    if (
      own !== undefined &&
      !this.#take(`${key} ${method.path} ${method.httpMethod}`, own.RateLimit, own.BurstLimit)
    )
      return 'THROTTLED';
    if (!this.#take(key, Throttle?.RateLimit, Throttle?.BurstLimit)) return 'THROTTLED';
    if (
      Quota !== undefined &&
      !this.#count(`${plan.logicalId} ${key}`, periodOf(Quota.Period, this.#now()), Quota.Limit)
    ) {
      return 'QUOTA_EXCEEDED';
    }
    return 'admitted';
  }

  /** Counts a request against the stage's settings for its method. */
  admitMethod(method: Method): boolean {
    const settings = this.#api.stage.properties.MethodSettings;
    const named = settings.find(
      (one) =>
        one.ResourcePath.slice(1).replaceAll('~1', '/') === method.path &&
        one.HttpMethod === method.httpMethod,
    );
    const any = settings.find((one) => one.ResourcePath === '/*' && one.HttpMethod === '*');
    const setting = named?.ThrottlingRateLimit === undefined ? any : named;
    return this.#take(
      `method ${method.path} ${method.httpMethod}`,
      setting?.ThrottlingRateLimit,
      setting?.ThrottlingBurstLimit,
    );
  }

  /** Keys that the template does not define are issued at run time: they all have the API's one plan. */
  #planOf(key: string): UsagePlan | undefined {
    return this.#api.keys.size > 0 ? this.#api.keys.get(key) : this.#api.plans[0];
  }

  #take(name: string, rate: number | undefined, burst: number | undefined): boolean {
    if (rate === undefined && burst === undefined) return true;
    let bucket = this.#buckets.get(name);
    if (bucket === undefined) {
      bucket = new Bucket(rate ?? Number.POSITIVE_INFINITY, burst ?? Math.max(1, rate ?? 1), this.#now());
      this.#buckets.set(name, bucket);
    }
    return bucket.take(this.#now());
  }

  #count(name: string, period: string, limit: number): boolean {
    return (
      this.#state.run(
        `INSERT INTO quotas(name, period, used) VALUES (?, ?, 1) ON CONFLICT(name) DO UPDATE SET
         used = CASE WHEN period = excluded.period THEN used + 1 ELSE 1 END, period = excluded.period
         WHERE period <> excluded.period OR used < ?`,
        ...[name, period, limit],
      ) > 0
    );
  }
}

/** The period that an instant belongs to; periods begin at midnight UTC, weeks on Sunday. */
function periodOf(period: 'DAY' | 'WEEK' | 'MONTH', now: number): string {
  const date = new Date(now);
  if (period === 'MONTH') return date.toISOString().slice(0, 7);
  if (period === 'WEEK') date.setUTCDate(date.getUTCDate() - date.getUTCDay());
  return date.toISOString().slice(0, 10);
}
