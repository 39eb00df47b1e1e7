import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfig } from '#platform/config.ts';
import { prepareWorkflowBundle } from '#platform/workflow-bundle.ts';

/** The one build: bundles the workflows into the data folder, where a worker looks for them. */
const { codePath } = await prepareWorkflowBundle({ cache: join(loadConfig().dataDir, 'cache') });
const { size } = await stat(codePath);
console.log(`${codePath} ${Math.round(size / 1024)} kB`);
