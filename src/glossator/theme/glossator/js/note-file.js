// @ts-check
// A note as a file, and where the edition's host takes it. Knows nothing of the page.
(() => {
  "use strict";

  /** A string that YAML reads as it is, whatever stands in it. @param {string} text */
  const quoted = (text) =>
    JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

  /**
   * @param {{exact: string, prefix: string, suffix: string}} quote
   * @param {{kind: string, author: string, date: string, body: string}} note
   */
  const write = (quote, { kind, author, date, body }) =>
    [
      "---",
      "quote:",
      `  exact: ${quoted(quote.exact)}`,
      ...(quote.prefix ? [`  prefix: ${quoted(quote.prefix)}`] : []),
      ...(quote.suffix ? [`  suffix: ${quoted(quote.suffix)}`] : []),
      `kind: ${kind}`,
      `author: ${author}`,
      `date: ${date}`,
      "sources: []",
      "---",
      body,
      "",
    ].join("\n");

  /** A file's name from the first words of a passage. @param {string} words @param {(name: string) => boolean} taken */
  const nameFor = (words, taken) => {
    const plain = words.normalize("NFKD").toLowerCase().match(/[a-z0-9]+/g) ?? [];
    const name = plain.slice(0, 5).join("-").slice(0, 50) || "note";
    let made = name;
    for (let number = 2; taken(made); number++) made = `${name}-${number}`;
    return made;
  };

  /**
   * @typedef {object} Host
   * @property {(repository: string, branch: string, path: string, text: string) => string} file a page for a new file
   * @property {(repository: string, asked: Asked) => string} issue
   * @property {boolean} prefills whether that page takes the text from its address
   */

  /**
   * What an issue asks for. `form` names the edition's own form, which GitHub shows with its fields.
   * @typedef {{title: string, article: string, passage: string, form: string}} Asked
   */

  /** The form as Markdown, with the labels that `glossator from-issue` reads. @param {Asked} asked */
  const formOf = ({ article, passage }) =>
    Object.entries({ Article: article, Passage: passage, "Kind of note": "context", "Your note": "", Sources: "", "Your name": "" })
      .map(([label, filled]) => `### ${label}\n\n${filled}\n`).join("\n");

  const q = encodeURIComponent;
  /** Each with what its own pages read from an address. @type {Record<string, Host>} */
  const HOSTS = {
    github: {
      file: (repository, branch, path, text) => `${repository}/new/${branch}?filename=${q(path)}&value=${q(text)}`,
      issue: (repository, { form, ...asked }) =>
        form
          ? `${repository}/issues/new?template=${q(form)}&title=${q(asked.title)}&article=${q(asked.article)}&passage=${q(asked.passage)}`
          : `${repository}/issues/new?title=${q(asked.title)}&body=${q(formOf({ form, ...asked }))}`,
      prefills: true,
    },
    // GitLab's editor reads the name alone (gitlab-org/gitlab#594214).
    gitlab: {
      file: (repository, branch, path) => `${repository}/-/new/${branch}?file_name=${q(path)}`,
      issue: (repository, asked) => `${repository}/-/issues/new?issue[title]=${q(asked.title)}&issue[description]=${q(formOf(asked))}`,
      prefills: false,
    },
    // Codeberg, and other hosts that run Forgejo or Gitea.
    forgejo: {
      file: (repository, branch, path, text) => `${repository}/_new/${branch}/?filename=${q(path)}&value=${q(text)}`,
      issue: (repository, asked) => `${repository}/issues/new?title=${q(asked.title)}&body=${q(formOf(asked))}`,
      prefills: true,
    },
  };

  /** @param {string} repository @returns {Host} */
  const hostOf = (repository) => {
    const name = new URL(repository).hostname;
    if (name.includes("gitlab")) return HOSTS.gitlab;
    return /codeberg|forgejo|gitea/.test(name) ? HOSTS.forgejo : HOSTS.github;
  };

  /** Longer addresses are refused by hosts, and by what stands between. */
  const LONGEST = 7500;

  /** @type {any} */ (globalThis).glossatorNoteFile = { write, quoted, nameFor, hostOf, LONGEST };
})();
