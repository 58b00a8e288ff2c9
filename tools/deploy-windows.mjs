// The extension's own settings for Windows' group policy editor (ADMX and
// ADML), and as rows for Intune, which takes the same ADMX in.

/** A text as XML has it. */
export const escaped = (text) => String(text).replace(/[&<>"]/g, (letter) => `&#${letter.codePointAt(0)};`);

const NAMESPACE = 'KnockFirst.Policies';
const APP = 'KnockFirst';

/** What each setting is called in the template: unlike names, ids may hold letters, digits and _ alone. */
const policyId = (browser, { name }) => `${browser}_${name}`;
const keyOf = ({ registry }, id) => registry.replace(/^SOFTWARE/, 'Software').concat('\\3rdparty\\extensions\\', id, '\\policy');

/** The template: which settings there are, and where their values go. */
export function admx(schema, browsers, id) {
  const policies = Object.entries(browsers).flatMap(([browser, of]) => schema.map((one) => policy(browser, of, one, id)));
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" revision="1.0" schemaVersion="1.0" xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions">
  <policyNamespaces>
    <target prefix="knockfirst" namespace="${NAMESPACE}" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <supportedOn>
    <definitions>
      <definition name="SUPPORTED" displayName="$(string.SUPPORTED)" />
    </definitions>
  </supportedOn>
  <categories>
    <category name="${APP}" displayName="$(string.${APP})" />
${Object.keys(browsers).map((browser) => `    <category name="${browser}" displayName="$(string.${browser})">
      <parentCategory ref="${APP}" />
    </category>`).join('\n')}
  </categories>
  <policies>
${policies.join('\n')}
  </policies>
</policyDefinitions>
`;
}

function policy(browser, of, one, id) {
  const name = policyId(browser, one);
  const key = keyOf(of, id);
  const isSwitch = one.type === 'boolean';
  const own = isSwitch ? ` valueName="${one.name}"` : '';
  const shown = isSwitch ? '' : ` presentation="$(presentation.${name})"`;
  return `    <policy name="${name}" class="Both" displayName="$(string.${one.name})" explainText="$(string.${one.name}_Explain)" key="${escaped(key)}"${own}${shown}>
      <parentCategory ref="${browser}" />
      <supportedOn ref="SUPPORTED" />
${isSwitch
    ? `      <enabledValue><decimal value="1" /></enabledValue>
      <disabledValue><decimal value="0" /></disabledValue>`
    : `      <elements>
        ${element(one, key)}
      </elements>`}
    </policy>`;
}

function element({ name, type, enum: values, minimum, maximum }, key) {
  if (type === 'array') return `<list id="${name}" key="${escaped(`${key}\\${name}`)}" valuePrefix="" />`;
  if (values) {
    const items = values.map((value) => {
      const stored = type === 'integer' ? `<decimal value="${value}" />` : `<string>${escaped(value)}</string>`;
      return `<item displayName="$(string.${name}_${value})"><value>${stored}</value></item>`;
    });
    return `<enum id="${name}" valueName="${name}" required="true">${items.join('')}</enum>`;
  }
  if (type === 'integer') return `<decimal id="${name}" valueName="${name}" minValue="${minimum}" maxValue="${maximum}" required="true" />`;
  return `<text id="${name}" valueName="${name}" maxLength="300" required="true" />`;
}

/** The words of the template. */
export function adml(schema, browsers) {
  const strings = [
    ['SUPPORTED', 'Knock First 0.1 or later'], [APP, 'Knock First'],
    ...Object.entries(browsers).map(([browser, { name }]) => [browser, name]),
    ...schema.flatMap((one) => [
      [one.name, one.name],
      [`${one.name}_Explain`, `${one.what}\n\nExample: ${JSON.stringify(one.example)}${one.items?.enum ? `\nAny of: ${one.items.enum.join(', ')}` : ''}`],
      ...(one.enum ?? []).map((value) => [`${one.name}_${value}`, String(value)]),
    ]),
  ];
  const shown = Object.keys(browsers).flatMap((browser) => schema.filter(({ type }) => type !== 'boolean').map((one) => `      <presentation id="${policyId(browser, one)}">
        ${control(one)}
      </presentation>`));
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" revision="1.0" schemaVersion="1.0" xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions">
  <displayName>Knock First</displayName>
  <description>Settings of the browser extension Knock First</description>
  <resources>
    <stringTable>
${strings.map(([id, text]) => `      <string id="${id}">${escaped(text)}</string>`).join('\n')}
    </stringTable>
    <presentationTable>
${shown.join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`;
}

function control({ name, type, enum: values, minimum, maximum }) {
  if (type === 'array') return `<listBox refId="${name}">${name}</listBox>`;
  if (values) return `<dropdownList refId="${name}" noSort="true" defaultItem="0">${name}</dropdownList>`;
  if (type === 'integer') return `<decimalTextBox refId="${name}" defaultValue="${Math.min(Math.max(3, minimum), maximum)}">${name}</decimalTextBox>`;
  return `<textBox refId="${name}"><label>${name}</label></textBox>`;
}

// --- Intune --------------------------------------------------------------------------------------

/** Between the numbers and the values of a list, in Intune's own notation. */
const BETWEEN = '&#xF000;';

/** Rows for a custom profile: name, address, kind of value, value. The first takes the template in. */
export function omaRows(schema, browsers, settings) {
  const rows = [
    ['Name', 'OMA-URI', 'Data type', 'Value'],
    [`${APP} template`, `./Device/Vendor/MSFT/Policy/ConfigOperations/ADMXInstall/${APP}/Policy/${APP}Admx`, 'String', '(all of knock-first.admx)'],
  ];
  for (const [browser, { name }] of Object.entries(browsers)) {
    for (const one of schema.filter((each) => each.name in settings)) {
      const address = `./Device/Vendor/MSFT/Policy/Config/${APP}~Policy~${APP}~${browser}/${policyId(browser, one)}`;
      rows.push([`${name}: ${one.name}`, address, 'String', omaValue(one, settings[one.name])]);
    }
  }
  return `${rows.map((row) => row.join('\t')).join('\n')}\n`;
}

function omaValue({ name, type }, value) {
  if (type === 'boolean') return value ? '<enabled/>' : '<disabled/>';
  const written = Array.isArray(value) ? value.map((each, at) => `${at + 1}${BETWEEN}${escaped(each)}`).join(BETWEEN) : escaped(value);
  return `<enabled/><data id="${name}" value="${written}"/>`;
}
