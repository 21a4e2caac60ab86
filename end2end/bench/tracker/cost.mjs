// What a script costs a page: time from load to the id, main-thread CPU over a blank page, the longest task.

import { tools } from './browser.mjs';

const LOADS = 20;
const TRACES = 9;
const SETTLE_MS = 600;

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** One page in a context of its own, so in a process of its own with cold caches. */
async function coldLoad(browser, url) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(url, { waitUntil: 'load' });
    const took = await page.evaluate(async () => (await window.id) && window.took);
    await page.waitForTimeout(SETTLE_MS);
    const { metrics } = await session.send('Performance.getMetrics');
    return { took, cpu: metrics.find(({ name }) => name === 'TaskDuration').value * 1000 };
  } finally {
    await context.close();
  }
}

/** The longest main-thread tasks from evaluation on: by CPU and by wall clock. */
async function longestTask(browser, url, file) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto('about:blank');
    await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'blink.user_timing', 'disabled-by-default-thread_time'] });
    await page.goto(url, { waitUntil: 'load' });
    await page.evaluate(() => window.id);
    await page.waitForTimeout(SETTLE_MS);
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    const mark = traceEvents.find(({ name }) => name === 'bench-load');
    const tasks = traceEvents.filter(
      ({ name, ph, pid, tid }) => ph === 'X' && /RunTask/.test(name) && pid === mark.pid && tid === mark.tid,
    );
    const evaluation = traceEvents.find(
      ({ name, args }) => name === 'EvaluateScript' && args?.data?.url?.endsWith(file),
    );
    const chosen = tasks.filter(
      ({ ts, dur }) =>
        ts + dur >= mark.ts || (evaluation && ts <= evaluation.ts && ts + dur >= evaluation.ts + evaluation.dur),
    );
    // A task too short for the thread clock carries no CPU time.
    const ms = (key) => Math.max(...chosen.map((task) => (task[key] ?? 0) / 1000));
    return { cpu: ms('tdur'), wall: ms('dur') };
  } finally {
    await context.close();
  }
}

export async function measureCost(browser, site) {
  const runs = Object.fromEntries(['blank', ...Object.keys(tools)].map((name) => [name, []]));
  for (const name in runs) await coldLoad(browser, `${site.url}/${name}`);
  // In turns, so that a busy moment of the machine meets all alike.
  for (let load = 0; load < LOADS; load++)
    for (const name in runs) runs[name].push(await coldLoad(browser, `${site.url}/${name}`));
  const blankCpu = median(runs.blank.map(({ cpu }) => cpu));
  const result = {};
  for (const name in tools) {
    const traces = [];
    for (let trace = 0; trace < TRACES; trace++)
      traces.push(await longestTask(browser, `${site.url}/${name}`, tools[name].file));
    result[name] = {
      size: tools[name].size,
      took: median(runs[name].map(({ took }) => took)),
      cpu: median(runs[name].map(({ cpu }) => cpu)) - blankCpu,
      taskCpu: median(traces.map(({ cpu }) => cpu)),
      taskWall: median(traces.map(({ wall }) => wall)),
    };
  }
  return result;
}
