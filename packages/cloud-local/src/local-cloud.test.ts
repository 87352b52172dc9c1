import { apiSuite } from '../test-fixture/suites/api.ts';
import { eventsSuite } from '../test-fixture/suites/events.ts';
import { functionsSuite } from '../test-fixture/suites/functions.ts';
import { streamsSuite } from '../test-fixture/suites/streams.ts';
import { survivalSuite } from '../test-fixture/suites/survival.ts';

// One file, so that the fixture is synthesized once.
apiSuite();
functionsSuite();
streamsSuite();
eventsSuite();
survivalSuite();
