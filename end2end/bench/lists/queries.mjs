// What is asked of the lists: a name, and the path of the k-th request. Requests differ, so that no answer is a repeat.

import { FIRST, LAST, TYPES, sizesOf } from './rows.mjs';

/**
 * A request: `kind` is the line it counts for in the short table. With `at`, it is the first, the middle or the last page of a list, by
 * number or by cursor. A `worst` case is one that the lists are known to be bad at: it is measured, and may be slow.
 * @typedef {{ name: string, kind: string, path: (k: number) => string, at?: 'first' | 'middle' | 'last', cursor?: boolean,
 *   worst?: boolean }} Query
 */

/** Numbers that seem to have no order. */
const any = (/** @type {number} */ k, /** @type {number} */ size) => (k * 7919 + 13) % size;
const of = (/** @type {number} */ k, /** @type {string[]} */ words) => words[k % words.length];
const both = (/** @type {number} */ k) => (k % 2 ? 'ASC' : 'DESC');
const hex = (/** @type {number} */ n) => n.toString(16).padStart(8, '0');
const uuid = (/** @type {number} */ n) => `${hex(n)}-0000-4000-8000-000000000000`;
const mix = (/** @type {bigint} */ n, /** @type {bigint} */ salt) => (n * (2654435761n + salt * 1640531526n)) % 4294967296n;
const fingerprint = (/** @type {number} */ n) =>
  hex(n) + [1n, 2n, 3n].map((salt) => mix(BigInt(n), salt).toString(16).padStart(8, '0')).join('');
/** The beginning of a day of the last ninety, or so many days later. */
const day = (/** @type {number} */ k, later = 0) =>
  new Date(Date.parse('2026-11-18T00:00:00Z') - (((k * 7) % 80) - later) * 86_400_000).toISOString();
const within = (/** @type {number} */ k) => `from=${day(k)}&to=${day(k, 1)}`;

/**
 * The first, the middle and the last page of a list, by number and by cursor.
 * @param {string} name
 * @param {string} query
 * @returns {Query[]}
 */
function deep(name, query) {
  const list = query.slice(1).split('?')[0];
  return (/** @type {const} */ (['first', 'middle', 'last'])).flatMap((at) => [
    { name: `${name}, ${at} page by number`, kind: `${list}: pages by number`, path: () => query, at },
    { name: `${name}, ${at} page by cursor`, kind: `${list}: pages by cursor`, path: () => query, at, cursor: true },
  ]);
}

/**
 * Every order of a list, the first page and deep ones.
 * @param {string} list
 * @param {string[]} sorts
 */
function orders(list, sorts) {
  return sorts.flatMap((sort) =>
    ['DESC', 'ASC'].flatMap((order) => deep(`${list} by ${sort} ${order}`, `/${list}?sort=${sort}&order=${order}`)),
  );
}

/**
 * @param {string} kind
 * @param {Record<string, (k: number) => string>} paths
 * @returns {Query[]}
 */
const asked = (kind, paths) => Object.entries(paths).map(([name, path]) => ({ name, kind, path }));

/**
 * @param {number} people
 * @returns {Query[]}
 */
export function queries(people) {
  const sizes = sizesOf(people);
  const ids = {
    person: (/** @type {number} */ k) => `user_${any(k, people)}`,
    device: (/** @type {number} */ k) => fingerprint(any(k, sizes.devices)),
    session: (/** @type {number} */ k) => uuid(any(k, sizes.sessions)),
    group: (/** @type {number} */ k) => `group_${any(k, sizes.groups)}`,
    address: (/** @type {number} */ k) => `10.${any(k, 250)}.${any(k, 240)}`,
  };
  return [...events(ids), ...identities(ids), ...groups(ids), ...devices(ids), ...escalations(ids)];
}

/** @typedef {Record<'person' | 'device' | 'session' | 'group' | 'address', (k: number) => string>} Ids */

/** @param {Ids} ids */
function events(ids) {
  const sorts = ['timestamp', 'eventName'];
  return [
    ...orders('events', sorts),
    ...deep('events of the largest type', '/events?type=page_view'),
    ...deep('events of a type in a month', `/events?type=click&from=${day(6)}&to=${day(2)}`),
    ...deep('events of a month by name', `/events?from=${day(6)}&to=${day(2)}&sort=eventName`),
    ...deep('events of the largest group', '/events?group=group_0'),
    ...deep('events of a type of group', '/events?groupType=team'),
    ...deep('events of a busy identity', '/events?identity=user_1'),
    ...deep('events of a month', `/events?from=${day(6)}&to=${day(2)}`),
    ...deep('events of a search', '/events?term=user_1'),
    ...asked('events: one filter', {
      'events of an identity': (k) => `/events?identity=${ids.person(k)}&order=${both(k)}`,
      'events of a busy identity': (k) => `/events?identity=user_1&pageNumber=${k}`,
      'events of a device': (k) => `/events?device=${ids.device(k)}`,
      'events of a session': (k) => `/events?session=${ids.session(k)}`,
      'events of a type, page after page': (k) => `/events?type=${of(k, TYPES)}&order=${both(k)}&pageNumber=${k}`,
      'events of a type, rare and long ago': (k) => `/events?type=legacy_import&order=${both(k)}`,
      'events of a type that is not there': (k) => `/events?type=nothing.${k}`,
      'events of a group': (k) => `/events?group=${ids.group(k)}`,
      'events of the largest group, page after page': (k) => `/events?group=group_0&groupType=organization&pageNumber=${k}`,
      'events of a type of group, page after page': (k) => `/events?groupType=${of(k, ['team', 'organization'])}&pageNumber=${k}`,
      'events of a day': (k) => `/events?${within(k)}`,
      'events since a day': (k) => `/events?from=${day(k)}&order=${both(k)}`,
      'events until a day': (k) => `/events?to=${day(k)}&order=${both(k)}`,
      'events of an identity by name': (k) => `/events?identity=${ids.person(k)}&sort=eventName`,
      'events of a busy identity by name': (k) => `/events?identity=user_1&sort=eventName&order=${both(k)}`,
      'events of a device by name': (k) => `/events?device=${ids.device(k)}&sort=eventName`,
      'events of a type by name': (k) => `/events?type=${of(k, TYPES)}&sort=eventName&order=${both(k)}`,
      'events of the largest group by name': (k) => `/events?group=group_0&sort=eventName&order=${both(k)}`,
      'events of a type of group by name': (k) => `/events?groupType=team&sort=eventName&order=${both(k)}`,
      'events of a day by name': (k) => `/events?${within(k)}&sort=eventName&order=${both(k)}`,
    }),
    ...asked('events: several filters', {
      'events of a day and a type': (k) => `/events?${within(k)}&type=login`,
      'events of a day and the largest group': (k) => `/events?${within(k)}&group=group_0`,
      'events of a day, a type and the largest group': (k) => `/events?${within(k)}&type=click&group=group_0`,
      'events of an identity and a type': (k) => `/events?identity=user_1&type=purchase&pageNumber=${k % 5}`,
      'events of an identity and a day': (k) => `/events?identity=user_1&${within(k)}`,
      'events of an identity and a group': (k) => `/events?identity=${ids.person(k)}&group=group_0`,
      'events of a device and a type': (k) => `/events?device=${ids.device(k)}&type=page_view`,
      'events of a session and an identity': (k) => `/events?session=${ids.session(k)}&identity=${ids.person(k)}`,
      'events of a group and a type': (k) => `/events?group=group_0&type=purchase&pageNumber=${k % 5}`,
      'events of a group and a rare type': (k) => `/events?group=group_0&type=legacy_import&order=${both(k)}`,
      'events of a type of group and a type': (k) => `/events?groupType=team&type=login&pageNumber=${k % 5}`,
      'events of a group and a type by name': (k) => `/events?group=group_0&type=click&sort=eventName&order=${both(k)}`,
    }),
    ...asked('events: search', {
      'event search, a name': (k) => `/events?term=${of(k, ['purch', 'signup', 'legacy', 'reset'])}`,
      'event search, an address': (k) => `/events?term=${ids.address(k)}.`,
      'event search, a network': (k) => `/events?term=10.${any(k, 250)}.`,
      'event search, an identity': (k) => `/events?term=${ids.person(k)}`,
      'event search, a person': (k) => `/events?term=lovelace${any(k, 100)}`,
      'event search, a first name': (k) => `/events?term=${of(k, FIRST)}&order=${both(k)}`,
      'event search, most of them': (k) => `/events?term=user_${k % 10}`,
      'event search, one letter': (k) => `/events?term=${of(k, ['a', 'u', '1', 'z', 'p'])}`,
      'event search, two letters': (k) => `/events?term=${of(k, ['ad', 'gr', '10', 'us', 'zz'])}`,
      'event search, three letters': (k) => `/events?term=${of(k, ['ada', 'log', '.te', 'qqq', 'r_9'])}`,
      'event search, nothing': (k) => `/events?term=nothing-${k}`,
      'event search, by name': (k) => `/events?term=${of(k, ['purch', 'turing', 'lovelace7', '10.7.'])}&sort=eventName`,
      'event search, in a type': (k) => `/events?term=turing${any(k, 100)}&type=click`,
      'event search, common, in a type': (k) => `/events?term=${of(k, LAST)}&type=${of(k, TYPES)}`,
      'event search, many people, in a rare type of long ago': () => '/events?term=user_&type=legacy_import',
      'event search, in a day': (k) => `/events?term=turing&${within(k)}`,
      'event search, in a group': (k) => `/events?term=hopper${any(k, 10)}&group=group_0`,
      'event search, in an identity': (k) => `/events?term=click&identity=user_1&pageNumber=${k % 5}`,
    }),
    ...worst({
      'events of a group and a type, both many, never together': () => '/events?group=group_0&type=page_view',
      'events of a type of group and a type, both many, never together': () => '/events?groupType=team&type=page_view',
    }),
  ];
}

/** @param {Ids} ids */
function identities(ids) {
  const scores = ['humanityScore', 'authenticityScore', 'uniquenessScore', 'behaviorScore'];
  const sorts = ['lastTrackedAt', 'createdAt', 'lastScoredAt', ...scores];
  const sorted = (/** @type {number} */ k) => `sort=${of(k, sorts)}&order=${both(k)}`;
  return [
    ...orders('identities', sorts),
    ...deep('identities, regarded', '/identities?disregarded=false'),
    ...deep('identities of a score', '/identities?humanityMax=50'),
    ...deep('identities of a search', '/identities?term=turing'),
    ...deep('identities of the largest group', '/identities?group=group_0'),
    ...asked('identities: one filter', {
      'identities of a score': (k) => `/identities?humanityMax=${k % 40}&${sorted(k)}`,
      'identities of every score': (k) => `/identities?${of(k, scores).replace('Score', of(k, ['Min', 'Max', 'Min']))}=${any(k, 100)}&${sorted(k)}`,
      'identities of a score by it': (k) => `/identities?behaviorMin=${k}&behaviorMax=${k + 20}&sort=behaviorScore&order=${both(k)}`,
      'identities, disregarded': (k) => `/identities?disregarded=true&${sorted(k)}`,
      'identities, regarded': (k) => `/identities?disregarded=false&${sorted(k)}`,
      'identities of a group': (k) => `/identities?group=${ids.group(k)}`,
      'identities of the largest group': (k) => `/identities?group=group_0&${sorted(k)}`,
      'identities of a type of group': (k) => `/identities?groupType=${of(k, ['team', 'organization'])}&${sorted(k)}`,
      'identities of a device': (k) => `/identities?device=${ids.device(k)}`,
      'identities of a common badge': (k) => `/identities?badge=power_user&${sorted(k)}`,
      'identities of a rare badge': (k) => `/identities?badge=takeover_suspected&${sorted(k)}`,
      'identities of a badge that is not there': (k) => `/identities?badge=nothing${k}`,
    }),
    ...asked('identities: several filters', {
      'identities of two scores': (k) => `/identities?humanityMax=20&behaviorMin=${k % 80}`,
      'identities of four scores': (k) => `/identities?humanityMax=60&behaviorMin=20&authenticityMin=${k}&uniquenessMax=80&${sorted(k)}`,
      'identities of a rare score': () => '/identities?humanityMin=100&authenticityMin=60&sort=createdAt',
      'identities of a group and a score': (k) => `/identities?group=group_0&humanityMax=${k}&${sorted(k)}`,
      'identities of a badge and a score': (k) => `/identities?badge=power_user&humanityMax=${k}&${sorted(k)}`,
      'identities of a group and a badge': (k) => `/identities?group=group_0&badge=power_user&disregarded=false&${sorted(k)}`,
      'identities, disregarded, of a score': (k) => `/identities?disregarded=true&humanityMax=${k}&${sorted(k)}`,
    }),
    ...asked('identities: search', {
      'identity search, one': (k) => `/identities?term=${ids.person(k)}`,
      'identity search, some': (k) => `/identities?term=lovelace${any(k, 100)}&${sorted(k)}`,
      'identity search, many': (k) => `/identities?term=${of(k, ['turing', 'ada', 'example.com', 'user_'])}&${sorted(k)}`,
      'identity search, a name': (k) => `/identities?term=${of(k, FIRST)}+${of(k >> 4, LAST)}&${sorted(k)}`,
      'identity search, an address': (k) => `/identities?term=ada.turing${any(k, 1000)}`,
      'identity search, one or two letters': (k) => `/identities?term=${of(k, ['a', 'ad', 'u', 'us', 'zz'])}&${sorted(k)}`,
      'identity search, three letters': (k) => `/identities?term=${of(k, ['ada', 'com', 'r_9', 'qqq', '999'])}&${sorted(k)}`,
      'identity search, nothing': (k) => `/identities?term=nothing-${k}`,
      'identity search, wildcards': (k) => `/identities?term=${encodeURIComponent(of(k, ['%', '_1%', '"', 'a_a']))}`,
      'identities, search and score': (k) => `/identities?term=hopper${any(k, 100)}&humanityMax=50`,
      'identities, common search and score': (k) => `/identities?term=${of(k, LAST)}&humanityMax=${20 + k}&${sorted(k)}`,
      'identities, search and group': (k) => `/identities?term=${of(k, LAST)}&group=group_0&${sorted(k)}`,
      'identities, search and badge': (k) => `/identities?term=${of(k, LAST)}&badge=power_user&${sorted(k)}`,
    }),
    ...worst({
      'identities of two scores, both many, never together': (k) => `/identities?humanityMax=5&behaviorMin=97&${sorted(k)}`,
      'identities of a search and a score, few together': (k) => `/identities?term=turing&humanityMax=2&${sorted(k)}`,
      'identities of two scores, a quarter each, never together': (k) => `/identities?humanityMax=12&behaviorMax=83&behaviorMin=60&${sorted(k)}`,
    }),
  ];
}

/** @param {Ids} ids */
function groups(ids) {
  const sorts = ['lastTrackedAt', 'displayName'];
  const sorted = (/** @type {number} */ k) => `sort=${of(k >> 1, sorts)}&order=${both(k)}`;
  return [
    ...orders('groups', sorts),
    ...deep('groups of a type', '/groups?type=organization'),
    ...asked('groups: one filter', {
      'groups of a type, few': (k) => `/groups?type=team&${sorted(k)}`,
      'groups of a type, many': (k) => `/groups?type=organization&${sorted(k)}`,
      'groups of an identity': (k) => `/groups?identity=${ids.person(k)}`,
    }),
    ...asked('groups: several filters', {
      'groups of an identity and a type': (k) => `/groups?identity=${ids.person(k)}&type=organization`,
    }),
    ...asked('groups: search', {
      'group search, one': (k) => `/groups?term=${ids.group(k)}`,
      'group search, many': (k) => `/groups?term=${of(k, ['labs', 'turing', 'group_'])}&${sorted(k)}`,
      'group search, one or two letters': (k) => `/groups?term=${of(k, ['t', 'gr', 'ho', 'zz', 'q'])}&${sorted(k)}`,
      'group search, three letters': (k) => `/groups?term=${of(k, ['lab', 'p_9', 'qqq', '777'])}&${sorted(k)}`,
      'group search, nothing': (k) => `/groups?term=nothing-${k}`,
      'group search, in a type': (k) => `/groups?term=${of(k, LAST)}&type=team&${sorted(k)}`,
    }),
  ];
}

/** @param {Ids} ids */
function devices(ids) {
  const sorts = ['lastSeenAt', 'firstSeenAt', 'country'];
  const sorted = (/** @type {number} */ k) => `sort=${of(k >> 1, sorts)}&order=${both(k)}`;
  return [
    ...orders('devices', sorts),
    ...deep('devices of a search', '/devices?term=firefox'),
    ...asked('devices: one filter', {
      'devices of an identity': (k) => `/devices?identity=${ids.person(k)}&${sorted(k)}`,
      'devices of a busy identity': (k) => `/devices?identity=user_1&${sorted(k)}`,
    }),
    ...asked('devices: several filters', {
      'devices of a busy identity and a search': (k) => `/devices?identity=user_1&term=${of(k, ['firefox', 'japan', 'nothing'])}&${sorted(k)}`,
    }),
    ...asked('devices: search', {
      'device search, a fingerprint': (k) => `/devices?term=${ids.device(k).slice(0, 12)}`,
      'device search, an address': (k) => `/devices?term=${ids.address(k)}&${sorted(k)}`,
      'device search, a network': (k) => `/devices?term=10.${any(k, 250)}.&${sorted(k)}`,
      'device search, a browser': (k) => `/devices?term=${of(k, ['firefox', 'HeadlessChrome', 'opr', 'curl'])}&${sorted(k)}`,
      'device search, all of them': (k) => `/devices?term=mozilla&${sorted(k)}`,
      'device search, a place': (k) => `/devices?term=${of(k, ['germany', 'japan', 'kenya'])}&${sorted(k)}`,
      'device search, one or two letters': (k) => `/devices?term=${of(k, ['g', 'ge', '1', '10', 'zz'])}&${sorted(k)}`,
      'device search, three letters': (k) => `/devices?term=${of(k, ['opr', '126', 'abc', 'qqq', '.77'])}&${sorted(k)}`,
      'device search, nothing': (k) => `/devices?term=nothing-${k}`,
    }),
  ];
}

/** @param {Ids} ids */
function escalations(ids) {
  const sorted = (/** @type {number} */ k) => `sort=${of(k >> 1, ['openedAt', 'severity'])}&order=${both(k)}`;
  const states = ['OPEN', 'ACKNOWLEDGED', 'CLOSED', 'PENDING'];
  const severities = ['INFO', 'WARNING', 'CRITICAL'];
  return [
    ...orders('escalations', ['openedAt', 'severity']),
    ...deep('escalations that are closed', '/escalations?status=CLOSED'),
    ...deep('escalations of a rule', '/escalations?rule=rule-1'),
    ...asked('escalations: one filter', {
      'escalations of each state': (k) => `/escalations?status=${of(k, states)}&${sorted(k)}`,
      'escalations of each severity': (k) => `/escalations?severity=${of(k, severities)}&${sorted(k)}`,
      'escalations of a rule': (k) => `/escalations?rule=rule-${any(k, 9)}&${sorted(k)}`,
      'escalations of a rule by its number': (k) => `/escalations?rule=${any(k, 9)}&${sorted(k)}`,
      'escalations of a rule that raised few': (k) => `/escalations?rule=rule-8&${sorted(k)}`,
      'escalations of an identity': (k) => `/escalations?identity=${ids.person(k)}`,
      'escalations of a busy identity': (k) => `/escalations?identity=user_1&${sorted(k)}`,
      'escalation summary': () => '/escalations/summary',
    }),
    ...asked('escalations: several filters', {
      'escalations of a state and a severity': (k) => `/escalations?status=${of(k, states)}&severity=${of(k >> 2, severities)}&${sorted(k)}`,
      'escalations of a rule and a state': (k) => `/escalations?rule=rule-${any(k, 9)}&status=${of(k, states)}&${sorted(k)}`,
      'escalations of a rule and a severity': (k) => `/escalations?rule=${any(k, 9)}&severity=${of(k, severities)}&${sorted(k)}`,
      'escalations of an identity and a state': (k) => `/escalations?identity=user_1&status=${of(k, states)}&${sorted(k)}`,
    }),
  ];
}

/** @param {Record<string, (k: number) => string>} paths */
const worst = (paths) => asked('worst cases', paths).map((query) => ({ ...query, worst: true }));
