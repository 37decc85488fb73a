/** Why a job was told to stop. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly why: 'superseded' | 'draining';
  constructor(why: 'superseded' | 'draining') {
    super(why === 'superseded' ? 'The pull request has a newer head.' : 'The process is about to end.');
    this.why = why;
  }
}
