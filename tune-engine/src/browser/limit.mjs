// Ends a script that hangs: some calls of Playwright have no limit of their own. Its browser ends with it.
const SECONDS = 60;

setTimeout(() => {
    console.error('gave up after ' + SECONDS + ' s');
    process.exit(3);
}, SECONDS * 1000).unref();
