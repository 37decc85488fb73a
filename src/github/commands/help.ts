/** What can be asked for, as Markdown. */
export const HELP = [
  '| command | does | who may |',
  '| --- | --- | --- |',
  '| `/codepurify scan` | inspects the pull request once more, also a draft or a paused one | who may push, and its author |',
  '| `/codepurify explain ID` | shows the suspicion of every element of a finding | who may push, and its author |',
  '| `/codepurify apply ID` | commits the replacement of a finding; `all` those of all findings | who may push |',
  '| `/codepurify ignore ID reason` | leaves a finding as it is; the reason is shown in the summary | who may push |',
  '| `/codepurify pause` | stops reviews of new commits here | who may push |',
  '| `/codepurify resume` | goes on with them | who may push |',
  '| `/codepurify help` | shows this | who may push, and its author |',
  '',
  'The ID stands below each finding; in a reply to its comment it can be left out.',
].join('\n');
