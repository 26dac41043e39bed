package dev.brummer.perf;

/// Runs the benchmark suites.
public final class Bench {}
