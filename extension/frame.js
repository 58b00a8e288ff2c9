// Puts a question into a frame of its own, in which question.js draws it: of what stands in the page itself Firefox
// hands out nodes, even of closed roots, and both browsers say whether a text is there. The layer is shown once the
// question has got there: no event that could hand the page a node of it comes before.
(() => {
  const own = globalThis.knockFirst;
  const PATIENCE = 3000; // ms; what has not got there by then never will
  const [LOADING, THERE] = [1, 2];
  let waiting;

  const begin = (around, style) => {
    own.host = own.host?.remove();
    const layer = knockFirstLayer(own, style, around, (_, x, y, key) => {
      // A pointer beside the question does nothing.
      if (!x && !y) own.told('leave', x, y, key);
    });
    const frame = layer.firstChild;
    const begun = { layer, frame, within: frame.contentWindow, loads: 0 };
    const loaded = new Promise((done) => {
      frame.addEventListener('load', () => {
        begun.loads += 1;
        done();
      });
    });
    begun.ready = Promise.all([knockFirstKey(), loaded]);
    return begun;
  };
  // Whether what has been loaded is ours: not if the page has put it elsewhere, or anything else into it.
  const isOurs = ({ frame, within, loads }) => Boolean(within) && frame.contentWindow === within && loads < 2;

  // A press that a question is to be put about has gone down: the frame loads while it is held. A mouse's click comes
  // with the end of its press, before any message does, or never.
  own.prepare = (around, style) => { waiting = begin(around, style); };
  own.letGo = () => {
    const begun = waiting;
    if (!begun) return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      if (waiting !== begun) return;
      own.close();
      waiting = undefined;
    };
    port2.postMessage(0);
  };

  own.put = (steps, style, around, aroundStyle) => {
    const { port1: port, port2: theirs } = new MessageChannel();
    const since = performance.now();
    const begun = waiting && isOurs(waiting) ? waiting : begin(around, aroundStyle);
    waiting = undefined;
    const { layer, frame, ready } = begun;
    const { host } = own;
    let isTaken = false;
    const isSeen = () => frame.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !frame.inert && !layer.inert;
    own.stage = LOADING;
    const { isLost } = own;
    own.isLost = () => isTaken || !frame.contentWindow || (own.stage === THERE ? isLost() || !isSeen() : performance.now() - since > PATIENCE);
    own.draw = (more) => port.postMessage(more);
    const leave = () => {
      isTaken = true;
      own.told('leave', 0, 0, '');
    };
    // It may have been left, and the page have put it back.
    const isOver = () => own.host !== host || !layer.isConnected;
    ready.then(([key]) => {
      if (isOver()) return;
      if (!isOurs(begun)) return leave();
      frame.contentWindow.postMessage({ key, steps, style }, '*', [theirs]);
      // Once more, it is something else that has been loaded.
      frame.addEventListener('load', leave);
    });
    port.onmessage = ({ data: [name, ...told] }) => {
      // What was pressed in a question that has been answered is pressed in no other.
      if (isOver()) return;
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
