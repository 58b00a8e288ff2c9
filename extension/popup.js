// Asks the tab in front how its content script is, and hands the answer to the
// core, which says it in words.
(async () => {
  let answer;
  try {
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    answer = await chrome.tabs.sendMessage(tab.id, 'status');
  } catch { /* no content script there */ }
  try {
    await globalThis.knockFirst.unpacked;
    globalThis.knockFirst.wasm().popup(answer);
  } catch {
    document.getElementById('unstarted').hidden = false;
  }
})();
