package dev.brummer.perf.model;

/// What the formulas are fed with; everything has the seed's example as its default.
public record Inputs(
    UnlimitedThreads threads,
    WorkerPool pool,
    Locks locks,
    Allocation allocation,
    SystemImpact impact) {
  public static Inputs seed() {
    return new Inputs(
        UnlimitedThreads.seed(),
        WorkerPool.seed(),
        Locks.seed(),
        Allocation.seed(),
        SystemImpact.seed());
  }
}
