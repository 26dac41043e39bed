package dev.brummer.perf.result;

/// Who was measured.
///
/// @param title "brummer", "thread per handler", "Disruptor"
public record Variant(Role role, String title) {
  /// The product.
  public static final Variant NOW = new Variant(Role.NOW, "brummer");

  /// What somebody is in a comparison.
  public enum Role {
    /// The product.
    NOW,
    /// The design that the product replaced.
    BEFORE,
    /// What others would take, or what nobody can be faster than.
    RIVAL
  }

  public static Variant before(String title) {
    return new Variant(Role.BEFORE, title);
  }

  public static Variant rival(String title) {
    return new Variant(Role.RIVAL, title);
  }

  /// As gates name it: "now", "before", or a rival's title.
  public String key() {
    return switch (role) {
      case NOW -> "now";
      case BEFORE -> "before";
      case RIVAL -> title;
    };
  }
}
