import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';

/** What the person at the terminal asked for, read by commander. */
export interface Invocation {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** One subcommand of `bukti`. Its program is loaded only when it runs, so that help is quick. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** As commander writes them: `<file>` one, `<files...>` several. */
  readonly argument?: readonly [form: string, meaning: string];
  readonly options?: readonly (readonly [flags: string, meaning: string])[];
  /** Options without which it cannot run. */
  readonly required?: readonly (readonly [flags: string, meaning: string])[];
  readonly examples: readonly string[];
  /** Another way to the same end. */
  readonly otherwise?: string;
  /** What an exit code other than 0 means. */
  readonly exitCodes: Readonly<Record<number, string>>;
  readonly run: (config: Config, invocation: Invocation) => Promise<number>;
}

/** The language of an answer, where one of the two was named or none. */
export function languageOf(option: unknown): 'en' | 'id' {
  if (option === undefined || option === 'en') return 'en';
  if (option === 'id') return 'id';
  throw new CommandFailed('The language is en or id.', 2);
}
