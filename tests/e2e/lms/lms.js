// A learning environment as content sees one: scorm-again's object in a window
// around the content or in the one that opened it. It writes down whatever is
// done with that object, its properties included, and keeps what a next visit
// may see. ?standard=1.2|2004, &launch=frame|window, &content=FOLDER, &refuses
const asked = new URLSearchParams(location.search);
const [name, Api] = asked.get('standard') === '1.2' ? ['API', Scorm12API] : ['API_1484_11', Scorm2004API];
const CALLS = /^(LMS)?(Initialize|Terminate|Finish|GetValue|SetValue|Commit|GetLastError|GetErrorString|GetDiagnostic)$/;
let kept = { [name === 'API' ? 'student_name' : 'learner_name']: 'Wren, Ada' };
let content;
globalThis.log = [];
globalThis.blank = undefined; // what there is to be kept before anything is told

function attend() {
  const real = new Api({ lmsCommitUrl: `commit${location.search}`, autocommit: false, asyncModeBeaconBehavior: 'on-terminate' });
  real.loadFromJSON(name === 'API' ? { core: kept } : kept);
  blank ??= real.renderCMIToJSONObject();
  const note = (call, values, result) => log.push({ call, values, result });
  globalThis[name] = new Proxy(real, {
    get(target, call) {
      if (!CALLS.test(String(call))) {
        note(`read ${String(call)}`, []);
        return target[call];
      }
      return (...values) => {
        if (asked.has('refuses') && /Initialize/.test(call)) {
          note(call, values, 'false');
          return 'false';
        }
        const result = target[call](...values);
        note(call, values, result);
        if (/Terminate|Finish/.test(call)) keep(real);
        return result;
      };
    },
    set(target, call, value) {
      note(`write ${String(call)}`, [value]);
      target[call] = value;
      return true;
    },
  });
}

// In 2004 an attempt that was not suspended is over, and the next one knows nothing of it.
function keep(real) {
  const { cmi } = real.renderCMIToJSONObject();
  if (name === 'API') kept = { student_name: kept.student_name, lesson_status: cmi.core.lesson_status };
  else if (log.some(({ values: [element, value] }) => element === 'cmi.exit' && value === 'suspend')) {
    kept = { learner_name: kept.learner_name, completion_status: cmi.completion_status };
  } else kept = { learner_name: kept.learner_name };
}

document.getElementById('open').addEventListener('click', () => {
  log = [];
  attend();
  const address = `content/${asked.get('content')}/scorm.html`;
  if (asked.get('launch') === 'window') {
    content = open(address, 'content', 'width=1000,height=800');
    return;
  }
  content = Object.assign(document.createElement('iframe'), { id: 'content', title: 'Content', width: 1200, height: 780, src: address });
  document.body.append(content);
});

document.getElementById('close').addEventListener('click', () => {
  if (asked.get('launch') === 'window') content.close();
  else content.remove();
});
