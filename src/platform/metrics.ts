import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export interface Metrics {
  /** Facts recorded. Label: type of the entry. */
  readonly facts: Counter<'type'>;
  /** Acts refused. Label: code of the refusal. */
  readonly refusals: Counter<'code'>;
  /** Age of the oldest open stage. Label: kind of stage. */
  readonly stageAge: Gauge<'stage'>;
  readonly unsequencedEntries: Gauge;
  readonly unsequencedAge: Gauge;
  readonly checkpointAge: Gauge;
  /** From the moment a stage may be ready to the end of the tick that looked. */
  readonly wakeUpLag: Histogram;
}

/** Adds the figures of the product to the registry of one program. Labels are codes and kinds, never persons. */
export function registerMetrics(registry: Registry): Metrics {
  const registers = [registry];
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  return {
    facts: new Counter({
      name: 'bukti_facts_total',
      help: 'Facts recorded, by type of entry.',
      labelNames: ['type'],
      registers,
    }),
    refusals: new Counter({
      name: 'bukti_refusals_total',
      help: 'Acts refused, by code.',
      labelNames: ['code'],
      registers,
    }),
    stageAge: new Gauge({
      name: 'bukti_stage_age_seconds',
      help: 'Age of the oldest open stage, by kind.',
      labelNames: ['stage'],
      registers,
    }),
    unsequencedEntries: gauge('bukti_unsequenced_entries', 'Entries recorded and not yet sealed.'),
    unsequencedAge: gauge('bukti_unsequenced_age_seconds', 'Age of the oldest entry that is not yet sealed.'),
    checkpointAge: gauge('bukti_checkpoint_age_seconds', 'Age of the newest signed checkpoint.'),
    wakeUpLag: new Histogram({
      name: 'bukti_wake_up_lag_seconds',
      help: 'From the moment a stage may be ready until its workflow has looked.',
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
  };
}
