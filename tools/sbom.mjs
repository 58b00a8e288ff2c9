// A bill of materials in CycloneDX's form: the parts that are in what ships, and
// those that make it. It tells no time and draws no number by lot, so that the
// same sources give the same bill.
import { createHash } from 'node:crypto';
import { parts } from './parts.mjs';

const SPEC = '1.6';

export function sbom(version) {
  const ref = `pkg:generic/knock-first@${version}`;
  const all = parts();
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: SPEC,
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: { type: 'application', 'bom-ref': ref, name: 'knock-first', version, purl: ref, licenses: [{ expression: 'MIT OR Apache-2.0' }] },
    },
    components: all.map(component),
    dependencies: [
      { ref, dependsOn: all.filter(({ direct }) => direct).map((part) => part.ref) },
      ...all.map((part) => ({ ref: part.ref, dependsOn: [...new Set(part.needs)].sort() })),
    ],
  };
  return `${JSON.stringify({ $schema: `http://cyclonedx.org/schema/bom-${SPEC}.schema.json`, serialNumber: serial(bill), ...bill }, null, 2)}\n`;
}

function component({ ref, name, version, licence, ships, hash }) {
  const isProgram = !ships && ref.startsWith('pkg:generic/');
  const [group, own] = name.startsWith('@') ? name.split('/') : [undefined, name];
  return {
    type: isProgram ? 'application' : 'library',
    'bom-ref': ref,
    ...(group && { group }),
    name: own,
    version,
    // What is only used in the making is in nothing that runs.
    scope: ships ? 'required' : 'excluded',
    ...(hash && { hashes: [hash] }),
    licenses: [{ expression: licence }],
    purl: ref,
  };
}

/** A number of its own for each bill: of what is in it, in the form of a name-based UUID. */
function serial(bill) {
  const hash = createHash('sha256').update(JSON.stringify(bill)).digest();
  hash[6] = (hash[6] & 0x0f) | 0x80;
  hash[8] = (hash[8] & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
