// Nothing to do: only so that the add-on has a background, as ours has.
chrome.runtime.onInstalled.addListener(() => {});
