import type { Shared } from '../work/shared.ts';
import { doButton } from './do-button.ts';
import { doCommand } from './do-command.ts';

/** Does what people ask for, in a comment or with a button. */
export const answerRequest: Shared['answer'] = (request, context, shared) =>
  request.kind === 'command' ? doCommand(request, context, shared) : doButton(request, context, shared);
