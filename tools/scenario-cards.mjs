// The scenarios on paper: one Markdown file for each language, with a card for every scenario in the
// order of the course, for teaching without a screen.
//
//   node tools/scenario-cards.mjs FOLDER
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = 'extension/practice/scenarios';
const ROLES = {
  en: { nurse: 'registrant', student: 'student', lecturer: 'lecturer', researcher: 'researcher', other: 'manager' },
  cy: { nurse: 'cofrestrai', student: 'myfyriwr', lecturer: 'darlithydd', researcher: 'ymchwilydd', other: 'rheolwr' },
};
const ACTS = {
  en: {
    follow: 'follow', reply: 'reply', quote: 'quote', message: 'message', list: 'add to a list', notify: 'bell',
    tag: 'post under a hashtag', bookmark: 'bookmark', copylink: 'copy a link',
  },
  cy: {
    follow: 'dilyn', reply: 'ateb', quote: 'dyfynnu', message: 'neges', list: 'ychwanegu at restr', notify: 'cloch',
    tag: 'postio dan hashnod', bookmark: 'nod tudalen', copylink: 'copïo dolen',
  },
};
const DOES = {
  en: {
    through: 'asks nothing', ordinary: 'asks', firm: 'asks firmly: there is a request', colleague: 'asks, as a colleague',
    light: 'asks lightly', carer: 'asks, about somebody else’s story', space: 'asks, about the space',
  },
  cy: {
    through: 'ddim yn gofyn', ordinary: 'yn gofyn', firm: 'yn gofyn yn gadarn: mae cais', colleague: 'yn gofyn, fel cydweithiwr',
    light: 'yn gofyn yn ysgafn', carer: 'yn gofyn, am stori rhywun arall', space: 'yn gofyn, am y gofod',
  },
};
const WORDS = {
  en: {
    title: 'Scenario cards', lead: 'The scenarios of the practice timeline, on paper. Everybody on these cards is invented. Grade 1 is plain, 2 needs thought, 3 has no good answer. Fold the outcomes under, and choose before you read them.',
    head: ['scenario', 'grade', 'role', 'the step'], grade: 'Grade', aims: 'Aims', you: 'You', them: 'Their side',
    bio: 'Profile', posts: 'Posts', step: 'Step', tool: 'The tool', left: 'Leave it', went: 'Go on', discussion: 'To talk about',
    guidance: 'Guidance', followsYou: 'follows you', youFollow: 'you follow them', answers: 'in answer to', draft: 'a draft',
  },
  cy: {
    title: 'Cardiau senario', lead: 'Senarios y llinell amser ymarfer, ar bapur. Pobl ddychmygol yw pawb ar y cardiau hyn. Mae gradd 1 yn blaen, mae angen meddwl ar gyfer 2, a does dim ateb da i 3. Plygwch y canlyniadau o’r golwg, a dewiswch cyn eu darllen.',
    head: ['senario', 'gradd', 'rôl', 'y cam'], grade: 'Gradd', aims: 'Nodau', you: 'Chi', them: 'O’u hochr nhw',
    bio: 'Proffil', posts: 'Postiadau', step: 'Cam', tool: 'Yr offeryn', left: 'Gadael', went: 'Ymlaen', discussion: 'I’w drafod',
    guidance: 'Canllawiau', followsYou: 'yn eich dilyn chi', youFollow: 'rydych chi’n eu dilyn', answers: 'ateb i', draft: 'drafft',
  },
};

const order = readFileSync(join(SOURCE, 'order.txt'), 'utf8').trim().split('\n');
const scenarios = order.map((id) => JSON.parse(readFileSync(join(SOURCE, `${id}.json`), 'utf8')));
// A hashtag at the start of a line would be a heading, and a star or a bracket has a meaning, too.
const plain = (text) => text.replace(/[\\`*_[\]#<>|]/g, '\\$&');

function cards(language) {
  const words = WORDS[language];
  const said = (text) => plain(text[language]);
  const steps = (scenario) => [...new Set(scenario.steps.map(({ action }) => ACTS[language][action]))].join(', ');
  const row = (cells) => `| ${cells.join(' | ')} |`;

  const card = (scenario) => {
    const { reader, accounts, posts } = scenario;
    const name = (handle) => plain([reader, ...accounts].find((one) => one.handle === handle).name);
    const relation = ({ followsYou, youFollow }) => [followsYou && words.followsYou, youFollow && words.youFollow].filter(Boolean).map((one) => ` (${one})`).join('');
    const drafts = scenario.steps.filter(({ action }) => action === 'tag').map((step) => step.post);
    const post = ({ id: own, by, text, answers }) => {
      const to = posts.find(({ id }) => id === answers);
      return `- **${name(by)}**${drafts.includes(own) ? ` (${words.draft})` : ''}${to ? ` (${words.answers} ${name(to.by)})` : ''}: ${said(text)}`;
    };
    const outcome = (heading, { you, them }) => `**${heading}.** *${words.you}:* ${said(you)} *${words.them}:* ${said(them)}`;
    const step = (one, at) => [
      `### ${words.step} ${at + 1}: ${ACTS[language][one.action]}, ${name(one.account)}`,
      said(one.say),
      `*${words.tool}:* ${DOES[language][one.expect]}.`,
      outcome(words.left, one.left),
      outcome(words.went, one.went),
    ];
    const works = new Map();
    for (const { body, title, year, paragraph } of scenario.guidance) {
      const work = `${body}, *${plain(title)}* (${year})`;
      works.set(work, [...(works.get(work) ?? []), ...(paragraph ? [paragraph] : [])]);
    }
    const cited = [...works].map(([work, paragraphs]) => [work, paragraphs.join(', ')].join(' ').trim());
    return [
      '<!-- new page -->',
      `## ${said(scenario.title)}`,
      `${words.grade} ${scenario.grade} · **${plain(reader.name)}**, ${ROLES[language][reader.role]}: ${said(reader.bio)}`,
      `**${words.aims}.** ${scenario.aims.map(said).join(' ')}`,
      said(scenario.scene),
      accounts.map((one) => `- **${plain(one.name)}** @${plain(one.handle)}${relation(one)}: ${said(one.bio)}`).join('\n'),
      `**${words.posts}**`,
      posts.map(post).join('\n'),
      ...scenario.steps.flatMap(step),
      `### ${words.discussion}`,
      scenario.discussion.map((one) => `- ${said(one)}`).join('\n'),
      `*${words.guidance}:* ${cited.join('; ')}.`,
    ].join('\n\n');
  };

  const overview = scenarios.map((one) => row([said(one.title), one.grade, ROLES[language][one.reader.role], steps(one)]));
  const table = [row(words.head), row(words.head.map(() => '---')), ...overview].join('\n');
  return [`# ${words.title}`, words.lead, table, ...scenarios.map(card)].join('\n\n') + '\n';
}

const [folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'scenario-cards.md'), cards('en'));
writeFileSync(join(folder, 'scenario-cards.cy.md'), cards('cy'));
