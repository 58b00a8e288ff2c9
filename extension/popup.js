// Asks the tab in front how its content script is and what of the page it still
// sees: the popup says the answer in words. Anything else it does is page.js's.
globalThis.knockFirst.answer = (async () => {
  // A pause may be over since: the toolbar button is told.
  chrome.runtime.sendMessage({ task: 'session' }).catch(() => {});
  try {
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    // Answered once what it saw is kept, which a broken background never does:
    // the popup is filled anew by then. What breaks as it looks says so.
    chrome.tabs.sendMessage(tab.id, 'look').catch(() => {});
    return await chrome.tabs.sendMessage(tab.id, 'status');
  } catch { /* no content script there */ }
})();
