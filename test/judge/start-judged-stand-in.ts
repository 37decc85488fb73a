import type { StandIn } from '../../demo/github/control/stand-in.ts';
import type { Exchange } from '../../demo/github/http/exchange.ts';
import type { StandInOptions } from '../../demo/github/start-stand-in.ts';
import { startStandIn } from '../../demo/github/start-stand-in.ts';
import { judgeDelivery } from './judge-delivery.ts';
import { judgeGraphql } from './judge-graphql.ts';
import { judgeAnswer, judgeRequest } from './judge-rest.ts';

export interface Judged {
  readonly standIn: StandIn;
  /** What was wrong with any request, answer or webhook so far. */
  readonly problems: () => string[];
  /** Stops the stand-in; throws where there was a problem. */
  readonly finish: () => Promise<void>;
}

/** A stand-in whose every exchange is judged; what no judge knows counts as wrong. */
export async function startJudgedStandIn(options: StandInOptions = {}): Promise<Judged> {
  const found = new Set<string>();
  const standIn = await startStandIn({
    ...options,
    onExchange: (exchange) => {
      for (const problem of judge(exchange)) found.add(problem);
      options.onExchange?.(exchange);
    },
  });
  const problems = () => [
    ...found,
    ...new Set(standIn.deliveries.flatMap(judgeDelivery)),
    ...standIn.errors.map((error) => `stand-in: ${error instanceof Error ? error.stack : String(error)}`),
  ];
  const finish = async () => {
    await standIn.close();
    const wrong = problems();
    if (wrong.length > 0) throw new Error(`GitHub would not agree:\n${wrong.join('\n')}`);
  };
  return { standIn, problems, finish };
}

/** What is wrong with one exchange. */
export function judge(exchange: Exchange): string[] {
  const { method, path } = exchange;
  const problems =
    path === '/graphql' ? judgeGraphql(exchange) : [...judgeRequest(exchange), ...judgeAnswer(exchange)];
  return problems.map((problem) => `${method} ${path}: ${problem}`);
}
