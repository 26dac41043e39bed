package dev.brummer.perf.suite;

/// What the cases of a run have to know of it.
///
/// @param quick leave out what takes long; designs that are slow by far get less to do, and are
///   still told by the operation
/// @param slowdown the part of the product to be slowed on purpose
public record SuiteOptions(boolean quick, InjectedSlowdown slowdown) {}
