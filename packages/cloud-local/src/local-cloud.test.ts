import { afterAll, beforeAll } from 'vitest';
import { apiSuite } from '../test-fixture/suites/api.ts';
import { databaseSuite } from '../test-fixture/suites/database.ts';
import { eventsSuite } from '../test-fixture/suites/events.ts';
import { functionsSuite } from '../test-fixture/suites/functions.ts';
import { streamsSuite } from '../test-fixture/suites/streams.ts';
import { survivalSuite } from '../test-fixture/suites/survival.ts';
import { fixtureAssembly, removeFixture } from '../test-fixture/with-cloud.ts';

// One file, so that the fixture is synthesized once.
beforeAll(() => {
  fixtureAssembly();
});
afterAll(removeFixture);

apiSuite();
functionsSuite();
databaseSuite();
streamsSuite();
eventsSuite();
survivalSuite();
