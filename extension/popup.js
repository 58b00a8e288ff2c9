// Asks the tab in front how its content script is and what of the page it still
// sees: the popup says the answer in words. Anything else it does is page.js's.
globalThis.knockFirst.answer = (async () => {
  let answer;
  try {
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    answer = await chrome.tabs.sendMessage(tab.id, 'status');
    await chrome.tabs.sendMessage(tab.id, 'look');
  } catch { /* no content script there */ }
  // A pause may be over since: the toolbar button is told.
  chrome.runtime.sendMessage({ task: 'session' }).catch(() => {});
  return answer;
})();
