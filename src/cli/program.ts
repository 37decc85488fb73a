import { Command } from 'commander';
import { TOOL } from '../scan/tool.ts';
import { auditCommand } from './audit.ts';
import { calibrateCommand } from './calibrate.ts';
import { doctorCommand } from './doctor.ts';
import { evaluateCommand } from './evaluate.ts';
import { explainCommand } from './explain.ts';
import { initCommand } from './init.ts';
import { modelCommand } from './model.ts';
import { poisonCommand } from './poison.ts';
import { redteamCommand } from './redteam.ts';
import { registerCommand } from './register.ts';
import { reviewCommand } from './review.ts';
import { sanitizeCommand } from './sanitize.ts';
import { scanCommand } from './scan.ts';
import { serveCommand } from './serve.ts';
import { unlearnCommand } from './unlearn.ts';
import { validateCommand } from './validate.ts';

/** The whole command line. Errors are thrown, with exit codes, and never end the process. */
export function program(): Command {
  const all = new Command('codepurify')
    .description('Finds the trigger that fools a backdoored code model, and offers the code without it.')
    .version(TOOL.version)
    .option('--debug', 'show where an error comes from')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', '\nExample:\n  $ codepurify scan src --victim ./my-model');
  for (const command of [
    scanCommand(),
    explainCommand(),
    reviewCommand(),
    serveCommand(),
    registerCommand(),
    calibrateCommand(),
    modelCommand(),
    poisonCommand(),
    redteamCommand(),
    sanitizeCommand(),
    auditCommand(),
    unlearnCommand(),
    evaluateCommand(),
    validateCommand(),
    initCommand(),
    doctorCommand(),
  ]) {
    all.addCommand(command);
  }
  inherit(all);
  return all;
}

/** Commands that are built apart do not take over by themselves how errors are thrown. */
function inherit(command: Command): void {
  for (const sub of command.commands) {
    sub.copyInheritedSettings(command);
    inherit(sub);
  }
}
