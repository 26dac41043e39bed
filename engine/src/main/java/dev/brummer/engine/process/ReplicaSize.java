package dev.brummer.engine.process;

/// A requested size of a set of equal processes, such as `web=3`.
public record ReplicaSize(String base, int count) {
  /// @throws IllegalArgumentException with a sentence about what is wrong
  public static ReplicaSize parse(String text) {
    int equals = text.lastIndexOf('=');
    String count = text.substring(equals + 1).strip();
    String base = text.substring(0, Math.max(0, equals)).strip();
    if (base.isEmpty() || !count.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a name and a number such as web=3");
    }
    return new ReplicaSize(base, Integer.parseInt(count));
  }
}
