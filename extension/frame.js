// Puts a question into a frame of its own, in which question.js draws it: of what stands in the page itself Firefox
// hands out nodes, even of closed roots, and both browsers say whether a text is there. The layer is shown once the
// question has got there: no event that could hand the page a node of it comes before.
(() => {
  const own = globalThis.knockFirst;
  const PATIENCE = 3000; // ms; what has not got there by then never will
  const [LOADING, THERE] = [1, 2];
  let waiting;

  const begin = (around, style) => {
    own.host?.remove();
    const layer = knockFirstLayer(own, style, around, (_, x, y, key) => {
      // A pointer beside the question does nothing.
      if (!x && !y) own.told('leave', x, y, key);
    });
    const frame = layer.firstChild;
    const loaded = new Promise((done) => { frame.addEventListener('load', done, { once: true }); });
    return { layer, frame, within: frame.contentWindow, ready: Promise.all([knockFirstKey(), loaded]) };
  };

  // A press that a question is to be put about has gone down: the frame loads while it is held. A click comes with the
  // end of the press or never, so what waits for one any longer goes.
  own.prepare = (around, style) => { waiting = begin(around, style); };
  own.letGo = () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      if (waiting) own.close();
      waiting = undefined;
      port1.close();
    };
    port2.postMessage(0);
  };

  own.put = (steps, style, around, aroundStyle) => {
    const { port1: port, port2: theirs } = new MessageChannel();
    const begun = performance.now();
    // One that the page has put elsewhere meanwhile is another one within.
    const isThere = waiting && waiting.frame.contentWindow === waiting.within;
    const { layer, frame, ready } = isThere ? waiting : begin(around, aroundStyle);
    waiting = undefined;
    let isTaken = false;
    const isSeen = () => frame.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !frame.inert && !layer.inert;
    own.stage = LOADING;
    const { isLost } = own;
    own.isLost = () => isTaken || !frame.isConnected || (own.stage === THERE ? isLost() || !isSeen() : performance.now() - begun > PATIENCE);
    own.draw = (more) => port.postMessage(more);
    const leave = () => {
      isTaken = true;
      own.told('leave', 0, 0, '');
    };
    ready.then(([key]) => {
      if (!layer.isConnected) return;
      frame.contentWindow.postMessage({ key, steps, style }, '*', [theirs]);
      // Once more, it is something else that has been loaded.
      frame.addEventListener('load', leave);
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
