// Opens a page in Chromium, does to it what people do, and prints what was seen as JSON. Usage: node open.mjs '{"page": ..., ...}'
// Options: scheme light|dark, width, scripts (false blocks them), screenshot (a file, of the whole page or of "clip" pixels of it).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import './limit.mjs';

const { page: file, scheme = 'light', width = 1440, scripts = true, screenshot, clip } = JSON.parse(process.argv[2]);
const address = pathToFileURL(file).href;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
    const context = await browser.newContext({
        viewport: { width, height: 900 }, colorScheme: scheme, javaScriptEnabled: scripts, deviceScaleFactor: 1,
    });
    const page = await context.newPage();
    const seen = { console: [], requests: [], dialogs: [], violations: [] };
    page.on('console', message => seen.console.push(message.type() + ': ' + message.text()));
    page.on('pageerror', error => seen.console.push('error: ' + error.message));
    page.on('dialog', dialog => { seen.dialogs.push(dialog.message()); dialog.dismiss(); });
    page.on('request', request => { if (request.url() !== address) seen.requests.push(request.url()); });
    const begin = Date.now();
    await page.goto(address);
    seen.loadMillis = Date.now() - begin;
    if (scripts) {
        await look(page);
        seen.canvases = await page.locator('canvas').count();
        seen.overflow = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        seen.images = await page.locator('img').count();
        await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
        const result = await page.evaluate(() => axe.run());
        seen.violations = result.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' | '));
        seen.sorted = await sort(page);
    }
    seen.title = await page.title();
    seen.text = await page.locator('body').innerText();
    if (screenshot) {
        await page.evaluate(() => scrollTo(0, 0)).catch(() => {});
        await page.mouse.move(0, 0);
        await page.screenshot({ path: screenshot, fullPage: true, ...(clip ? { clip } : {}) });
    }
    console.log(JSON.stringify(seen));
} finally {
    await browser.close();
}

/** Scroll through the page, so that all charts are drawn, and point at each, so that tooltips show. */
async function look(page) {
    for (const chart of await page.locator('[data-chart]').all()) {
        await chart.scrollIntoViewIfNeeded();
        await page.waitForTimeout(60);
        const box = await chart.boundingBox();
        for (let at = 1; box && at < 12; at++) {
            await page.mouse.move(box.x + box.width * at / 12, box.y + box.height * ((at * 5) % 12) / 12);
        }
    }
    await page.mouse.move(0, 0);
}

/** Sort the leaderboard by its third column, up and down; return the first cell of the column each time. */
async function sort(page) {
    const button = page.locator('table.sortable thead th:nth-child(3) button');
    const first = () => page.locator('table.sortable tbody tr:first-child td:nth-child(3)').innerText();
    const seen = [];
    for (let i = 0; i < 2 && await button.count(); i++) {
        await button.click();
        seen.push(await first());
    }
    return seen;
}
