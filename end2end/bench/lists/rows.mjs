// Statements that fill an empty account with people, devices, sessions, groups, events, badges and escalations, all
// made from counting: the same rows on every run and on both databases.

export const FIRST = ['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Donald', 'Margaret', 'Dennis', 'Radia', 'Ken', 'Frances', 'Linus', 'Hedy', 'Claude', 'Jean', 'Tim'];
export const LAST = ['Lovelace', 'Hopper', 'Turing', 'Dijkstra', 'Liskov', 'Knuth', 'Hamilton', 'Ritchie', 'Perlman', 'Thompson', 'Allen', 'Torvalds', 'Lamarr', 'Shannon', 'Bartik', 'Lee'];
const DOMAINS = ['example.com', 'example.org', 'mail.test', 'acme.test'];
const COUNTRIES = ['Germany', 'France', 'Japan', 'Brazil', 'India', 'Canada', 'Kenya'];
const AGENTS = ['Chrome/126.0', 'Firefox/127.0', 'Safari/605.1', 'Edg/126.0', 'curl/8.5', 'HeadlessChrome/126.0', 'SamsungBrowser/25', 'OPR/110'];
/** Half of all events are the first, a quarter the second, and so on. */
export const TYPES = ['page_view', 'click', 'login', 'purchase', 'user.signup', 'logout', 'password.reset', 'support_ticket'];

const KINDS = ['Labs', 'Partners', 'Works', 'Society'];

const DAY = 86_400_000;

/** How many rows of each kind there are. */
export const sizesOf = (/** @type {number} */ people) => ({
  people,
  devices: Math.ceil(people / 2),
  sessions: people,
  groups: Math.ceil(people / 10),
  events: people * 5,
  escalations: Math.ceil(people / 5),
});

/**
 * @param {'sqlite' | 'postgres'} kind
 * @param {number} people
 * @param {number} now
 */
export function statements(kind, people, now) {
  const sizes = sizesOf(people);
  const begin = now - 90 * DAY;
  const newline = kind === 'sqlite' ? 'char(10)' : 'chr(10)';
  const yes = (/** @type {string} */ condition) => (kind === 'sqlite' ? `(${condition})` : `(${condition})::boolean`);
  const hex = (/** @type {string} */ n) => (kind === 'sqlite' ? `lower(printf('%08x', ${n}))` : `lpad(to_hex(${n}), 8, '0')`);
  const count = (/** @type {number} */ size) =>
    `WITH RECURSIVE n(i) AS (SELECT CAST(0 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < ${size - 1})`;
  // Spreads counting over 32 bits, each salt in its own way. Only the upper bits seem to have no order: the lower repeat soon.
  const mix = (/** @type {string} */ n, salt = 1) => `((${n} * ${2654435761 + salt * 1640531526}) % 4294967296)`;
  const pick = (/** @type {string[]} */ words, /** @type {string} */ n) =>
    `CASE (${n}) % ${words.length} ${words.map((word, at) => `WHEN ${at} THEN '${word}'`).join(' ')} END`;
  const address = (/** @type {string} */ n) => `'10.' || (${n} / 65536 % 256) || '.' || (${n} / 256 % 256) || '.' || (${n} % 256)`;

  const devicesFrom = people;
  const sessionsFrom = devicesFrom + sizes.devices;
  const groupsFrom = sessionsFrom + sizes.sessions;
  const eventsFrom = groupsFrom + sizes.groups;
  const score = (/** @type {number} */ salt) => `CASE WHEN i % 10 = 9 THEN NULL ELSE ${mix('i', salt)} / 7 % 101 END`;

  const identities = `INSERT INTO identities (account_id, id, identity_id, display_name, display_email, display_username,
      email_key, search_text, data, server_keys, disregarded, humanity_score, authenticity_score, uniqueness_score,
      behavior_score, created_at, updated_at, last_tracked_at, last_scored_at)
    ${count(people)},
    named(i, first, last) AS (SELECT i, ${pick(FIRST, `${mix('i', 2)} / 65536`)}, ${pick(LAST, `${mix('i', 3)} / 65536`)} FROM n),
    mailed(i, name, email) AS (SELECT i, first || ' ' || last,
      lower(first) || '.' || lower(last) || i || '@' || ${pick(DOMAINS, 'i')} FROM named)
    SELECT 1, i + 1, 'user_' || i, name, email, NULL, email,
      'user_' || i || ${newline} || lower(name) || ${newline} || email,
      '{"name":"' || name || '","email":"' || email || '","plan":"pro"}', '["name","email","plan"]', ${yes('i % 5000 = 7')},
      ${score(4)}, ${score(5)}, ${score(6)}, ${score(7)},
      ${begin} + i * ${Math.floor((90 * DAY) / people)}, ${now}, CASE WHEN i % 50 = 49 THEN NULL ELSE ${begin} + ${mix('i', 8)} % ${90 * DAY} END,
      CASE WHEN i % 10 = 9 THEN NULL ELSE ${begin} + ${mix('i', 9)} % ${90 * DAY} END FROM mailed`;

  const devices = `INSERT INTO devices (account_id, id, fingerprint, ip, user_agent, country, country_code, disregarded,
      first_seen_at, last_seen_at)
    ${count(sizes.devices)}
    SELECT 1, ${devicesFrom} + i + 1, ${hex('i')} || ${hex(mix('i'))} || ${hex(mix('i', 2))} || ${hex(mix('i', 3))},
      ${address(mix('i'))}, 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) ' || ${pick(AGENTS, mix('i', 2))},
      CASE WHEN i % 3 = 0 THEN NULL ELSE ${pick(COUNTRIES, mix('i', 3))} END, NULL, ${yes('i % 1000 = 5')},
      ${begin} + i, ${begin} + ${mix('i', 4)} % ${90 * DAY} FROM n`;

  const sessions = `INSERT INTO sessions (account_id, id, session_id, device_id, started_at, last_event_at, event_count)
    ${count(sizes.sessions)}
    SELECT 1, ${sessionsFrom} + i + 1, ${hex('i')} || '-0000-4000-8000-000000000000', ${devicesFrom} + i % ${sizes.devices} + 1,
      ${begin} + i, ${begin} + i, 5 FROM n`;

  const groups = `INSERT INTO groups (account_id, id, type, group_id, display_name, search_text, data, created_at, updated_at, last_tracked_at)
    ${count(sizes.groups)},
    named(i, name) AS (SELECT i, CASE WHEN i % 20 = 13 THEN NULL ELSE ${pick(LAST, `${mix('i')} / 65536`)} || ' ' || ${pick(KINDS, `${mix('i', 2)} / 65536`)} || ' ' || i END FROM n)
    SELECT 1, ${groupsFrom} + i + 1, CASE WHEN i % 10 = 9 THEN 'team' ELSE 'organization' END, 'group_' || i, name,
      'group_' || i || coalesce(${newline} || lower(name), ''), '{"plan":"pro","seats":' || (i % 100) || '}', ${begin}, ${begin},
      CASE WHEN i % 50 = 49 THEN NULL ELSE ${begin} + ${mix('i', 3)} % ${90 * DAY} END FROM named`;

  // One group has a fifth of all people.
  const members = `INSERT INTO group_identities (account_id, group_id, identity_id, created_at)
    ${count(people)}
    SELECT 1, ${groupsFrom} + 1 + CASE WHEN i % 5 = 0 THEN 0 ELSE ${mix('i', 5)} % ${sizes.groups} END, i + 1, ${begin} FROM n`;

  // A tenth is anonymous; one person has half a percent of all; one type happened only in the beginning.
  const who = `CASE WHEN i % 10 = 9 THEN NULL WHEN i % 200 = 3 THEN 2 ELSE ${mix('i', 6)} / 4096 % ${people} + 1 END`;
  const types = TYPES.map((type, at) => `WHEN i % ${2 ** (at + 1)} = ${2 ** at - 1} THEN '${type}'`).join(' ');
  const events = `INSERT INTO events (account_id, seq, key_kind, event_id, identity_id, attributed_seq, device_id, session_id,
      source, event_type, data, ip, user_agent, url, timestamp, received_at)
    ${count(sizes.events)}
    SELECT 1, ${eventsFrom} + i + 1, 'server', 'e' || (1000000000 + i), ${who}, ${eventsFrom} + i + 1,
      ${devicesFrom} + i / 5 % ${sizes.devices} + 1, ${sessionsFrom} + i / 5 + 1, 'api',
      CASE WHEN i < ${sizes.events / 200} AND i % 16 = 15 THEN 'legacy_import' ${types} ELSE 'heartbeat' END,
      '{"plan":"pro","amount":' || (i % 1000) || ',"reference":"r' || i || '"}', ${address(mix('i / 5'))}, NULL,
      'https://shop.example/p/' || (i % 1000),
      ${begin} + i * ${(90 * DAY) / sizes.events >= 1 ? Math.floor((90 * DAY) / sizes.events) : 1} / 2000 * 2000, ${now} FROM n`;

  // In this order of tables: SQLite has no statistics to find it with.
  const inGroups = `INSERT INTO event_groups (account_id, seq, group_id, timestamp, group_type)
    SELECT 1, e.seq, m.group_id, e.timestamp, g.type FROM events e CROSS JOIN group_identities m CROSS JOIN groups g
    WHERE e.account_id = 1 AND e.seq % 2 = 0 AND m.account_id = 1 AND m.identity_id = e.identity_id
      AND g.account_id = 1 AND g.id = m.group_id`;
  const onDevices = `INSERT INTO device_identities (account_id, device_id, identity_id, first_seen_at, last_seen_at)
    SELECT 1, device_id, identity_id, min(timestamp), max(timestamp) FROM events
    WHERE account_id = 1 AND identity_id IS NOT NULL GROUP BY device_id, identity_id`;
  // A fifth of all people wear one badge, one of a thousand another.
  const badges = `INSERT INTO badges (account_id, identity_id, slug, name, type, explanation, metadata, since)
    ${count(people)}
    SELECT 1, i + 1, CASE WHEN i % 1000 = 6 THEN 'takeover_suspected' ELSE 'power_user' END, 'A badge', 'NEUTRAL', 'Earned.', '{}', ${begin}
    FROM n WHERE i % 5 = 2 OR i % 1000 = 6`;

  // In the order of time: the latest are open, the others closed or taken. One rule of nine raised few, one person has 300.
  const escalations = `INSERT INTO escalations (account_id, identity_id, rule_id, rule_slug, rule_name, status, severity, score_snapshot,
      opened_at, created_at, updated_at)
    ${count(sizes.escalations)},
    raised(i, rule, status) AS (SELECT i, CASE WHEN i % 1000 = 1 THEN 8 ELSE ${mix('i')} / 16 % 8 END,
      CASE WHEN i < 300 THEN 'CLOSED' WHEN i % 20 = 7 THEN 'PENDING' WHEN i % 10 = 3 THEN 'ACKNOWLEDGED'
        WHEN i > ${Math.floor(sizes.escalations * 0.85)} THEN 'OPEN' ELSE 'CLOSED' END FROM n)
    SELECT 1, CASE WHEN i < 300 THEN 2 ELSE i * 5 % ${people} + 1 END, rule, 'rule-' || rule, 'Rule ' || rule, status,
      CASE WHEN i % 10 = 0 THEN 3 WHEN i % 3 = 0 THEN 2 ELSE 1 END, '{"humanity":12}',
      CASE WHEN status = 'PENDING' THEN NULL ELSE ${begin} + i * ${Math.floor((90 * DAY) / sizes.escalations)} END, ${begin}, ${now} FROM raised`;
  const counted = `UPDATE accounts SET last_seq = ${eventsFrom + sizes.events + 1} WHERE id = 1`;

  const pragmas =
    kind === 'sqlite' ? ['PRAGMA cache_size = -2000000', 'PRAGMA synchronous = off'] : ["SET maintenance_work_mem = '1GB'"];
  return [...pragmas, identities, devices, sessions, groups, members, events, inGroups, onDevices, badges, escalations, counted].join('\n--;\n');
}
