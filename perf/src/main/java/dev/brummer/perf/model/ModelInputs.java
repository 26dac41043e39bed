package dev.brummer.perf.model;

/// What the formulas are fed with; everything has the seed's example as its default.
public record ModelInputs(
    ThreadPerHandlerModel threads,
    WorkerPoolModel pool,
    LockModel lockModel,
    AllocationModel allocation,
    SystemImpact impact) {
  public static ModelInputs reference() {
    return new ModelInputs(
        ThreadPerHandlerModel.reference(),
        WorkerPoolModel.reference(),
        LockModel.reference(),
        AllocationModel.reference(),
        SystemImpact.reference());
  }
}
