package dev.brummer.perf.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/// The subject of a measurement.
///
/// @param title "brummer", "thread per handler", "Disruptor"
public record Variant(Role role, String title) {
  /// The product.
  public static final Variant PRODUCT = new Variant(Role.PRODUCT, "brummer");

  /// Role in a comparison. Serialised by its JSON name.
  public enum Role {
    /// The product.
    @JsonProperty("NOW")
    PRODUCT,
    /// The design that the product replaced.
    @JsonProperty("BEFORE")
    BASELINE,
    /// An alternative library or design, or a lower bound such as direct calls.
    @JsonProperty("RIVAL")
    ALTERNATIVE,
    /// Another program that does the same, or a lower bound such as a bare JVM.
    PROGRAM
  }

  public static Variant baseline(String title) {
    return new Variant(Role.BASELINE, title);
  }

  public static Variant alternative(String title) {
    return new Variant(Role.ALTERNATIVE, title);
  }

  public static Variant program(String title) {
    return new Variant(Role.PROGRAM, title);
  }

  /// Whether the product is only compared with it. Not part of the file.
  @JsonIgnore
  public boolean isRival() {
    return switch (role) {
      case PRODUCT, BASELINE -> false;
      case ALTERNATIVE, PROGRAM -> true;
    };
  }

  /// Key in gates and reports: "now", "before", or the title of an alternative or a program.
  public String key() {
    return switch (role) {
      case PRODUCT -> "now";
      case BASELINE -> "before";
      case ALTERNATIVE, PROGRAM -> title;
    };
  }
}
