package dev.brummer.app.plain;

/// How a run without a UI prints and ends.
///
/// @param json one object a line instead of `name | line`
/// @param colour names and brummer's own words in colour
public record PlainSettings(
    PrefixTemplate prefix, boolean json, boolean colour, Outcome.Policy policy) {}
