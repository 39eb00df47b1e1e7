import { register } from 'tsx/esm/api';

// The program of a thread that replays selections: see src/features/audit/replay-thread.ts.
register();
const { answerSelections } = await import('../src/features/audit/replay-thread.ts');
answerSelections();
