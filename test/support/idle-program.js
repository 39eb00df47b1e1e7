// A child of `start` that does nothing but live and end as the real ones do.
import { register } from 'tsx/esm/api';

register();
const { openLifecycle, untilStopped } = await import('#platform/lifecycle.ts');
const lifecycle = openLifecycle();
const keepAlive = setInterval(() => undefined, 60_000);
lifecycle.ready();
await untilStopped(lifecycle);
clearInterval(keepAlive);
