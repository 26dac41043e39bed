package dev.brummer.engine.detect;

/// Reads what processes print and says what it means.
public final class Detectors {}
