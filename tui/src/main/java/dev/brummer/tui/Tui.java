package dev.brummer.tui;

/// The terminal UI.
public final class Tui {}
