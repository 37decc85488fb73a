/** Seconds of wall time, and of processor time of all threads. */
export interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

/** Starts a clock that tells what this process spent since. */
export function clock(): () => Spent {
  const began = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { wall: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 };
  };
}

export function sumOf(all: readonly Spent[]): Spent {
  return all.reduce((sum, { wall, cpu }) => ({ wall: sum.wall + wall, cpu: sum.cpu + cpu }), {
    wall: 0,
    cpu: 0,
  });
}
