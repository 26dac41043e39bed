package dev.brummer.engine.process;

/// Membership of a process in a set of equal processes. The producer of the definition also sets
/// the variables that tell the members apart.
///
/// @param base name of the set, such as `web`; the members are named `web-0`, `web-1` …
/// @param index from 0
/// @param count size of the set as configured
public record Replica(String base, int index, int count) {
  public Replica {
    if (index < 0 || count < 1) {
      throw new IllegalArgumentException("replica " + index + " of " + count);
    }
  }

  /// The name of this member.
  public String name() {
    return base + "-" + index;
  }
}
