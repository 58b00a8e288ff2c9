// `./build.sh demo`: the extension at work on the stand-in for X. With a
// display a window opens to try it in; without one, a follow and a reply are
// played and what happened is told line by line.
import { mkdir } from 'node:fs/promises';
import { article } from './doors.mjs';
import { actsOf, launch, mouse, pressInPause, startServer, untilAct, untilNoPause, untilPause } from './harness/index.mjs';
import { built } from './world.mjs';

const PICTURES = 'target/demo';
const server = await startServer();
const headless = !(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const rig = await launch({ browser: 'chromium', server, extension: built('chromium'), headless });

if (headless) await play();
else await wait();
await rig.close();
await server.close();

async function play() {
  await mkdir(PICTURES, { recursive: true });
  const say = (line) => console.log(`  ${line}`);
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
  await rig.open('/home');
  console.log('A window is open on an invented X. Try to follow Mar Thistledown. Close it to end.');
  await new Promise((done) => { rig.puppet.once('disconnected', done); });
}
