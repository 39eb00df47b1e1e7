import { basename } from 'node:path';

/** The words that stand for "I do not know what this is for"; docs/glossary.md has better ones. */
const vagueWords = new Set('manager helper helpers util utils common misc base impl fns data info object'.split(' '));

/** @param {import('eslint').Rule.Node} node */
const isTransactionCall = (node) =>
  node.type === 'CallExpression' &&
  node.callee.type === 'MemberExpression' &&
  node.callee.property.type === 'Identifier' &&
  node.callee.property.name === 'transaction';

const isFunction = (node) => /Function(Expression|Declaration)$/.test(node.type);
const takesTx = (node) => isFunction(node) && node.params.some((param) => param.name === 'tx');

/** The innermost function around `node` that runs inside a transaction: a callback of `.transaction(…)`, or one that takes a `tx`. */
function transactionAround(node) {
  for (let at = node.parent; at; at = at.parent) {
    if (takesTx(at) || (isFunction(at) && isTransactionCall(at.parent) && at.parent.arguments.includes(at))) return at;
  }
  return undefined;
}

/** What `node` spells when it is a plain path (`db`, `deps.database`), else nothing. */
function spelled(node) {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression' || node.computed) return undefined;
  const object = spelled(node.object);
  return object && `${object}.${node.property.name}`;
}

/** @type {import('eslint').Rule.RuleModule} */
const oneConnection = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'Inside a transaction every statement goes through tx.' },
    messages: {
      second: '"{{name}}" takes a second pooled connection inside a transaction: the pool can then deadlock. Use tx.',
    },
  },
  create: (context) => ({
    'CallExpression > MemberExpression.callee'(node) {
      const name = spelled(node.object);
      if (!name || !/(^|\.)(db|database|pool)$/.test(name)) return;
      if (transactionAround(node)) context.report({ node, messageId: 'second', data: { name } });
    },
  }),
};

/** @type {import('eslint').Rule.RuleModule} */
const noCatchInTransaction = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'A catch inside a transaction rethrows.' },
    messages: {
      swallowed:
        'Postgres has aborted this transaction: a catch that does not end in a throw would report success for a rollback.',
    },
  },
  create: (context) => ({
    CatchClause(node) {
      if (transactionAround(node) && node.body.body.at(-1)?.type !== 'ThrowStatement') {
        context.report({ node, messageId: 'swallowed' });
      }
    },
    'CallExpression[callee.property.name="catch"]'(node) {
      if (transactionAround(node)) context.report({ node, messageId: 'swallowed' });
    },
  }),
};

/** @type {import('eslint').Rule.RuleModule} */
const plainFileName = {
  meta: {
    type: 'suggestion',
    schema: [],
    docs: { description: 'File names are kebab-case words with a meaning.' },
    messages: {
      form: 'The file name "{{name}}" is not kebab-case.',
      vague: 'The word "{{word}}" in the file name says nothing: name the single job of the file.',
    },
  },
  create: (context) => ({
    Program(node) {
      const name = basename(context.filename);
      const word = name.replace(/^\./, '').split('.')[0].split('-').at(-1);
      if (!/^\.?[a-z0-9]+([-.][a-z0-9]+)*$/.test(name)) context.report({ node, messageId: 'form', data: { name } });
      if (vagueWords.has(word)) context.report({ node, messageId: 'vague', data: { word } });
    },
  }),
};

/** Rules that no published plugin has, because they are about this house. */
export const house = {
  meta: { name: 'house' },
  rules: {
    'one-connection': oneConnection,
    'no-catch-in-transaction': noCatchInTransaction,
    'plain-file-name': plainFileName,
  },
};
