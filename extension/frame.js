// Puts a question into a frame of its own, in which question.js draws it: of what stands in the page itself Firefox
// hands out nodes, even of closed roots, and both browsers say whether a text is there. The layer is shown once the
// question has got there: no event that could hand the page a node of it comes before.
(() => {
  const own = globalThis.knockFirst;
  const PATIENCE = 3000; // ms; what has not got there by then never will
  const [LOADING, THERE] = [1, 2];
  own.put = (steps, style, around, aroundStyle) => {
    const { port1: port, port2: theirs } = new MessageChannel();
    const begun = performance.now();
    // By the key of this install the frame knows us, see question.js.
    const kept = Promise.resolve().then(() => chrome.storage.local.get('page')).catch(() => ({}));
    let [isSent, isTaken] = [false, false];
    const layer = knockFirstLayer(own, aroundStyle, around, (_, x, y, key) => {
      // A pointer beside the question does nothing.
      if (!x && !y) own.told('leave', x, y, key);
    });
    const frame = layer.firstChild;
    const isSeen = () => frame.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !frame.inert && !layer.inert;
    own.stage = LOADING;
    const { isLost } = own;
    own.isLost = () => isTaken || !frame.isConnected || (own.stage === THERE ? isLost() || !isSeen() : performance.now() - begun > PATIENCE);
    own.draw = (more) => port.postMessage(more);
    const leave = () => {
      isTaken = true;
      own.told('leave', 0, 0, '');
    };
    frame.addEventListener('load', async () => {
      const key = / key=(\S+)/.exec((await kept).page)?.[1];
      if (!layer.isConnected) return;
      // A second time, it is something else that has been loaded.
      if (isSent) leave();
      else frame.contentWindow.postMessage({ key, steps, style }, '*', [theirs]);
      isSent = true;
    });
    port.onmessage = ({ data: [name, ...told] }) => {
      // What was pressed in a question that has been answered is pressed in no other.
      if (!layer.isConnected) return;
      if (name === 'lost') leave();
      else if (name) own.told(name, ...told);
      else {
        own.stage = THERE;
        layer.showModal();
        frame.focus();
        own.draw('#leave\n!');
      }
    };
  };
})();
