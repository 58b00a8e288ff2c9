// From the content script's first line until the gate is ready.
import { PLAIN, asked, timed, within } from '../rig.mjs';

const LOADS = 20;

export async function start(add, browser, csp) {
  const extension = await timed(browser);
  await within({ browser, csp, extension: extension.dir }, async ({ rig }) => {
    await rig.open('/home').then((page) => page.close()); // the session learns what the header allows
    for (let load = 0; load < LOADS; load += 1) {
      const page = await rig.open('/home');
      const { listeners, core, translation, status } = await asked(rig);
      add(`start ${browser} ${csp}`, listeners + core + (status === 'translation' ? translation : 0));
      add(`start core ${browser} ${csp}`, core);
      add(`translation read ${browser}`, translation);
      await page.close();
    }
  });
  await extension.remove();
}

export async function startPlain(add, browser) {
  await within({ browser, csp: 'strict', extension: PLAIN, welcomes: false }, async ({ rig }) => {
    for (let load = 0; load < LOADS; load += 1) {
      const page = await rig.open('/home');
      add(`start plain ${browser}`, (await asked(rig)).listeners);
      await page.close();
    }
  });
}
