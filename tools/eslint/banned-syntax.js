/** Syntax that is banned everywhere. A later block of the configuration replaces the whole list, so each block spells its own in full. */
export const everywhere = [
  {
    selector: 'TSAsExpression > TSAsExpression.expression[typeAnnotation.type="TSUnknownKeyword"]',
    message: 'A double cast hides a wrong type. Parse it in src/schemas or narrow it.',
  },
  {
    selector: 'ExportAllDeclaration',
    message: 'No barrels: import the file that has it.',
  },
];

export const fewParameters = {
  // Express tells an error handler by its four parameters.
  selector: ':function[params.length>3]:not([params.length=4][params.3.name=/^_?next$/])',
  message: 'More than three parameters: pass one object.',
};

/** In tests a row of a table is spread over the parameters of the test: only named functions are counted. */
export const fewParametersInTests = { ...fewParameters, selector: 'FunctionDeclaration[params.length>3]' };

export const clockAndChance = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'No clock here: take the instant as an argument.',
  },
  { selector: 'CallExpression[callee.name="Date"]', message: 'No clock here: take the instant as an argument.' },
  {
    selector:
      'MemberExpression[property.name=/^(toLocale\\w*|localeCompare|getFullYear|getMonth|getDate|getDay|getHours|getMinutes|getSeconds|getTimezoneOffset)$/]',
    message: "Depends on the machine's locale or time zone. Use the UTC reading or compare code units.",
  },
];

export const refusedIsForServices = {
  selector: 'NewExpression[callee.name="Refused"]',
  message: 'Return a Refusal; services, activities and the edges throw it.',
};

const statement = '/^\\s*(SELECT|INSERT|UPDATE|DELETE|WITH|LOCK)\\s/';
export const noSql = [
  { selector: `Literal[value=${statement}]`, message: 'SQL stands in store.ts (writes) and queries.ts (screens).' },
  {
    selector: `TemplateElement[value.raw=${statement}]`,
    message: 'SQL stands in store.ts (writes) and queries.ts (screens).',
  },
];

export const inTests = [
  {
    selector: 'CallExpression[callee.name=/^(test|it)$/] > Literal.arguments:first-child[value=/\\bshould\\b/]',
    message: 'The title is the rule as a sentence, without "should".',
  },
  { selector: 'CallExpression[callee.name="it"]', message: 'Tests are spelled test(…).' },
  {
    selector: 'MemberExpression[object.name=/^(test|describe)$/][property.name=/^(only|skip|todo|fails)$/]',
    message: 'Every test runs.',
  },
  {
    selector: 'CallExpression[callee.object.name="vi"][callee.property.name=/^(mock|doMock|stubGlobal)$/]',
    message: 'No mock of our own modules: use the real thing.',
  },
];
