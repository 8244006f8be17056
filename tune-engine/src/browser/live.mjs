// Looks at a live page in Chromium and steers its run as people do, and as strangers would like to; prints what was seen as JSON.
// Usage: node live.mjs '{"page": <the address>}'. Options: scheme light|dark, width, screenshot (a file, taken while the run goes on and the form is open).
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import './limit.mjs';

const { page: address, scheme = 'light', width = 1440, screenshot } = JSON.parse(process.argv[2]);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const seen = { console: [], dialogs: [], requests: [] };
    page.on('console', message => seen.console.push(message.type() + ': ' + message.text()));
    page.on('pageerror', error => seen.console.push('error: ' + error.message));
    page.on('dialog', dialog => { seen.dialogs.push(dialog.message()); dialog.dismiss(); });
    page.on('request', request => { if (!request.url().startsWith(address)) seen.requests.push(request.url()); });
    await page.goto(address);

    const iteration = () => page.locator('tr[data-trial="1"] td:nth-child(2)').innerText().then(Number);
    seen.before = await iteration();
    await page.waitForFunction(
        before => Number(document.querySelector('tr[data-trial="1"]').cells[1].textContent) > before, seen.before);
    seen.after = await iteration();

    await addPoint(page, seen);
    await page.getByRole('button', { name: 'Stop trial 2', exact: true }).click();
    await page.locator('tr[data-trial="2"]').waitFor({ state: 'detached' });
    await page.locator('tr[data-trial="3"]').waitFor();
    await page.frameLocator('#report').locator('body').getByText('#2').first().waitFor({ state: 'attached' });
    seen.added = await page.locator('tr[data-trial="3"] td:nth-child(4)').innerText();
    seen.trials = await page.locator('#running tr').evaluateAll(rows => rows.map(row => Number(row.dataset.trial)));

    await stranger(context, seen);
    seen.state = await page.locator('#state').innerText();
    seen.overflow = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    seen.images = await page.locator('img').count();
    await page.mouse.move(0, 0);
    if (screenshot) await page.screenshot({ path: screenshot });
    // evaluated by the driver, so that the page's own policy stays as it is; the report has its own tests
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const result = await page.evaluate(() => axe.run(document, { iframes: false }));
    seen.violations = result.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' | '));

    await page.getByRole('button', { name: 'Stop the study', exact: true }).click();
    await page.getByText(/trials, ended$/).waitFor();
    seen.end = await page.locator('#state').innerText();
    seen.text = await page.locator('body').innerText();
    console.log(JSON.stringify(seen));
} finally {
    await browser.close();
}

/** Add a point as a person does who mistypes a value first; note what the form shows. */
async function addPoint(page, seen) {
    await page.getByText('Add a point').click();
    const field = name => page.getByLabel(name, { exact: true });
    seen.prefilled = await field('rate').inputValue().then(Number);
    await field('optimizer').selectOption('adam');
    seen.momentumOfAdam = await field('momentum').isVisible();
    await field('optimizer').selectOption('sgd');
    await field('momentum').fill('0.5');
    await field('nesterov').check();
    await field('rate').fill('');
    await field('layers').fill('99');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('TUNE-').waitFor();
    seen.refusal = await page.locator('output').innerText();
    seen.console = seen.console.filter(text => !text.endsWith('status of 400 (Bad Request)')); // Chromium notes it, too
    await field('layers').fill('3');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Added.').waitFor();
}

/** Try to stop the run with another token, and from another site that has the address; note the statuses. */
async function stranger(context, seen) {
    const wrong = address.replace(/[0-9a-f]{32}/, '0'.repeat(32));
    seen.wrongToken = (await context.request.post(wrong + 'stop')).status();
    const site = createServer((request, response) => {
        response.setHeader('Content-Type', 'text/html');
        response.end(`<!DOCTYPE html><title>another site</title><form method="post" action="${address}stop"><button>Win</button></form>`);
    });
    await new Promise(done => site.listen(0, '127.0.0.1', done));
    const page = await context.newPage(); // left open: to close a page that shows a refusal hangs in some versions of Chromium
    await page.goto('http://127.0.0.1:' + site.address().port + '/');
    const answer = page.waitForResponse(address + 'stop');
    await page.getByRole('button', { name: 'Win' }).click();
    seen.stranger = (await answer).status();
    site.unref();
}
