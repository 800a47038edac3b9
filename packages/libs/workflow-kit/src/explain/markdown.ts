import { cell, table } from './cells.ts';
import type { ExplainedGroup, Explanation, Signer } from './explanation.ts';

/** `explanation` as a page of Markdown that also reads well in a terminal. */
export function explanationMarkdown(explanation: Explanation): string {
  const { name, file, description, warning, callable, triggers } = explanation;
  const started = triggers.length === 0 ? '' : ` Starts on ${triggers.map(code).join(', ')}.`;
  const sections = [
    `# ${name} (\`${file}\`)`,
    description.trim(),
    warning && `**${warning}**`,
    `${callable ? 'Called by other workflows.' : 'Cannot be called.'}${started}`,
    callable ? section('Call it', fenced('yaml', explanation.snippet ?? '')) : undefined,
    section('Permissions', permissions(explanation)),
    section('Secrets', secrets(explanation)),
    section('Inputs', inputs(explanation)),
    section('Outputs', outputs(explanation)),
    section('Concurrency groups', groups(explanation)),
    section('Environments', environments(explanation)),
    section('Who can sign', signers(explanation)),
  ];
  return `${sections.filter((one) => one !== undefined).join('\n\n')}\n`;
}

function section(title: string, text: string): string {
  return `## ${title}\n\n${text}`;
}

function permissions({ callable, permissions: grants }: Explanation): string {
  if (grants.length === 0) return callable ? 'A caller grants nothing: `permissions: {}`.' : 'None.';
  const rows = grants.map(({ scope, level, jobs }) => [
    code(`${scope}: ${level}`),
    cell(jobs.map(({ job, reason }) => (reason === undefined ? job : `${job}: ${reason}`)).join('; ')),
  ]);
  const about = callable
    ? 'A caller grants exactly this. With less, GitHub ends the whole run before its first job.\n\n'
    : '';
  return `${about}${table(['Scope', 'For'], rows)}`;
}

function secrets({ secrets: found }: Explanation): string {
  if (found.length === 0) return 'None.';
  return table(
    ['Secret', '', 'What it is'],
    found.map(({ name, required, description }) => [
      code(name),
      required ? 'required' : 'optional',
      cell(description),
    ]),
  );
}

function inputs({ inputs: found }: Explanation): string {
  if (found.length === 0) return 'None.';
  return table(
    ['Input', 'Type', 'Default', 'What it is'],
    found.map(({ name, type, required, default: value, description }) => [
      code(name),
      type,
      required ? 'required' : value === undefined || value === '' ? '' : code(value),
      cell(description),
    ]),
  );
}

function outputs({ outputs: found }: Explanation): string {
  if (found.length === 0) return 'None.';
  return table(
    ['Output', 'What it is'],
    found.map(({ name, description }) => [code(name), cell(description)]),
  );
}

function groups({ groups: found }: Explanation): string {
  if (found.length === 0) return 'None: runs do not wait for each other.';
  return table(
    ['Held by', 'Group', 'Who comes while it is held'],
    found.map((group) => [cell(group.held), code(group.group), waiting(group)]),
  );
}

function waiting({ queue, cancelInProgress }: ExplainedGroup): string {
  if (cancelInProgress === 'true') return 'cancels the one that runs';
  const when = cancelInProgress === 'false' ? '' : `; cancels the one that runs if ${code(cancelInProgress)}`;
  return `${queue === 'max' ? 'waits in turn' : 'waits, and cancels whoever waited before'}${when}`;
}

function environments({ environments: found }: Explanation): string {
  if (found.length === 0) return 'None.';
  return table(
    ['Environment', 'Job'],
    found.map(({ name, job }) => [code(name), cell(job)]),
  );
}

function signers({ callable, signers: found }: Explanation): string {
  if (found.length === 0) return 'Nobody: no job can ask for an identity token.';
  return found.map((signer) => signerText(signer, callable)).join('\n\n');
}

function signerText({ workflow, jobs, identity, issuer, signerWorkflow }: Signer, callable: boolean): string {
  const whose = callable ? ', whoever called it; `OWNER/REPOSITORY` is the caller' : '';
  const commands = [
    'cosign verify \\',
    `  --certificate-identity-regexp '${identity}' \\`,
    `  --certificate-oidc-issuer ${issuer} \\`,
    '  --certificate-github-workflow-repository OWNER/REPOSITORY IMAGE@DIGEST',
    `gh attestation verify FILE --repo OWNER/REPOSITORY --signer-workflow ${signerWorkflow}`,
  ];
  return `${jobs.map(code).join(', ')} can ask for an identity token. If one of them signs, the certificate names \`${workflow}\`${whose}.\n\n${fenced('sh', commands.join('\n'))}`;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

/** Code in a cell: a line end or a bar would end the cell. */
function code(text: string): string {
  const line = text
    .trim()
    .replace(/\s*\n\s*/g, ' ⏎ ')
    .replaceAll('|', '\\|');
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}
