// X's pressable, after react-native-web's press responder: acts on `click` and ignores
// Alt+click. As `div role=button` the keyboard gives no click: keydown arms, and a
// listener on document runs the action on keyup.

import { useRef } from 'react';
import { note, watched } from './log.js';
import { history } from './history.js';
import { options, testId } from './options.js';

const isButton = (node) => ['button', 'menuitem'].includes(node.getAttribute('role'));
const isValidKey = (e, node) => e.key === 'Enter' || (e.key === ' ' && isButton(node));

export function Press({ testid, name = testid, role = 'button', tag, onPress, disabled = false, children, ...rest }) {
  const latest = useRef(onPress);
  latest.current = onPress;
  const armed = useRef(false);
  const Tag = tag ?? (options.button === 'div' ? 'div' : 'button');
  const native = Tag === 'button';

  function onKeyDown(e) {
    const node = e.currentTarget;
    if (disabled || !isValidKey(e, node)) return;
    e.stopPropagation();
    if (native) return;
    if (e.key === ' ') e.preventDefault();
    if (armed.current) return;
    armed.current = true;
    document.addEventListener('keyup', function run(up) {
      if (!isValidKey(up, node)) return;
      document.removeEventListener('keyup', run);
      armed.current = false;
      if (document.activeElement === node) latest.current(up);
    });
  }

  function onClick(e) {
    e.stopPropagation();
    if (!disabled && !e.altKey) latest.current(e);
  }

  return (
    <Tag
      data-testid={testId(testid)}
      role={role}
      {...(native ? { type: 'button', disabled } : { tabIndex: disabled ? -1 : 0, 'aria-disabled': disabled || undefined })}
      className="press"
      {...rest}
      {...watched(name, { onKeyDown, onClick })}
    >
      {/* X nests its label, so a click never lands on the button itself. */}
      <div dir="ltr"><span><span>{children}</span></span></div>
    </Tag>
  );
}

/** A link inside the app: no page load. One with a `name` is a control: watched, and acting by itself. */
export function Link({ to, name, onPress = () => { note('went', to); history.push(to); }, children, ...rest }) {
  function onClick(e) {
    e.stopPropagation();
    if (e.metaKey || e.ctrlKey || e.shiftKey) return;
    e.preventDefault();
    if (!e.altKey) onPress();
  }
  return <a href={to} role="link" {...(name ? watched(name, { onClick }) : { onClick })} {...rest}>{children}</a>;
}
