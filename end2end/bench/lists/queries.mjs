// What is asked of the lists: a name, and the path of the k-th request. Requests differ, so that no answer is a repeat.

/**
 * @param {number} people
 * @returns {Array<{ name: string, path: (k: number) => string, at?: 'first' | 'middle' | 'last', cursor?: boolean }>}
 */
export function queries(people) {
  const any = (/** @type {number} */ k, /** @type {number} */ size) => (k * 7919 + 13) % size;
  const hex = (/** @type {number} */ n) => n.toString(16).padStart(8, '0');
  const uuid = (/** @type {number} */ n) => `${hex(n)}-0000-4000-8000-000000000000`;
  const devices = Math.ceil(people / 2);
  const mix = (/** @type {bigint} */ n, /** @type {bigint} */ salt) => (n * 2654435761n + salt * 40503n) % 4294967296n;
  const fingerprint = (/** @type {number} */ n) =>
    hex(n) + [1n, 2n, 3n].map((salt) => mix(BigInt(n), salt).toString(16).padStart(8, '0')).join('');
  const sorts = ['lastTrackedAt', 'createdAt', 'lastScoredAt', 'humanityScore', 'behaviorScore'];
  const both = (/** @type {number} */ k) => (k % 2 ? 'ASC' : 'DESC');
  const deep = (/** @type {string} */ list, /** @type {string} */ query) =>
    (/** @type {const} */ (['first', 'middle', 'last'])).flatMap((at) => [
      { name: `${list}, ${at} page by number`, path: () => query, at },
      { name: `${list}, ${at} page by cursor`, path: () => query, at, cursor: true },
    ]);
  return [
    ...deep('events', '/events?sort=timestamp'),
    ...deep('events by name', '/events?sort=eventName'),
    ...deep('identities', '/identities?sort=lastTrackedAt'),
    ...deep('identities by score', '/identities?sort=humanityScore&order=ASC'),
    ...deep('devices', '/devices?sort=lastSeenAt'),
    ...deep('devices by country', '/devices?sort=country&order=ASC'),
    ...deep('events of a type', '/events?type=click'),
    { name: 'events of an identity', path: (k) => `/events?identity=user_${any(k, people)}` },
    { name: 'events of a busy identity', path: (k) => `/events?identity=user_1&pageNumber=${k}` },
    { name: 'events of a device', path: (k) => `/events?device=${fingerprint(any(k, devices))}` },
    { name: 'events of a session', path: (k) => `/events?session=${uuid(any(k, people))}` },
    { name: 'events of a type, rare and long ago', path: (k) => `/events?type=legacy_import&order=${both(k)}` },
    { name: 'events of a group', path: (k) => `/events?group=group_${any(k, people / 100)}` },
    { name: 'events of the largest group', path: (k) => `/events?group=group_0&groupType=organization&pageNumber=${k}` },
    { name: 'events of a type of group', path: (k) => `/events?groupType=team&pageNumber=${k}` },
    { name: 'events of a day', path: (k) => `/events?from=${day(k)}&to=${day(k + 1)}` },
    { name: 'events of a day and a type', path: (k) => `/events?from=${day(k)}&to=${day(k + 1)}&type=login` },
    { name: 'events of an identity and a type', path: (k) => `/events?identity=user_1&type=purchase&pageNumber=${k % 5}` },
    { name: 'events of a group and a type', path: (k) => `/events?group=group_0&type=purchase&pageNumber=${k % 5}` },
    { name: 'events of an identity by name', path: (k) => `/events?identity=user_${any(k, people)}&sort=eventName` },
    { name: 'event search, a name', path: (k) => `/events?term=${['purch', 'signup', 'legacy', 'reset'][k % 4]}` },
    { name: 'event search, an address', path: (k) => `/events?term=10.${any(k, 250)}.${any(k, 240)}.` },
    { name: 'event search, an identity', path: (k) => `/events?term=user_${any(k, people)}` },
    { name: 'event search, a person', path: (k) => `/events?term=lovelace${any(k, 100)}` },
    { name: 'event search, most of them', path: (k) => `/events?term=user_${k % 10}` },
    { name: 'event search, two letters', path: (k) => `/events?term=${['ad', 'gr', '10', 'us', 'zz'][k % 5]}` },
    { name: 'event search, nothing', path: (k) => `/events?term=nothing-${k}` },
    { name: 'event search, in a type', path: (k) => `/events?term=turing${any(k, 100)}&type=click` },
    { name: 'identities, every sort and order', path: (k) => `/identities?sort=${sorts[k % 5]}&order=${both(k)}` },
    { name: 'identity search, one', path: (k) => `/identities?term=user_${any(k, people)}` },
    { name: 'identity search, some', path: (k) => `/identities?term=lovelace${any(k, 100)}&sort=${sorts[k % 5]}` },
    { name: 'identity search, many', path: (k) => `/identities?term=${['turing', 'ada', 'example.com', 'user_'][k % 4]}&sort=${sorts[k % 5]}&order=${both(k)}` },
    { name: 'identity search, one or two letters', path: (k) => `/identities?term=${['a', 'ad', 'u', 'us', 'zz'][k % 5]}` },
    { name: 'identity search, nothing', path: (k) => `/identities?term=nothing-${k}` },
    { name: 'identity search, wildcards', path: (k) => `/identities?term=${encodeURIComponent(['%', '_1%', '"', 'a_a'][k % 4])}` },
    { name: 'identities of a score', path: (k) => `/identities?humanityMax=${k % 40}&sort=${sorts[k % 5]}` },
    { name: 'identities of two scores', path: (k) => `/identities?humanityMax=20&behaviorMin=${k % 80}` },
    { name: 'identities of a rare score', path: () => '/identities?humanityMin=100&authenticityMin=60&sort=createdAt' },
    { name: 'identities, disregarded', path: (k) => `/identities?disregarded=true&sort=${sorts[k % 5]}` },
    { name: 'identities, regarded', path: (k) => `/identities?disregarded=false&sort=${sorts[k % 5]}` },
    { name: 'identities of a group', path: (k) => `/identities?group=group_${any(k, people / 100)}` },
    { name: 'identities of the largest group', path: (k) => `/identities?group=group_0&sort=${sorts[k % 5]}&order=${both(k)}` },
    { name: 'identities of a type of group', path: (k) => `/identities?groupType=${k % 2 ? 'team' : 'organization'}` },
    { name: 'identities of a device', path: (k) => `/identities?device=${fingerprint(any(k, devices))}` },
    { name: 'identities, search and score', path: (k) => `/identities?term=hopper${any(k, 100)}&humanityMax=50` },
    { name: 'devices of an identity', path: (k) => `/devices?identity=user_${any(k, people)}` },
    { name: 'device search, a fingerprint', path: (k) => `/devices?term=${fingerprint(any(k, devices)).slice(0, 12)}` },
    { name: 'device search, an address', path: (k) => `/devices?term=10.${any(k, 250)}.${any(k, 240)}` },
    { name: 'device search, a browser', path: (k) => `/devices?term=${['firefox', 'HeadlessChrome', 'opr', 'curl'][k % 4]}&sort=lastSeenAt` },
    { name: 'device search, a place', path: (k) => `/devices?term=${['germany', 'japan', 'kenya'][k % 3]}&sort=country` },
    { name: 'device search, nothing', path: (k) => `/devices?term=nothing-${k}` },
  ];
}

/** A day of the last ninety. */
function day(/** @type {number} */ k) {
  return new Date(Date.parse('2026-11-20T00:00:00Z') - ((k * 7) % 80) * 86_400_000).toISOString();
}
