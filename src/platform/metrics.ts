import { Counter, Gauge, type Registry } from 'prom-client';

export interface Metrics {
  /** Entries that this process has written. Label: type of the entry. */
  readonly facts: Counter<'type'>;
  /** Acts refused. Label: code of the refusal. */
  readonly refusals: Counter<'code'>;
  /** SQL statements that this process has sent. */
  readonly statements: Counter;
  /** Age of the oldest open stage. Label: kind of stage. */
  readonly stageAge: Gauge<'stage'>;
  readonly unsequencedEntries: Gauge;
  readonly unsequencedAge: Gauge;
  readonly checkpointAge: Gauge;
  /** Age of the newest cosignature. Label: the witness by the name of its key. */
  readonly cosignatureAge: Gauge<'witness'>;
  /** 1 for how it stands with a witness. Labels: the witness by the name of its key, and the word. */
  readonly witnessStanding: Gauge<'witness' | 'standing'>;
  /** Since the last run of fsck. */
  readonly fsckAge: Gauge;
  readonly fsckFindings: Gauge;
  /** For how long the stage that waits longest has been ready and not looked at. */
  readonly wakeUpLag: Gauge;
}

/** Adds the figures of the product to the registry of one program. Labels are codes and kinds, never persons. */
export function registerMetrics(registry: Registry): Metrics {
  const registers = [registry];
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const gaugeBy = <Label extends string>(label: Label, name: string, help: string) =>
    new Gauge({ name, help, labelNames: [label], registers });
  return {
    facts: new Counter({
      name: 'bukti_facts_total',
      help: 'Entries of facts that this process has written, by type.',
      labelNames: ['type'],
      registers,
    }),
    refusals: new Counter({
      name: 'bukti_refusals_total',
      help: 'Acts refused, by code.',
      labelNames: ['code'],
      registers,
    }),
    statements: new Counter({
      name: 'bukti_sql_statements_total',
      help: 'SQL statements that this process has sent, without begin and commit.',
      registers,
    }),
    stageAge: gaugeBy('stage', 'bukti_stage_age_seconds', 'Age of the oldest open stage, by kind.'),
    unsequencedEntries: gauge('bukti_unsequenced_entries', 'Entries recorded and not yet sealed.'),
    unsequencedAge: gauge('bukti_unsequenced_age_seconds', 'Age of the oldest entry that is not yet sealed.'),
    checkpointAge: gauge('bukti_checkpoint_age_seconds', 'Age of the newest signed checkpoint.'),
    cosignatureAge: gaugeBy('witness', 'bukti_cosignature_age_seconds', 'Age of the newest cosignature, by witness.'),
    witnessStanding: new Gauge({
      name: 'bukti_witness_standing',
      help: 'What came of the last question to a witness: 1 for the word that holds.',
      labelNames: ['witness', 'standing'],
      registers,
    }),
    fsckAge: gauge(
      'bukti_fsck_age_seconds',
      'Time since the record and the rows were last checked against each other.',
    ),
    fsckFindings: gauge('bukti_fsck_findings', 'What the last check of record and rows has found wrong.'),
    wakeUpLag: gauge(
      'bukti_wake_up_lag_seconds',
      'For how long the longest waiting stage has been ready, not looked at.',
    ),
  };
}
