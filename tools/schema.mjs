// The schema of an organisation's settings as it ships: of each value only the
// kind. Chrome drops whatever its schema does not allow before the extension
// sees it; this way the settings page can say which value was left out, and
// why, in every browser alike. What is allowed is in extension/managed_schema.json.
//
//   node tools/schema.mjs FOLDER
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const NAME = 'managed_schema.json';

function kindOf({ enum: _names, minimum: _least, maximum: _most, ...schema }) {
  if (schema.items) schema.items = kindOf(schema.items);
  if (schema.properties) schema.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, kindOf(one)]));
  return schema;
}

const schema = JSON.parse(readFileSync(join('extension', NAME), 'utf8'));
writeFileSync(join(folder, NAME), `${JSON.stringify(kindOf(schema))}\n`);
