package dev.brummer.perf.result;

/// Who was measured.
///
/// @param title "brummer", "thread per handler", "Disruptor"
public record Variant(Role role, String title) {
  /// The product.
  public static final Variant PRODUCT = new Variant(Role.PRODUCT, "brummer");

  /// What somebody is in a comparison.
  public enum Role {
    /// The product.
    PRODUCT,
    /// The design that the product replaced.
    BASELINE,
    /// What others would take, or what nobody can be faster than.
    ALTERNATIVE
  }

  public static Variant baseline(String title) {
    return new Variant(Role.BASELINE, title);
  }

  public static Variant alternative(String title) {
    return new Variant(Role.ALTERNATIVE, title);
  }

  /// As gates name it: "now", "before", or a rival's title.
  public String key() {
    return switch (role) {
      case PRODUCT -> "now";
      case BASELINE -> "before";
      case ALTERNATIVE -> title;
    };
  }
}
