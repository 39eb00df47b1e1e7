import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { CommandFailed } from '#platform/command-failed.ts';
import { childEnvironment, loadConfig } from '#platform/config.ts';
import { Secret } from '#platform/secret.ts';
import { describeSettings } from '#platform/settings.ts';

const url = 'postgres://postgres:hunter2@127.0.0.1:5432/bukti';

function problemsOf(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof CommandFailed) return error.message;
    throw error;
  }
  return '';
}

describe('settings', () => {
  test('an empty environment is a complete configuration', () => {
    expect(loadConfig({})).toMatchObject({ port: 3000, temporalNamespace: 'default', databaseUrls: {} });
  });

  test('an unknown BUKTI_ setting is an error that names it', () => {
    expect(problemsOf({ BUKTI_DATADIR: '/x' })).toContain('BUKTI_DATADIR is not a setting');
  });

  test.each([
    ['PORT', '70000'],
    ['PORT', '3e3'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['TEMPORAL_ADDRESS', 'localhost'],
    ['BUKTI_DEMO', 'yes'],
    ['BUKTI_LOG_LEVEL', 'loud'],
    ['BUKTI_ORIGIN', 'two words'],
    ['BUKTI_POOL_SIZE', '0'],
  ])('%s=%s is an error that names the setting', (name, value) => {
    expect(problemsOf({ [name]: value })).toMatch(new RegExp(`^${name} must be`));
  });

  test('all problems are told at once', () => {
    expect(problemsOf({ PORT: 'x', BUKTI_DEMO: 'y' }).split('\n')).toHaveLength(2);
  });

  test('activities never outnumber database connections', () => {
    expect(problemsOf({ BUKTI_WORKER_ACTIVITIES: '20', BUKTI_WORKER_POOL_SIZE: '10' })).toContain('at most');
  });

  test('an empty value counts as absent', () => {
    expect(loadConfig({ PORT: '' }).port).toBe(3000);
  });

  test('a configuration cannot be changed', () => {
    expect(() => Object.assign(loadConfig({}).worker, { activities: 99 })).toThrow(TypeError);
  });

  test.each<[string, (config: object) => string]>([
    ['JSON', (config) => JSON.stringify(config)],
    ['inspection', (config) => inspect(config)],
    ['text', (config) => Object.values(config).map(String).join()],
  ])('a password does not print as %s', (_form, print) => {
    expect(print(loadConfig({ DATABASE_URL: url }))).not.toContain('hunter2');
  });

  test('a secret gives itself away only when asked', () => {
    expect(loadConfig({ DATABASE_URL: url }).adminUrl?.reveal()).toBe(url);
    expect(String(new Secret('x'))).toBe('[secret]');
  });

  test('a child inherits no way into a database but the one it is given', () => {
    const env = childEnvironment({ DATABASE_APP_URL: 'app' }, { DATABASE_URL: url, PGPASSWORD: 'x', HOME: '/h' });
    expect(env).toEqual({ DATABASE_APP_URL: 'app', HOME: '/h' });
  });

  test('docs/settings.md is the table of the schema', async () => {
    await expect(describeSettings()).toMatchFileSnapshot('../../docs/settings.md');
  });
});
