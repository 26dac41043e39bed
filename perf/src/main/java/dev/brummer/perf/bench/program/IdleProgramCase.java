package dev.brummer.perf.bench.program;

import java.time.Duration;

/// A program that is measured once, while it has nothing to do.
interface IdleProgramCase extends ProgramCase {
  IdleWindow window();

  @Override
  default boolean isSingleRound() {
    return true;
  }

  @Override
  default Duration estimate() {
    return window().settling().plus(window().length()).plusSeconds(1);
  }
}
