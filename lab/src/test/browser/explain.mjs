// Drives pages of `hesse explain` in Chromium: node explain.mjs CASES.json CHROMIUM SCREENSHOTS
// A case: { name, page, numbers: { "CELL": number }, births: [node ids], steps }. Exits 0 if all holds.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [cases, executablePath, screenshots] = process.argv.slice(2);
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const DESK = { width: 1280, height: 860 };
const PHONE = { width: 360, height: 740 };
let checks = 0;

function check(condition, message) {
  checks++;
  assert.ok(condition, message);
}

/** A page in a fresh context, where anything said on the console or asked of the network is a failure. */
async function visit(browser, file, options, use) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints = [];
  page.on('console', message => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', error => complaints.push(`error: ${error.message}`));
  page.on('request', request => { if (!request.url().startsWith('file:')) complaints.push(`request: ${request.url()}`); });
  await page.goto(pathToFileURL(file).href);
  await use(page);
  check(complaints.length === 0, complaints.join('\n'));
  await context.close();
}

const state = page => page.evaluate(() => ({
  count: document.getElementById('count').textContent,
  said: document.getElementById('live').textContent,
  table: [...document.querySelectorAll('td')].map(cell => cell.textContent).join(' '),
  graph: [...document.querySelectorAll('.number')].map(text => text.textContent).join(' '),
  fresh: document.querySelectorAll('td.fresh').length,
  shown: [...document.querySelectorAll('.step')].filter(step => step.checkVisibility()).map(step => step.id),
  now: [...document.querySelectorAll('.node.now')].map(node => node.id),
  born: [...document.querySelectorAll('.badge')].filter(badge => getComputedStyle(badge).display !== 'none').map(badge => badge.parentNode.id),
}));

/** Forward by key to the end and back by button: every step changes something, and back is what it was. */
async function stepping(page, one) {
  const seen = [await state(page)];
  check(seen[0].count === `Step 1 of ${one.steps}`, seen[0].count);
  for (let i = 1; i < one.steps; i++) {
    await page.keyboard.press('ArrowRight');
    const here = await state(page);
    check(here.count === `Step ${i + 1} of ${one.steps}`, here.count);
    check(here.shown.length === 1 && here.shown[0] === `s${i}`, `step ${i} shows ${here.shown}`);
    check(here.now.length === 1, `step ${i} is at ${here.now}`);
    check(here.fresh > 0, `step ${i} wrote nothing`);
    check(here.said !== seen[i - 1].said && here.said.startsWith(here.count), here.said);
    seen.push(here);
  }
  check(await page.locator('#next').isDisabled() && await page.locator('#last').isDisabled(), 'nothing after the last step');
  await page.keyboard.press('ArrowRight');
  assert.deepEqual(await state(page), seen.at(-1));
  for (let i = one.steps - 2; i >= 0; i--) {
    await page.locator('#back').click();
    assert.deepEqual(await state(page), seen[i], `back at step ${i}`);
    checks++;
  }
}

/** At the end every cell has the library's number, to the six decimals that are shown. */
async function numbers(page, one) {
  await page.keyboard.press('End');
  for (const [cell, expected] of Object.entries(one.numbers)) {
    const text = await page.locator(`[id="${cell}"]`).textContent();
    const shown = text === '·' ? 0 : Number(text.replace('−', '-'));
    check(Math.abs(shown - expected) <= 5.01e-7, `${cell} shows ${text}, not ${expected}`);
  }
  assert.deepEqual((await state(page)).born, one.births);
  await page.keyboard.press('Home');
  check((await state(page)).born.length === 0, 'nothing is born at the start');
}

/** Everything is reached by Tab and worked by Enter or the space bar, and has a name. */
async function keyboard(page) {
  await page.keyboard.press('Home');
  const names = new Set();
  await page.evaluate(() => document.activeElement.blur());
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const e = document.activeElement;
      return e === document.body ? '' : e.id || e.getAttribute('aria-label') || e.closest('label')?.textContent || e.textContent;
    });
    if (name) names.add(name);
  }
  for (const name of ['next', 'last', 'range', 'n0']) check(names.has(name), `Tab does not reach ${name}`);
  await page.locator('#next').focus();
  await page.keyboard.press('Enter');
  check((await state(page)).count.startsWith('Step 2 '), 'Enter on the button steps');
  const node = page.locator('.node').last();
  await node.focus();
  await page.keyboard.press('Enter');
  check((await state(page)).now[0] === await node.getAttribute('id'), 'Enter on a node goes to its rule');
  const unnamed = await page.evaluate(() => [...document.querySelectorAll('button, input, [role=button], [tabindex]')]
    .filter(e => !(e.getAttribute('aria-label') || e.textContent.trim() || e.closest('label')?.textContent.trim())).map(e => e.outerHTML));
  check(unnamed.length === 0, `without a name: ${unnamed}`);
  const label = await node.getAttribute('aria-label');
  check(/value −?[\d.]+/.test(label), `a node says its numbers: ${label}`);
}

/** A channel that is switched off is gone from rules and table, and comes back. */
async function channels(page) {
  await page.keyboard.press('End');
  const visible = () => page.evaluate(() => [...document.querySelectorAll('td.hessian, .step.now .line.hessian')].filter(e => e.checkVisibility()).length);
  const before = await visible();
  await page.locator('[data-channel=hessian]').uncheck();
  check(before > 0 && await visible() === 0, 'H is off');
  await page.locator('[data-channel=hessian]').check();
  check(await visible() === before, 'H is on again');
}

/** Text and colours of channels stand out from what is behind them, 4.5 to 1 (WCAG 2.2, 1.4.3). */
async function contrast(page) {
  await page.keyboard.press('End');
  const low = await page.evaluate(() => {
    const luminance = color => {
      const [r, g, b] = color.match(/[\d.]+/g).map(Number).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = element => {
      for (let e = element; e; e = e.parentElement) {
        const color = getComputedStyle(e).backgroundColor;
        if (!/, 0\)|transparent/.test(color)) return color;
      }
      return 'rgb(255, 255, 255)';
    };
    const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return [...document.querySelectorAll('h1, p, td, th, button:not(:disabled), label span, .step.now *, dd, dt')].filter(e => e.checkVisibility())
      .map(e => [e.className || e.tagName, ratio(luminance(getComputedStyle(e).color), luminance(behind(e)))]).filter(([, r]) => r < 4.5);
  });
  check(low.length === 0, `too little contrast: ${JSON.stringify(low)}`);
}

async function phone(page) {
  await page.keyboard.press('End');
  const sizes = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    told: document.querySelector('.step.now h3').getBoundingClientRect().top,
    least: Math.min(...[...document.querySelectorAll('button')].map(b => Math.min(b.offsetWidth, b.offsetHeight))),
  }));
  check(sizes.wide <= PHONE.width, `the page is ${sizes.wide} wide`);
  check(sizes.told < PHONE.height - 100, `the rule starts at ${sizes.told}`);
  check(sizes.least >= 24, `a button of ${sizes.least}`);
  await page.locator('#back').tap();
  check(!(await state(page)).count.startsWith('Step 1 '), 'a tap steps back by one');
}

/** Without a script the page is a text: all steps, one below the other. */
async function withoutScript(page, one) {
  check(await page.locator('.step').count() === one.steps, 'all steps are there');
  check(await page.locator('.step').last().isVisible() && !await page.locator('#next').isVisible(), 'and no buttons');
}

async function drive(browser, one) {
  const shot = name => ({ path: join(screenshots, `${one.name}-${name}.png`) });
  for (const colorScheme of ['light', 'dark']) {
    await visit(browser, one.page, { viewport: DESK, colorScheme }, async page => {
      if (colorScheme === 'light') {
        await stepping(page, one);
        await numbers(page, one);
        await keyboard(page);
        await channels(page);
      }
      await contrast(page);
      await page.screenshot(shot(colorScheme));
    });
    await visit(browser, one.page, { viewport: PHONE, colorScheme, hasTouch: true }, async page => {
      await phone(page);
      await page.screenshot(shot(`phone-${colorScheme}`));
    });
  }
  await visit(browser, one.page, { viewport: DESK, javaScriptEnabled: false }, page => withoutScript(page, one));
  console.log(`${one.name}: ${one.steps} steps, ${Object.keys(one.numbers).length} numbers`);
}

const profile = mkdtempSync(join(tmpdir(), 'hesse-browser-'));
const browser = await chromium.launch({ executablePath, args: FLAGS, env: { ...process.env, HOME: profile } });
try {
  for (const one of JSON.parse(readFileSync(cases, 'utf8'))) await drive(browser, one);
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(`${checks} checks`);
