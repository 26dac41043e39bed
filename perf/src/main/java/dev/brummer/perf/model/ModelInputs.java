package dev.brummer.perf.model;

/// What the formulas are fed with; everything has the seed's example as its default.
public record ModelInputs(
    ThreadPerHandlerModel threads,
    WorkerPoolModel pool,
    LockModel locks,
    AllocationModel allocation,
    SystemImpact impact) {
  public static ModelInputs seed() {
    return new ModelInputs(
        ThreadPerHandlerModel.seed(),
        WorkerPoolModel.seed(),
        LockModel.seed(),
        AllocationModel.seed(),
        SystemImpact.seed());
  }
}
