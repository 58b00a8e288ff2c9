// The gate and a keyword list in plain JavaScript, to set the core's figures
// beside: the same events in the same phase, the same doors by the same test
// ids, the same places read, a list of words in place of the recogniser, and a
// pause of its own. What a few evenings would make, told fairly; never shipped.
(() => {
  const began = performance.now();
  const HEARD = [
    'pointerdown', 'pointerup', 'pointercancel', 'mousedown', 'mouseup', 'touchstart', 'touchend',
    'click', 'keydown', 'keypress', 'keyup', 'focusin', 'focusout',
  ];
  const DOORS = '[data-testid$="-follow"], [data-testid="reply"], [data-testid="retweet"], [data-testid="sendDMFromProfile"], [data-testid="bookmark"]';
  const WORDS = ['bipolar', 'bpd', 'eupd', 'psychosis', 'psychotic', 'schizophrenia', 'schizophrenic', 'depression', 'depressed', 'anxiety',
    'ptsd', 'cptsd', 'ocd', 'adhd', 'autistic', 'autism', 'anorexia', 'bulimia', 'eating disorder', 'self harm', 'sectioned', 'inpatient',
    'service user', 'survivor', 'lived experience', 'expert by experience', 'voice hearer', 'hearing voices', 'in recovery', 'addict',
    'alcoholic', 'mentally ill', 'mental illness', 'mad', 'crisis team', 'cmht', 'camhs', 'my cpn', 'my psychiatrist', 'lithium',
    'antipsychotic', 'dissociative', 'disabled', 'chronic illness', 'spoonie', 'care leaver', 'no professionals', 'hcps dni', 'no hcps'];
  const NOT_OWN = /\b(nurse|psychiatrist|psychologist|researcher|lecturer|charity|mum of|supporting|campaign)\b/i;
  const pattern = new RegExp(`\\b(${WORDS.join('|')})\\b`, 'i');
  const times = [];
  let dialog;

  const read = (text) => pattern.test(text.normalize('NFKC')) && !NOT_OWN.test(text);
  const accountAt = (door) => {
    const place = door.closest('[data-testid="UserCell"], article, [data-testid="HoverCard"], [data-testid="primaryColumn"]');
    return ['UserName', 'User-Name', 'UserDescription', 'tweetText'].map((id) => place?.querySelector(`[data-testid="${id}"]`)?.textContent ?? '').join(' ');
  };
  const ask = () => {
    dialog = document.createElement('dialog');
    dialog.textContent = 'Whose space is this?';
    document.documentElement.append(dialog);
    dialog.showModal();
  };
  const heard = (event) => {
    if (event.type !== 'click' && event.type !== 'keydown') return;
    if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
    const door = event.composedPath()[0]?.closest?.(DOORS);
    if (!door || !read(accountAt(door))) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    ask();
  };
  const OVER = 50;
  const hear = (event) => {
    if (!event.isTrusted) return;
    const before = performance.now();
    for (let time = 0; time < OVER; time += 1) heard(event);
    times.push({ type: event.type, took: (performance.now() - before) / OVER });
  };
  for (const type of HEARD) addEventListener(type, hear, { capture: true, passive: type.startsWith('touch') });

  const reading = ([text, over]) => {
    const before = performance.now();
    let found = 0;
    for (let time = 0; time < over; time += 1) found += read(text);
    return { found, took: (performance.now() - before) / over };
  };
  chrome.runtime.onMessage.addListener((message, _sender, reply) => {
    reply(message.read ? reading(message.read) : { times, listeners: ready, core: 0, status: 'plain' });
  });
  const ready = performance.now() - began;
})();
