/// Programs on terminals of their own, typed to and looked at as a person would, with the time of
/// everything that they write. A leaf.
///
/// Decisions: the terminal is made by `script`, which every Linux has: it hands on bytes at once
/// and costs all programs the same. What a terminal shows is worked out here rather than by the
/// UI's own code, so that the UI is not measured with its own ruler.
package dev.brummer.perf.terminal;
