// Every practice scenario is what its JSON Schema says, by a validator of the standard, and the
// schema refuses what it should. What a schema cannot say is in tests/practice_scenarios.rs.
// Once, whatever ROUNDS says: nothing here depends on a browser or on time.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import Ajv from 'ajv/dist/2020.js';

const practice = new URL('../../extension/practice/', import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(path, practice), 'utf8'));
const files = readdirSync(new URL('scenarios/', practice)).filter((name) => name.endsWith('.json'));
const validate = new Ajv({ allErrors: true }).compile(read('scenario.schema.json'));

for (const file of files) {
  test(`${file} follows the schema`, () => {
    assert.ok(validate(read(`scenarios/${file}`)), JSON.stringify(validate.errors, null, 1));
  });
}

test('all of them make a pack', () => {
  const title = { en: 'A course', cy: 'Cwrs' };
  const scenarios = files.map((file) => read(`scenarios/${file}`));
  assert.ok(validate({ version: 1, title, scenarios }), JSON.stringify(validate.errors, null, 1));
});

test('the schema refuses what it should', () => {
  const broken = (change) => {
    const scenario = read(`scenarios/${files[0]}`);
    change(scenario);
    return validate(scenario);
  };
  assert.ok(broken(() => {}), 'unbroken, it is accepted');
  assert.ok(!broken((one) => { delete one.invented; }));
  assert.ok(!broken((one) => { delete one.title.cy; }));
  assert.ok(!broken((one) => { one.grade = 4; }));
  assert.ok(!broken((one) => { one.score = 1; }));
  assert.ok(!broken((one) => { one.accounts[0].handle = 'much_too_long_a_handle'; }));
  assert.ok(!broken((one) => { one.steps[0].action = 'like'; }));
  assert.ok(!broken((one) => { one.scene.en = 'a'.repeat(1201); }));
});
