package dev.brummer.perf.model;

/// Inputs of all models. [#reference] holds the examples of the reference design.
public record ModelSet(
    ThreadPerHandlerModel threads,
    WorkerPoolModel pool,
    LockModel lockModel,
    AllocationModel allocation,
    SystemImpact impact) {
  public static ModelSet reference() {
    return new ModelSet(
        ThreadPerHandlerModel.reference(),
        WorkerPoolModel.reference(),
        LockModel.reference(),
        AllocationModel.reference(),
        SystemImpact.reference());
  }
}
