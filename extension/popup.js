// Asks the tab in front how its content script is and what of the page it
// still sees, and hands the answers to the core, which says them in words.
(async () => {
  let answer;
  let unseen = [];
  try {
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    answer = await chrome.tabs.sendMessage(tab.id, 'status');
    await chrome.tabs.sendMessage(tab.id, 'look');
  } catch { /* no content script there */ }
  try {
    const { sight = {} } = await chrome.storage.local.get('sight');
    unseen = Object.keys(sight).filter((name) => sight[name].seen === false);
  } catch { /* nothing is known */ }
  try {
    await globalThis.knockFirst.unpacked;
    const core = globalThis.knockFirst.wasm();
    core.popup(answer);
    core.unseen(unseen.join(' '));
  } catch {
    document.getElementById('unstarted').hidden = false;
  }
})();
