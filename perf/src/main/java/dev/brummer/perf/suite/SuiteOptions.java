package dev.brummer.perf.suite;

/// Options passed to every suite.
///
/// @param quick skips long-running cases; very slow designs get fewer operations and still report
///   per operation
/// @param slowdown part of the product to slow down deliberately
public record SuiteOptions(boolean quick, InjectedSlowdown slowdown) {}
