// Asks the tab in front how its content script is and what of the page it
// still sees, and hands the answers to the core, which says them in words.
(async () => {
  let answer;
  try {
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    answer = await chrome.tabs.sendMessage(tab.id, 'status');
    await chrome.tabs.sendMessage(tab.id, 'look');
  } catch { /* no content script there */ }
  try {
    const kept = await chrome.storage.local.get(null).catch(() => ({}));
    await globalThis.knockFirst.unpacked;
    globalThis.knockFirst.wasm().popup(answer, kept);
  } catch {
    document.getElementById('unstarted').hidden = false;
  }
})();
