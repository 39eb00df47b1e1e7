import { memberOf } from './absent.ts';
import { ageAtAppointment, isWithinAge } from './age.ts';
import { addMonths, completedMonths } from './dates.ts';
import { disciplineOn } from './discipline.ts';
import { decided, type GateAsk, type GateCheck, judge, undecided } from './gate-check.ts';
import { checkBlackout, checkConflict, checkVacancy } from './gate-checks-case.ts';
import { checkAssessment, checkJpm, checkPerformance } from './gate-checks-merit.ts';
import { heldPosts, monthsAtLevels } from './measures-history.ts';
import type { GateName, GateRuleOf } from './policy-pack.ts';
import { educationLevels, rankNames } from './siasn-codes.ts';

type Check<Name extends GateName> = (rule: GateRuleOf<Name>, ask: GateAsk) => GateCheck;

/** One check per gate. Each reads the record or the case; what it does not find it names and leaves UNKNOWN. */
export const gateChecks: { readonly [Name in GateName]: Check<Name> } = {
  'employee-kind': ({ kinds }, { record }) =>
    judge(record.kind, 'jenisPegawai', (kind) => ({ passes: kinds.includes(kind), value: kind })),
  'status-aktif': ({ active }, { record }) =>
    judge(record.status, 'kedudukanHukum', (code) => ({ passes: active.includes(code), value: code })),
  education: ({ accepted }, { record }) =>
    judge(record.education, 'tingkatPendidikan', (code) =>
      educationLevels.has(code) ? { passes: accepted.includes(code), value: code } : undefined,
    ),
  discipline: checkDiscipline,
  rank: checkRank,
  'prior-post': checkPriorPost,
  experience: checkExperience,
  age: checkAge,
  retirement: checkRetirement,
  'tenure-in-post': checkTenure,
  assessment: checkAssessment,
  'performance-two-years': checkPerformance,
  jpm: checkJpm,
  box: ({ boxes }, { merit }) =>
    merit.box === null
      ? undecided(merit.missing.join(' '), { source: 'indicators' })
      : decided(boxes.includes(merit.box), { value: String(merit.box), source: 'indicators' }),
  'wealth-report': (_rule, { record }) =>
    judge(record.wealthReport, 'lhkpn', ({ filedOn, checkedOn }) => ({
      passes: filedOn !== null,
      value: filedOn ?? `none on ${checkedOn}`,
    })),
  vacancy: checkVacancy,
  'conflict-of-interest': checkConflict,
  'election-blackout': checkBlackout,
};

function checkDiscipline({ levels }: GateRuleOf<'discipline'>, { record, on }: GateAsk): GateCheck {
  const register = record.sanctions;
  const found = disciplineOn(register.items, on, { windowMonths: 0, gateLevels: levels });
  const source = found.source ?? register.source;
  if (found.gate === 'UNKNOWN') return undecided('hukdis', { source, reason: found.reason });
  const value = found.gate === 'FAIL' ? 'serving or under examination' : 'none served';
  return decided(found.gate === 'PASS', { value, source });
}

function checkRank(rule: GateRuleOf<'rank'>, { record, target }: GateAsk): GateCheck {
  const least = memberOf(rule.minimums, target.eselon ?? '') ?? rule.otherwise;
  return judge(record.rank, 'golongan', (rank) => {
    const name = memberOf(rankNames, rank);
    return name === undefined
      ? undefined
      : { passes: rank >= least, value: `${name} (min ${memberOf(rankNames, least) ?? least})` };
  });
}

/** Two years as Administrator, or as JF ahli madya, … : the longest of the alternatives is shown. */
function checkPriorPost({ alternatives }: GateRuleOf<'prior-post'>, ask: GateAsk): GateCheck {
  const { record, target, pack } = ask;
  const { source } = record.posts;
  const items = heldPosts(record);
  if (target.plannedOn === null) return undecided('plannedOn', { source: 'selection' });
  if (items === null) return undecided('riwayatJabatan', { source });
  const asked = { on: target.plannedOn, tenure: pack.algorithms.tenure };
  const held = alternatives.map(({ level, months }) => ({
    level,
    months,
    had: monthsAtLevels(items, { ...asked, levels: [level] }),
  }));
  const reached = held.find(({ had, months }) => had !== null && had >= months);
  if (reached !== undefined) return decided(true, { value: `${reached.level} ${reached.had} months`, source });
  if (held.some(({ had }) => had === null) || hasUnclearPost(ask)) return undecided('tmtJabatan', { source });
  const value = held.map(({ level, had }) => `${level} ${had} months`).join(', ');
  return decided(false, { value, source });
}

/** A post without level or start might be the one that is missing, so it forbids a FAIL. */
function hasUnclearPost({ record }: GateAsk): boolean {
  return (record.posts.items ?? []).some(
    ({ level, startedOn, conflict }) => level === null || startedOn === null || conflict !== null,
  );
}

function checkExperience(rule: GateRuleOf<'experience'>, ask: GateAsk): GateCheck {
  const { record, target, pack } = ask;
  const { source } = record.posts;
  const items = heldPosts(record);
  if (target.plannedOn === null) return undecided('plannedOn', { source: 'selection' });
  if (items === null) return undecided('riwayatJabatan', { source });
  const { tenure } = pack.algorithms;
  const months = monthsAtLevels(items, { levels: rule.levels, on: target.plannedOn, tenure });
  if (months !== null && months >= rule.months) return decided(true, { value: `${months} months`, source });
  if (months === null || hasUnclearPost(ask)) return undecided('tmtJabatan', { source });
  return decided(false, { value: `${months} months`, source });
}

function checkAge(rule: GateRuleOf<'age'>, { record, target }: GateAsk): GateCheck {
  const { value: bornOn, source, conflict } = record.bornOn;
  const age = ageAtAppointment({ bornOn, plannedOn: target.plannedOn, leapBirthday: rule.leapBirthday });
  if (age.status === 'UNKNOWN') return undecided(age.missing.join(' '), { source, reason: conflict });
  return decided(isWithinAge(age, rule), { value: `${age.years} years ${age.daysSinceBirthday} days`, source });
}

function checkRetirement(rule: GateRuleOf<'retirement'>, { record, target }: GateAsk): GateCheck {
  const { plannedOn } = target;
  if (plannedOn === null && record.bornOn.value !== null) return undecided('plannedOn', { source: 'selection' });
  return judge(record.bornOn, 'bornOn', (bornOn) => {
    const left = completedMonths(plannedOn ?? bornOn, addMonths(bornOn, rule.retirementAge * 12));
    return { passes: left >= rule.minMonths, value: `${left} months of service left` };
  });
}

function checkTenure(rule: GateRuleOf<'tenure-in-post'>, { record, target }: GateAsk): GateCheck {
  if (target.plannedOn === null) return undecided('plannedOn', { source: 'selection' });
  const on = target.plannedOn;
  return judge(record.currentPost, 'tmtJabatan', ({ startedOn }) => {
    if (startedOn === null) return undefined;
    const months = completedMonths(startedOn, on);
    return { passes: months >= rule.minMonths, value: `${months} months since ${startedOn}` };
  });
}
