import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one key may ask: so many requests at once, refilled at a rate, and so many a day. */
export interface KeyLimits {
  readonly perSecond: number;
  readonly burst: number;
  readonly perDay: number;
}

/** The same assembly with other limits in its usage plan, so that a test reaches them. Everything else is linked. */
export function limitedAssembly(assembly: string, limits: KeyLimits): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'twelve-limited-'));
  for (const name of readdirSync(assembly)) {
    if (name.endsWith('.template.json')) {
      const template = JSON.parse(readFileSync(join(assembly, name), 'utf8'));
      writeFileSync(join(folder, name), JSON.stringify(limit(template, limits)));
    } else {
      symlinkSync(join(assembly, name), join(folder, name));
    }
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

function limit(
  template: {
    readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: object }>>;
  },
  { perSecond, burst, perDay }: KeyLimits,
): object {
  const resources = Object.entries(template.Resources).map(([id, resource]) => {
    if (resource.Type !== 'AWS::ApiGateway::UsagePlan') return [id, resource];
    const Properties = {
      ...resource.Properties,
      Throttle: { RateLimit: perSecond, BurstLimit: burst },
      Quota: { Limit: perDay, Period: 'DAY' },
    };
    return [id, { ...resource, Properties }];
  });
  return { ...template, Resources: Object.fromEntries(resources) };
}
