// `./build.sh demo`: the extension installed, and the practice timeline open to
// try it on. With a display a window opens; without one, three scenarios are
// played on that timeline and then a follow and a reply on the stand-in for X,
// and what happened is told line by line.
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { article } from './doors.mjs';
import { actsOf, launch, mouse, pressInPause, startServer, untilAct, untilNoPause, untilPause } from './harness/index.mjs';
import { act, answer, begun, cue, toStep, untilPauseOn, untilShown } from './site.mjs';
import { word } from './words.mjs';
import { built } from './world.mjs';

const PICTURES = 'target/demo';
const server = await startServer();
const headless = !(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
// Without a display it is looked into from outside, which a closed root forbids.
const rig = await launch({ browser: 'chromium', server, extension: built('chromium', headless ? 'test-' : ''), headless });
const say = (line) => console.log(`  ${line}`);

if (headless) {
  await mkdir(PICTURES, { recursive: true });
  await practise();
  await play();
} else {
  await wait();
}
await rig.close();
await server.close();

/** The scenarios that the extension ships, each a different end. */
async function practise() {
  const page = await rig.extensionPage('practice.html');
  await begun(page);
  await page.screenshot({ path: `${PICTURES}/practice.png` });
  const ids = readFileSync('extension/practice/starters.txt', 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  for (const [at, id] of ids.slice(0, 3).entries()) {
    const { title, steps: [step] } = JSON.parse(readFileSync(`extension/practice/scenarios/${id}.json`, 'utf8'));
    console.log(`Practice: ${title.en}`);
    say(step.say.en);
    await toStep(page, id);
    await act(page, step);
    if (step.expect === 'through') {
      say('nothing was asked');
    } else {
      say(`asked: “${(await untilPauseOn(page)).said}”`);
      await page.screenshot({ path: `${PICTURES}/${id}.png` });
      await answer(page, at === 0 ? 'leave' : 'go');
      say(`chose ${word(at === 0 ? 'leave' : 'goOn')}`);
    }
    const outcome = step.expect !== 'through' && at === 0 ? step.left : step.went;
    await untilShown(page, outcome.them.en);
    say(`from their side: ${outcome.them.en}`);
    await page.screenshot({ path: `${PICTURES}/${id}-then.png` });
  }
  await cue(page, 'summary');
  await page.screenshot({ path: `${PICTURES}/summary.png` });
  console.log(`Screenshots of it: ${PICTURES}/`);
}

async function play() {
  const told = ({ name, description, buttons }) => {
    say(`held: nothing has happened on the page yet`);
    say(`asked: “${name}”: ${description}`);
    say(`offered: ${buttons.join(' · ')}`);
  };

  console.log('A follow, on the profile of somebody who writes of living with bipolar');
  const profile = await rig.open('/bellbuns_kf');
  await rig.ready();
  await mouse(profile, '[data-testid="placementTracking"] [data-testid="90000002-follow"]');
  told(await untilPause(profile));
  await profile.screenshot({ path: `${PICTURES}/follow.png` });
  await pressInPause(profile, 'Leave it');
  await untilNoPause(profile);
  say(`chose Leave it: ${(await actsOf(profile)).length === 0 ? 'nobody was followed' : 'something happened all the same!'}`);

  console.log('A reply, to a post in which somebody speaks of having been sectioned');
  const home = await rig.open('/home?theme=dark');
  await rig.ready();
  await mouse(home, `${article('1900000000000000003')} [data-testid="reply"]`);
  told(await untilPause(home));
  await home.screenshot({ path: `${PICTURES}/reply.png` });
  await pressInPause(home, 'Go on');
  await untilAct(home, 'reply-opened quiet_kf');
  say('chose Go on: the reply opened, once');

  console.log(`Screenshots: ${PICTURES}/follow.png, ${PICTURES}/reply.png`);
}

/** Until the window is closed. */
async function wait() {
  await rig.extensionPage('practice.html');
  console.log('A window is open on the practice timeline: everybody on it is invented. Close it to end.');
  await new Promise((done) => { rig.puppet.once('disconnected', done); });
}
