package dev.brummer.app.config;

import static dev.brummer.app.config.ProcessConfig.orElse;

import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.RestartPolicy.When;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Settings of `restart` in one file; null where not set.
///
/// @param declared whether the file sets `restart`
public record RestartConfig(
    boolean declared,
    @Nullable When when,
    @Nullable Duration delay,
    @Nullable Duration maxDelay,
    @Nullable Duration reset,
    @Nullable Integer attempts,
    @Nullable Duration minUptime) {
  static final RestartConfig NONE = new RestartConfig(false, null, null, null, null, null, null);

  static RestartConfig read(TomlSection section) {
    if (!section.has("restart")) {
      return NONE;
    }
    TomlSection table = section.section("restart");
    if (table == null) {
      When when = when(String.valueOf(section.text("restart")));
      return new RestartConfig(true, when, null, null, null, null, null);
    }
    String when = table.text("when");
    return new RestartConfig(
        true,
        when == null ? null : when(when),
        table.duration(table.has("delay") ? "delay" : "backoff"),
        table.duration(table.has("max_delay") ? "max_delay" : "backoff_max"),
        table.duration("reset"),
        attempts(table),
        table.duration("min_uptime"));
  }

  private static @Nullable Integer attempts(TomlSection table) {
    if (table.value("attempts") instanceof String) {
      return RestartPolicy.UNLIMITED;
    }
    return table.number("attempts");
  }

  private static When when(String word) {
    return switch (word) {
      case "always" -> When.ALWAYS;
      case "no" -> When.NO;
      default -> When.ON_FAILURE;
    };
  }

  /// A policy with these settings. A table without `when` restarts after failures, unless the
  /// process was restarted anyway. A delay that is longer than the inherited maximum raises it.
  RestartPolicy applyTo(RestartPolicy base) {
    if (!declared) {
      return base;
    }
    When inherited = base.when() == When.NO ? When.ON_FAILURE : base.when();
    Duration first = orElse(delay, base.initialDelay());
    Duration longest = orElse(maxDelay, base.maxDelay());
    if (longest.compareTo(first) < 0) {
      longest = delay == null ? longest : first;
      first = longest;
    }
    return new RestartPolicy(
        orElse(when, inherited),
        first,
        longest,
        orElse(reset, base.resetAfter()),
        orElse(attempts, base.maxAttempts()),
        orElse(minUptime, base.minUptime()));
  }
}
